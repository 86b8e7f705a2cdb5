"""Which worked example a project gets: the largest that the contract has all of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from mahogen.model.api import Api


@dataclass(frozen=True, slots=True)
class Example:
    """A module of the project, and what it needs: methods by resource, fields by entity, and faults
    by their tags.
    """

    module: str
    methods: Mapping[str, Collection[str]]
    fields: Mapping[str, Collection[str]]
    faults: Collection[str] = ()

    def fits(self, api: Api) -> bool:
        """Whether a package of `api` has all of it."""
        methods = {r.key: {operation.name for operation in r.operations} for r in api.resources}
        fields = {entity.name: {field.name for field in entity.fields} for entity in api.entities}
        declared = [api.faults, *(resource.faults for resource in api.resources)]
        faults = {fault.tag for faults in declared for fault in faults}
        return (
            _within(self.methods, methods)
            and _within(self.fields, fields)
            and set(self.faults) <= faults
        )


def _within(needed: Mapping[str, Collection[str]], found: Mapping[str, Collection[str]]) -> bool:
    return all(set(names) <= set(found.get(key, ())) for key, names in needed.items())


_GUEST: Final = {
    "shoppingCartCustomerEntity": ("mode", "email", "firstname", "lastname"),
    "shoppingCartCustomerAddressEntity": (
        *("mode", "firstname", "lastname", "street", "city", "region_id", "postcode"),
        *("country_id", "telephone"),
    ),
}
_CUSTOMER: Final = ("shoppingCartCustomerSet", "shoppingCartCustomerAddresses")

EXAMPLES: Final = (
    Example(
        "checkout",
        {
            "cart": (
                *("shoppingCartCreate", "shoppingCartInfo", "shoppingCartTotals"),
                *("shoppingCartLicense", "shoppingCartOrder"),
            ),
            "cart_customer": _CUSTOMER,
            "cart_product": ("shoppingCartProductAdd", "shoppingCartProductList"),
            "cart_shipping": ("shoppingCartShippingList", "shoppingCartShippingMethod"),
            "cart_payment": ("shoppingCartPaymentList", "shoppingCartPaymentMethod"),
        },
        {
            **_GUEST,
            "shoppingCartProductEntity": ("sku", "qty"),
            "shoppingCartPaymentMethodEntity": ("method",),
            "shoppingCartPaymentMethodResponseEntity": ("code",),
            "shoppingCartShippingMethodEntity": ("code",),
            "shoppingCartInfoEntity": ("grand_total", "reserved_order_id"),
            "shoppingCartLicenseEntity": ("agreement_id",),
            "shoppingCartTotalsEntity": ("title", "amount"),
        },
        ("internal", "create_order_fault"),
    ),
    Example(
        "guest_cart",
        {"cart": ("shoppingCartCreate", "shoppingCartInfo"), "cart_customer": _CUSTOMER},
        {**_GUEST, "shoppingCartInfoEntity": ("customer_email",)},
        ("customer_address_invalid",),
    ),
    Example("hello", {}, {}),
)


def example_for(api: Api) -> str:
    """The module of the first example that fits."""
    return next(example.module for example in EXAMPLES if example.fits(api))
