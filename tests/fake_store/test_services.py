"""What the recorded exchanges do not show of the services: the rest of their faults and ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from shopping import CHECKMO, FLATRATE, address, guest, product, ready

from maho_api import Maho, ShoppingCartCustomerEntity, ShoppingCartProductEntity
from maho_api.faults import MahoFault
from mahogen.fake_store import FakeStore
from support.fake_stores import client

Steps = Callable[[Maho, int], Any]


def customer(number: int) -> ShoppingCartCustomerEntity:
    return ShoppingCartCustomerEntity(mode="customer", customer_id=number)


FAULTS: dict[str, Steps] = {
    "1008 Please check shipping": lambda m, c: m.cart.order(m.cart.create()),
    "1021 ": lambda m, c: m.cart_product.update(c, []),
    "1021": lambda m, c: m.cart_product.remove(c, []),
    "1022 do not have identifier": lambda m, c: m.cart_product.add(
        c, [ShoppingCartProductEntity(), ShoppingCartProductEntity()]
    ),
    "1024 is not belong": lambda m, c: m.cart_product.update(c, [product("sku-blue")]),
    "1026 is not belong": lambda m, c: m.cart_product.remove(c, [product("sku-blue")]),
    "1028 ": lambda m, c: m.cart_product.move_to_customer_quote(c, [product("sku-red")]),
    "1045 ": lambda m, c: m.cart_customer.set(c, ShoppingCartCustomerEntity()),
    "1061 ": lambda m, c: m.cart_shipping.method(m.cart.create(), FLATRATE),
    "1073 ": lambda m, c: m.cart_payment.method(m.cart.create(), CHECKMO),
    "1081 ": lambda m, c: m.cart_coupon.add(m.cart.create(), "X"),
    "1001 ": lambda m, c: m.cart.info(c, store="7"),
    "1002 ": lambda m, c: m.cart.info(c, store="admin"),
    "1002": lambda m, c: m.cart.info(c, store="0"),
    "0 does not model quantities": lambda m, c: m.cart_product.add(c, [product("sku-red", 1e9)]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults(maho: Maho, fault: str) -> None:
    code, _, text = fault.partition(" ")
    cart = ready(maho)
    with pytest.raises(MahoFault) as caught:
        FAULTS[fault](maho, cart)
    assert caught.value.code == code
    assert text in caught.value.message


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "1e3"])
def test_numbers_that_are_none_are_nobodys(maho: Maho, number: str) -> None:
    cart = ready(maho)
    with pytest.raises(MahoFault) as caught:
        maho.cart.info(cart, store=number)
    assert caught.value.code == "1001"
    with pytest.raises(MahoFault) as caught:
        maho.cart_product.update(cart, [ShoppingCartProductEntity(product_id=number)])
    assert caught.value.code == "1024"


def test_another_view_of_the_same_site_reads_the_cart(maho: Maho) -> None:
    cart = maho.cart.create("default")
    assert maho.cart.info(cart, store="german").store_id == "1"
    assert maho.cart.info(cart, store="2").store_id == "1"


def test_a_virtual_cart_needs_no_shipping(store: FakeStore, maho: Maho) -> None:
    cart = maho.cart.create("default")
    maho.cart_product.add(cart, [product("sku-virt", 2)])
    maho.cart_customer.set(cart, guest())
    with pytest.raises(MahoFault) as caught:
        maho.cart_payment.method(cart, CHECKMO)
    assert caught.value.code == "1072"
    maho.cart_customer.addresses(cart, [address("billing")])
    maho.cart_payment.method(cart, CHECKMO)
    info = maho.cart.info(cart)
    assert (info.is_virtual, info.grand_total) == (1, "10.0000")
    maho.cart.order(cart)
    assert store.orders[0].shipping is None
    assert store.state.products[4].stock == 998


def test_no_guests_where_they_are_not_wanted(store: FakeStore, maho: Maho) -> None:
    store.state.guest_checkout = False
    cart = ready(maho)
    with pytest.raises(MahoFault) as caught:
        maho.cart.order(cart)
    assert caught.value.code == "1007"
    maho.cart_customer.set(cart, customer(1))
    assert maho.cart.order(cart) == "100000001"
    assert store.orders[0].customer_id == 1


def test_a_customers_own_address_and_nobody_elses(maho: Maho) -> None:
    cart = ready(maho)
    maho.cart_customer.set(cart, customer(2))
    by_id = address("shipping")
    for number, code in (("1", "1055"), ("99", "1053"), ("abc", "1053"), ("2x", None)):
        by_id.address_id = number
        if code is None:
            assert maho.cart_customer.addresses(cart, [by_id])
        else:
            with pytest.raises(MahoFault) as caught:
                maho.cart_customer.addresses(cart, [by_id])
            assert caught.value.code == code
    shipping = maho.cart.info(cart).shipping_address
    assert shipping is not None
    assert (shipping.street, shipping.customer_address_id) == ("2 Oak Ave", "2")


def test_one_bad_address_and_none_is_saved(store: FakeStore, maho: Maho) -> None:
    cart = ready(maho)
    before = store.quote(cart)
    bad = address("shipping")
    bad.region_id, bad.region = None, "Nordrhein-Westfalen"
    with pytest.raises(MahoFault, match="state/province"):
        maho.cart_customer.addresses(cart, [address("billing", "Bob"), bad])
    assert store.quote(cart) == before


def test_quantities_are_those_that_were_said(store: FakeStore, maho: Maho) -> None:
    cart = ready(maho, product("sku-red", 2.5))
    maho.cart_product.add(cart, [product("sku-red", -3), ShoppingCartProductEntity(product_id="1")])
    assert [str(item.qty) for item in store.quote(cart).items] == ["4.5"]
    maho.cart_product.update(cart, [product("sku-red", 0)])
    assert maho.cart.info(cart).items_qty == 4.5
    maho.cart_product.update(cart, [product("sku-red", 7)])
    assert maho.cart.info(cart).items_qty == 7.0
    maho.cart_product.remove(cart, [product("sku-red")])
    assert maho.cart.info(cart).items == []


def test_without_an_address_there_are_no_sums(maho: Maho) -> None:
    cart = maho.cart.create("default")
    maho.cart_product.add(cart, [product("sku-red")])
    assert [line.amount for line in maho.cart.totals(cart)] == [None, None]
    info = maho.cart.info(cart)
    assert (info.grand_total, info.subtotal, info.items_qty) == ("0.0000", 0.0, 1.0)
    assert maho.cart_payment.list(cart) == []


def test_a_guest_who_has_ordered_is_one(maho: Maho) -> None:
    cart = ready(maho)
    assert maho.cart.info(cart).customer_is_guest == "0"
    number = maho.cart.order(cart)
    info = maho.cart.info(cart)
    assert (info.customer_is_guest, info.reserved_order_id) == ("1", number)


def test_agreements_that_are_not_active_are_not_shown() -> None:
    store = FakeStore()
    store.switch_agreements(True)
    store.state.agreements[1] = replace(store.state.agreements[1], is_active=False)
    with client(store) as maho:
        cart = ready(maho)
        assert maho.cart.license(cart) == []
        assert maho.cart.order(cart, agreements=None)
