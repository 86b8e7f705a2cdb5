"""Which worked example a project gets: the largest that the contract has all of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from mahogen.model.api import Api


@dataclass(frozen=True, slots=True)
class Example:
    """A module of the project, and what it needs: methods by resource, fields by entity."""

    module: str
    methods: Mapping[str, Collection[str]]
    fields: Mapping[str, Collection[str]]

    def fits(self, api: Api) -> bool:
        """Whether a package of `api` has all of it."""
        methods = {r.key: {operation.name for operation in r.operations} for r in api.resources}
        fields = {entity.name: {field.name for field in entity.fields} for entity in api.entities}
        return _within(self.methods, methods) and _within(self.fields, fields)


def _within(needed: Mapping[str, Collection[str]], found: Mapping[str, Collection[str]]) -> bool:
    return all(set(names) <= set(found.get(key, ())) for key, names in needed.items())


_ADDRESS: Final = (
    *("mode", "firstname", "lastname", "street", "city", "region_id", "region", "postcode"),
    *("country_id", "telephone"),
)
_CART = {
    "cart": ("shoppingCartCreate", "shoppingCartInfo"),
    "cart_customer": ("shoppingCartCustomerSet", "shoppingCartCustomerAddresses"),
}
_GUEST = {
    "shoppingCartCustomerEntity": ("mode", "email", "firstname", "lastname"),
    "shoppingCartCustomerAddressEntity": _ADDRESS,
}

EXAMPLES: Final = (
    Example(
        "checkout",
        {
            **_CART,
            "cart": (
                *("shoppingCartCreate", "shoppingCartInfo", "shoppingCartTotals"),
                *("shoppingCartLicense", "shoppingCartOrder"),
            ),
            "cart_product": ("shoppingCartProductAdd", "shoppingCartProductList"),
            "cart_shipping": ("shoppingCartShippingList", "shoppingCartShippingMethod"),
            "cart_payment": ("shoppingCartPaymentList", "shoppingCartPaymentMethod"),
        },
        {
            **_GUEST,
            "shoppingCartProductEntity": ("sku", "qty"),
            "shoppingCartPaymentMethodEntity": ("method",),
        },
    ),
    Example("guest_cart", _CART, _GUEST),
    Example("hello", {}, {}),
)


def example_for(api: Api) -> str:
    """The module of the first example that fits."""
    return next(example.module for example in EXAMPLES if example.fits(api))
