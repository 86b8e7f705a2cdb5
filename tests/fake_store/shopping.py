"""What a guest needs to order."""

from __future__ import annotations

from typing import Final

from maho_api import (
    Maho,
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartPaymentMethodEntity,
    ShoppingCartProductEntity,
)

CHECKMO: Final = ShoppingCartPaymentMethodEntity(method="checkmo")
FLATRATE: Final = "flatrate_flatrate"


def product(sku: str, qty: float = 1.0) -> ShoppingCartProductEntity:
    return ShoppingCartProductEntity(sku=sku, qty=qty)


def guest(email: str = "ann@example.com") -> ShoppingCartCustomerEntity:
    return ShoppingCartCustomerEntity(
        mode="guest", email=email, firstname="Ann", lastname="O'Lee & Sons"
    )


def address(mode: str | None, firstname: str = "Ann") -> ShoppingCartCustomerAddressEntity:
    return ShoppingCartCustomerAddressEntity(
        mode=mode,  # type: ignore[arg-type]
        firstname=firstname,
        lastname="O'Lee & Sons",
        street="1 Main St",
        city="Köln",
        region_id="88",
        postcode="50667",
        country_id="DE",
        telephone="555-1234",
    )


def ready(maho: Maho, *products: ShoppingCartProductEntity, email: str = "ann@example.com") -> int:
    """A cart that can be ordered."""
    quote_id = maho.cart.create("default")
    maho.cart_product.add(quote_id, products or [product("sku-red")])
    maho.cart_customer.set(quote_id, guest(email))
    maho.cart_customer.addresses(quote_id, [address("billing"), address("shipping")])
    maho.cart_shipping.method(quote_id, FLATRATE)
    maho.cart_payment.method(quote_id, CHECKMO)
    return quote_id
