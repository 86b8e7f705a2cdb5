"""Which worked example a project gets: the largest that the contract has all of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from mahogen.model.api import Api, Operation, TypeRef


@dataclass(frozen=True, slots=True)
class Example:
    """A module of the project, and what it needs: methods by resource, fields by entity, and faults
    by their tags.
    """

    module: str
    methods: Mapping[str, Collection[str]]
    fields: Mapping[str, Collection[str]]
    faults: Collection[str] = ()

    def fits(self, api: Api, stock: Api) -> bool:
        """Whether a package of `api` has all of it in each dialect, as one of `stock` has."""
        found, known = _methods(api), _methods(stock)
        spoken = {wire.dialect for login in _logins(api) for wire in login.wires}
        methods = ((key, name) for key, names in self.methods.items() for name in names)
        has, has_known = _fields(api), _fields(stock)
        fields = ((key, name) for key, names in self.fields.items() for name in names)
        declared = [api.faults, *(resource.faults for resource in api.resources)]
        return (
            all(
                method in found
                and spoken <= {wire.dialect for wire in found[method].wires}
                and _is_like(found[method], known[method])
                for method in methods
            )
            and all(has.get(field) == has_known[field] for field in fields)
            and {fault.tag for faults in declared for fault in faults} >= set(self.faults)
        )


def _logins(api: Api) -> list[Operation]:
    return [operation for operation in api.operations if operation.name == "login"]


def _methods(api: Api) -> dict[tuple[str, str], Operation]:
    return {(r.key, operation.name): operation for r in api.resources for operation in r.operations}


def _fields(api: Api) -> dict[tuple[str, str], TypeRef]:
    return {(e.name, field.name): field.type for e in api.entities for field in e.fields}


def _is_like(operation: Operation, known: Operation) -> bool:
    """Whether a call of the one is a call of the other; there may be more that can be left out."""
    count = len(known.parameters)
    more = operation.parameters[count:]
    return (
        [(p.name, p.type, p.required) for p in operation.parameters[:count]]
        == [(p.name, p.type, p.required) for p in known.parameters]
        and not any(parameter.required for parameter in more)
        and operation.result == known.result
    )


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


def example_for(api: Api, stock: Api) -> str:
    """The module of the first example that fits; `stock` has the same dialects, as stores usually
    have them. Empty if nobody can log in, so that there is nothing to show.
    """
    if not _logins(api):
        return ""
    return next(example.module for example in EXAMPLES if example.fits(api, stock))
