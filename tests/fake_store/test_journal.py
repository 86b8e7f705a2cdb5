"""What a journal is asked, and what it says where the answer is another one."""

from __future__ import annotations

import re
from unittest.mock import ANY

import pytest
from shopping import address, guest, product, ready

from maho_api import Maho, ShoppingCartCustomerEntity
from maho_api.faults import QuoteNotExists
from mahogen.fake_store import FakeStore
from mahogen.fake_store import journal as journals
from support.fake_stores import client


def test_the_one_call(store: FakeStore, maho: Maho) -> None:
    carts = [ready(maho, product("sku-red")), ready(maho, product("sku-blue", 2))]
    number = maho.cart.order(carts[1])
    assert store.journal.one("cart.order").result == number
    assert store.journal.one("cart.order", quote_id=carts[1]).arguments["quote_id"] == carts[1]
    with client(store, user="limitedUser") as limited:
        limited.cart.info(carts[0])
    assert store.journal.one("cart.info", user="limitedUser").number == len(store.journal) - 1


def test_an_entity_is_matched_by_its_fields(store: FakeStore, maho: Maho) -> None:
    cart = ready(maho, product("sku-red"), product("sku-blue", 2))
    calls, one = store.journal.calls, store.journal.one
    one("cart_customer.set", customer_data=guest())
    one("cart_customer.set", customer_data={"mode": "guest", "email": "ann@example.com"})
    one("cart_customer.set", quote_id=cart, customer_data=ANY)
    one("cart_product.add", products_data=[{"sku": "sku-red"}, product("sku-blue", 2)])
    one("cart_customer.addresses", customer_address_data=(address("billing"), address("shipping")))
    one("cart_customer.*", customer_data={"email": ANY})
    assert calls("cart_customer.set", customer_data=guest("bob@example.com")) == []
    assert calls("cart_customer.set", customer_data={"mode": "register"}) == []
    assert calls("cart_customer.set", customer_data=product("sku-red")) == []
    assert calls("cart_customer.set", customer_data=None) == []
    assert calls("cart_product.add", products_data=[{"sku": "sku-red"}]) == []
    assert calls("cart_product.add", products_data=[]) == []


def test_an_entity_may_be_one_of_another_package(store: FakeStore, maho: Maho) -> None:
    ready(maho)
    other = type("ShoppingCartCustomerEntity", (ShoppingCartCustomerEntity,), {})
    mine = other(mode="guest", email="ann@example.com", firstname="Ann", lastname="O'Lee & Sons")
    assert mine != guest()
    store.journal.one("cart_customer.set", customer_data=mine)
    store.journal.never("cart_customer.set", customer_data=other(mode="guest"))


def test_there_is_not_one(store: FakeStore, maho: Maho) -> None:
    with pytest.raises(AssertionError) as none:
        store.journal.one("cart.order")
    assert str(none.value) == "expected one cart.order, and there are 0:\n<no calls>"
    maho.cart.create("default")
    maho.cart.create("german")
    with pytest.raises(AssertionError) as two:
        store.journal.one("cart.create", user="apiUser")
    assert str(two.value) == (
        "expected one cart.create by apiUser, and there are 2:\n"
        "<1 v2 nobody: login(username=***, api_key=***) ***>\n"
        "<2 v2 apiUser: cart.create(store='default') 1>\n"
        "<3 v2 apiUser: cart.create(store='german') 2>"
    )
    store.journal.one("cart.create", store="german")
    expected = "expected one cart_customer.set with quote_id=1, customer_data=..., and there are 0:"
    with pytest.raises(AssertionError, match=re.escape(expected)):
        store.journal.one("cart_customer.set", quote_id=1, customer_data=guest())
    expected = "expected one login with username='apiUser', api_key=..., and there are 0:"
    with pytest.raises(AssertionError, match=re.escape(expected)) as secret:
        store.journal.one("login", username="apiUser", api_key="not that one")
    assert "not that one" not in str(secret.value)


def test_never(store: FakeStore, maho: Maho) -> None:
    maho.cart.create("default")
    store.journal.never("cart.order")
    store.journal.never("cart_*")
    store.journal.never("cart.create", store="german")
    store.journal.never("cart.create", user="limitedUser")
    with pytest.raises(QuoteNotExists):
        maho.cart.info(99)
    with pytest.raises(AssertionError, match=r"expected no cart\.info, and there is 1:\n<1 v2 "):
        store.journal.never("cart.info")  # a call that ended in a fault is one


def test_in_order(store: FakeStore, maho: Maho) -> None:
    maho.cart.order(ready(maho))
    found = store.journal.in_order("login", "cart.create", "cart_customer.*", "cart.order")
    assert [entry.number for entry in found] == [1, 2, 4, 8]
    store.journal.in_order("cart_customer.*", "cart_customer.*", user="apiUser")
    for paths, missing in (
        (("cart.order", "cart.create"), "there is no cart.create after cart.order (8):"),
        (("cart.create", "cart.create"), "there is no cart.create after cart.create (2):"),
        (("cart.totals", "cart.order"), "there is no cart.totals:"),
    ):
        what = f"expected {' then '.join(paths)}, and {missing}\n<1 v2 "
        with pytest.raises(AssertionError, match=re.escape(what)):
            store.journal.in_order(*paths)
    with pytest.raises(AssertionError, match="expected login by apiUser, and there is no login:"):
        store.journal.in_order("login", user="apiUser")


@pytest.mark.parametrize(
    ("path", "arguments", "refusal"),
    [
        ("cart.ordr", {}, "the store has no call 'cart.ordr'; did you mean cart.order?"),
        ("basket*", {}, "the store has no call 'basket*'; there are cart.create, cart.info,"),
        ("cart.order", {"quote": 1}, "cart.order has no argument 'quote'; did you mean quote_id?"),
        ("resources", {"x": 1}, "resources has no argument 'x'; it has none"),
        (
            "cart.*",
            {"coupon_code": ""},
            "cart.* has no argument 'coupon_code'; there are store, quote_id, agree",
        ),
    ],
)
def test_what_no_store_has_is_refused(
    store: FakeStore, path: str, arguments: dict[str, object], refusal: str
) -> None:
    for ask in (store.journal.never, store.journal.one, store.journal.calls):
        with pytest.raises(ValueError, match=f"^{re.escape(refusal)}"):
            ask(path, **arguments)  # type: ignore[arg-type]
    if not arguments:
        with pytest.raises(ValueError, match=f"^{re.escape(refusal)}"):
            store.journal.in_order("cart*", path)


@pytest.mark.parametrize(
    ("path", "arguments", "refusal"),
    [
        (
            "cart_customer.set",
            {"customer_data": {"e_mail": "ann@example.com"}},
            "ShoppingCartCustomerEntity has no field 'e_mail'; did you mean email?",
        ),
        (
            "cart_product.*",
            {"products_data": [{"sku": "sku-red"}, {"colour": "red"}]},
            "ShoppingCartProductEntity has no field 'colour'; there are product_id, sku, qty,",
        ),
    ],
)
def test_a_field_that_no_entity_has_is_refused(
    store: FakeStore, path: str, arguments: dict[str, object], refusal: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(refusal)}"):
        store.journal.never(path, **arguments)  # type: ignore[arg-type]


def test_an_order_of_nothing_is_refused(store: FakeStore) -> None:
    with pytest.raises(ValueError, match="name the paths"):
        store.journal.in_order()


def test_what_was_forgotten_is_nothing_to_rely_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(journals, "KEPT", 3)
    store = FakeStore()
    with client(store) as maho:
        for _ in range(3):
            maho.cart.create()
        assert store.journal.paths() == ["cart.create"] * 3
        with pytest.raises(AssertionError, match="no login, and the journal has forgotten"):
            store.journal.never("login")
        with pytest.raises(AssertionError, match=r"has forgotten earlier calls \(1\):\n<"):
            store.journal.one("cart.order")
        maho.cart.info(1)
        with pytest.raises(AssertionError, match=r"one cart\.info, and the journal has forgotten"):
            store.journal.one("cart.info")  # one, for all that is known
        store.journal.in_order("cart.create", "cart.create")
        store.journal.clear()
        store.journal.never("login")
