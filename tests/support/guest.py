"""A guest's order with typed calls alone: as a store was recorded, and with detours."""

from __future__ import annotations

from typing import Final

import pytest

from maho_api import (
    Maho,
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartPaymentMethodEntity,
    ShoppingCartProductEntity,
)
from maho_api.faults import (
    AddProductFault,
    CartCouponFault,
    CouponCodeIsNotValid,
    CreateOrderFault,
    CustomerDataInvalid,
    ShippingAddressIsNotSet,
    cart_shipping,
)

from .checkout import FLATRATE, Cart

RED: Final = ShoppingCartProductEntity(sku="sku-red", qty=2.0, options={"7": "ü <&>", "12": "13"})
BLUE: Final = ShoppingCartProductEntity(
    sku="sku-blue", bundle_option={"1": "2"}, bundle_option_qty={"1": "3"}, links=["4", "5"]
)
GUEST: Final = ShoppingCartCustomerEntity(
    mode="guest", email="ann@example.com", firstname="Ann", lastname="O'Lee & Sons"
)
BILLING, SHIPPING = (
    ShoppingCartCustomerAddressEntity(
        mode=mode,
        firstname="Ann",
        lastname="O'Lee & Sons",
        street="1 Main St\nApt 2",
        city="Köln",
        postcode="50667",
        country_id="DE",
        telephone="555-1234",
    )
    for mode in ("billing", "shipping")
)
CARD: Final = ShoppingCartPaymentMethodEntity(
    method="ccsave", cc_type="VI", cc_number="4111111111111111", cc_exp_year="2030", cc_cid="123"
)
AGREEMENTS: Final = ["1"]

ORDERED: Final = Cart(
    quantities={"sku-red": 3.0},
    products=[RED, BLUE],
    customer=GUEST,
    addresses={"billing": BILLING, "shipping": SHIPPING},
    shipping=FLATRATE,
    payment=CARD,
    coupon="FIVEOFF",
    agreements=AGREEMENTS,
)
"""What the shop knows of the order in the end."""


RECORDED: Final = {
    "shoppingCartCreate": 5,
    "shoppingCartProductAdd": 10,
    "shoppingCartCustomerSet": 22,
    "shoppingCartCustomerAddresses": 31,
    "shoppingCartShippingList": 44,
    "shoppingCartShippingMethod": 46,
    "shoppingCartPaymentList": 47,
    "shoppingCartPaymentMethod": 50,
    "shoppingCartTotals": 53,
    "shoppingCartInfo": 54,
    "shoppingCartOrder": 64,
}
"""The steps of an order that a store took, by the numbers of the recorded exchanges."""


def order_as_recorded(store: Maho) -> None:
    """Take these steps, at a store that answers as the one that was recorded."""
    quote_id = store.cart.create("default")
    assert quote_id == 1
    assert store.cart_product.add(quote_id, [RED, BLUE])
    assert store.cart_customer.set(quote_id, GUEST)
    assert store.cart_customer.addresses(quote_id, [BILLING, SHIPPING])
    [rate] = store.cart_shipping.list(quote_id)
    assert (rate.code, rate.carrier_title, rate.price) == ("flatrate_flatrate", "Flat Rate", 20.0)
    assert store.cart_shipping.method(quote_id, rate.code or "")
    checkmo, cash = store.cart_payment.list(quote_id)
    assert (checkmo.code, cash.code) == ("checkmo", "cashondelivery")
    assert store.cart_payment.method(quote_id, CARD)
    assert store.cart.totals(quote_id)[-1].amount == 77.49
    assert store.cart.info(quote_id).grand_total == "77.4900"
    assert store.cart.order(quote_id) == "100000002"


def place_order(store: Maho) -> str:
    """Place the order of a guest who changes his mind now and then; gives its number."""
    quote_id = store.cart.create()
    with pytest.raises(AddProductFault):
        store.cart_product.add(quote_id, [ShoppingCartProductEntity(sku="nothing", qty=1)])
    assert store.cart_product.add(quote_id, [RED, BLUE])
    assert store.cart_product.update(quote_id, [ShoppingCartProductEntity(sku="sku-red", qty=3)])
    assert store.cart_product.remove(quote_id, [ShoppingCartProductEntity(sku="sku-blue")])
    [product] = store.cart_product.list(quote_id)
    assert (product.sku, product.name, product.category_ids) == (
        "sku-red",
        "<sku-red> & more",
        ["3"],
    )

    with pytest.raises(CustomerDataInvalid, match="last name"):
        store.cart_customer.set(quote_id, ShoppingCartCustomerEntity(mode="guest"))
    assert store.cart_customer.set(quote_id, GUEST)
    with pytest.raises(ShippingAddressIsNotSet) as unset:
        store.cart_shipping.list(quote_id)
    assert (type(unset.value), unset.value.code) == (cart_shipping.ShippingAddressIsNotSet, "1061")
    assert store.cart_customer.addresses(quote_id, [BILLING, SHIPPING])

    [rate] = store.cart_shipping.list(quote_id)
    assert (rate.code, rate.price) == ("flatrate_flatrate", 5.0)
    with pytest.raises(CreateOrderFault, match="shipping method"):
        store.cart.order(quote_id, agreements=AGREEMENTS)
    assert store.cart_shipping.method(quote_id, rate.code or "")

    checkmo, card = store.cart_payment.list(quote_id)
    assert (checkmo.code, checkmo.cc_types or {}) == ("checkmo", {})
    assert (card.code, card.cc_types) == ("ccsave", {"VI": "Visa", "MC": "MasterCard"})
    assert store.cart_payment.method(quote_id, CARD)

    with pytest.raises(CouponCodeIsNotValid) as invalid:
        store.cart_coupon.add(quote_id, "EXPIRED")
    assert isinstance(invalid.value, CartCouponFault)
    assert store.cart_coupon.add(quote_id, "FIVEOFF") is True
    assert store.cart_coupon.remove(quote_id) is True
    assert store.cart_coupon.remove(quote_id) is False
    assert store.cart_coupon.add(quote_id, "FIVEOFF") is True

    totals = {line.title: line.amount for line in store.cart.totals(quote_id)}
    assert totals == {
        "Subtotal": 31.5,
        "Shipping & Handling (Flat Rate - Fixed)": 5.0,
        "Discount (FIVEOFF)": -5.0,
        "Grand Total": 31.5,
    }
    cart = store.cart.info(quote_id)
    assert (cart.customer_email, cart.grand_total) == ("ann@example.com", "31.5000")
    assert [(item.sku, item.qty) for item in cart.items or []] == [("sku-red", 3.0)]
    assert [agreement.agreement_id for agreement in store.cart.license(quote_id)] == AGREEMENTS
    return store.cart.order(quote_id, agreements=AGREEMENTS)
