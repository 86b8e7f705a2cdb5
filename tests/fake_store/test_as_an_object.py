"""The store as an object: who may do what, time, journal, snapshots, its own endpoints."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from shopping import CHECKMO, address, guest, product, ready

from maho_api import (
    AsyncMaho,
    Maho,
    ShoppingCartCustomerEntity,
    ShoppingCartPaymentMethodEntity,
    ShoppingCartProductEntity,
)
from maho_api.faults import AccessDenied, CouponCodeIsNotValid, MahoFault
from mahogen.fake_store import Clock, FakeStore
from mahogen.fake_store.records import ApiUser
from mahogen.runtime.errors import OutcomeUnknown
from support.fake_stores import client
from support.in_process import ask


def test_an_allowed_session_gets_no_further_than_it_may(store: FakeStore, maho: Maho) -> None:
    cart = maho.cart.create("default")
    with client(store, user="limitedUser") as limited:
        assert limited.cart.info(cart).quote_id == cart
        for call in (limited.cart.create, lambda: limited.cart_coupon.remove(cart)):
            with pytest.raises(AccessDenied):
                call()
        assert [m.path for r in limited.resources() for m in r.methods or []] == ["cart.info"]
    assert store.journal.calls("cart.create", user="limitedUser")[0].fault is not None


def test_who_is_no_longer_active_may_nothing(store: FakeStore, maho: Maho) -> None:
    maho.cart.create()
    store.state.users["apiUser"] = ApiUser(name="apiUser", key="apiKey-123", active=False)
    with pytest.raises(AccessDenied):
        client(store).cart.create()


@pytest.mark.parametrize("active", [True, False])
def test_a_user_of_the_seed_may_log_in_if_active(active: bool) -> None:
    user = {"name": "apiUser", "key": "apiKey-123", "active": active}
    with client(FakeStore({"users": [user]})) as maho:
        if active:
            assert maho.resources()
        else:
            with pytest.raises(AccessDenied):
                maho.resources()


def test_sessions_end_when_they_were_idle_for_too_long(store: FakeStore, maho: Maho) -> None:
    maho.cart.create()
    for _ in range(3):
        store.clock.advance(3600)
        maho.cart.create()
    assert store.journal.paths().count("login") == 1
    store.clock.advance(3601)
    maho.cart.create()
    assert store.journal.paths().count("login") == 2
    assert [entry.fault.code for entry in store.journal if entry.fault] == ["5"]


def test_sessions_that_were_ended(store: FakeStore, maho: Maho) -> None:
    maho.cart.create()
    store.expire_sessions()
    maho.cart.create()
    assert store.journal.paths().count("login") == 2


def test_dates_are_those_of_the_clock(store: FakeStore, maho: Maho) -> None:
    cart = maho.cart.create()
    store.clock.advance(90)
    maho.cart_product.add(cart, [product("sku-red")])
    info = maho.cart.info(cart)
    assert (info.created_at, info.updated_at) == ("2026-01-01 00:00:00", "2026-01-01 00:01:30")
    with pytest.raises(ValueError, match="neither backwards"):
        store.clock.advance(-1)


def test_the_journal_tells_it_all_but_no_secrets(store: FakeStore, maho: Maho) -> None:
    cart = maho.cart.create("default")
    customer = ShoppingCartCustomerEntity(mode="register", password="hunter22", email="a@b.example")
    with pytest.raises(MahoFault):
        maho.cart_customer.set(cart, customer)
    login, create, failed = store.journal
    assert (create.path, create.operation, create.dialect, create.user, create.result) == (
        "cart.create",
        "shoppingCartCreate",
        "v2",
        "apiUser",
        1,
    )
    assert create.ok
    assert create.arguments == {"store": "default"}
    assert failed.arguments["customer_data"] == customer
    assert failed.fault is not None
    assert failed.fault.code == "1044"
    assert store.journal.last is failed
    assert store.journal.calls("cart*") == [create, failed]
    shown = repr(store.journal)
    for secret in ("apiKey-123", "hunter22", str(login.result)):
        assert secret not in shown
    assert "cart.create(store='default') 1" in shown
    store.journal.clear()
    with pytest.raises(LookupError):
        store.journal.last  # noqa: B018


def test_a_snapshot_is_a_store_to_go_back_to(store: FakeStore, maho: Maho) -> None:
    cart = ready(maho)
    before = store.snapshot()
    assert maho.cart.order(cart) == "100000001"
    store.restore(before)
    assert store.orders == []
    assert store.state.products[1].stock == 100
    assert maho.cart.order(cart) == "100000001"  # the session is still there
    store.restore(before)
    assert maho.cart.create() == cart + 1


def test_a_reset_store_is_as_new(store: FakeStore, maho: Maho) -> None:
    ready(maho)
    store.mishaps.fault("cart.create", "1")
    store.switch_agreements(True)
    store.reset()
    assert (len(store.journal), len(store.mishaps), store.state.quotes) == (0, 0, {})
    assert not store.state.agreements_enabled
    assert maho.cart.create() == 1
    assert store.journal.paths() == ["cart.create", "login", "cart.create"]


@pytest.mark.parametrize(
    "entry",
    [
        {"options": {"7": "13"}},
        {"bundle_option": {"1": "2"}},
        {"bundle_option_qty": {"1": "2"}},
        {"links": ["4"]},
    ],
    ids=lambda entry: next(iter(entry)),
)
def test_products_that_are_put_together_are_not_modelled(maho: Maho, entry: dict[str, Any]) -> None:
    cart = maho.cart.create()
    with pytest.raises(MahoFault, match="does not model products with"):
        maho.cart_product.add(cart, [ShoppingCartProductEntity(sku="sku-red", **entry)])


def test_cards_are_not_modelled(maho: Maho) -> None:
    card = ShoppingCartPaymentMethodEntity(method="checkmo", cc_number="4111111111111111")
    with pytest.raises(MahoFault, match="does not model payment by card"):
        maho.cart_payment.method(ready(maho), card)


SEED = """
[[users]]
name = "apiUser"
key = "apiKey-123"
[[views]]
view_id = 1
code = "default"
[[products]]
product_id = 1
sku = "book"
name = "Book"
price = 12.34
stock = 3
[[shipping_methods]]
carrier = "post"
carrier_title = "Post"
method = "parcel"
method_title = "Parcel"
price = "3.30"
per_piece = false
[[payment_methods]]
code = "checkmo"
title = "Check"
[[payment_methods]]
code = "ccsave"
title = "Card"
cc_types = { VI = "Visa" }
[[payment_methods]]
code = "closed"
title = "Closed"
usable = false
[[coupons]]
code = "FIVEOFF"
amount = 5
"""


def test_a_seed_of_ones_own() -> None:
    store = FakeStore(SEED)
    with client(store, "v1") as maho:
        cart = maho.cart.create("default")
        maho.cart_product.add(cart, [product("book", 2)])
        maho.cart_customer.set(cart, guest())
        maho.cart_customer.addresses(cart, [address("billing"), address("shipping")])
        maho.cart_shipping.method(cart, "post_parcel")
        assert [m.code for m in maho.cart_payment.list(cart)] == ["checkmo", "ccsave"]
        assert maho.cart_payment.list(cart)[1].cc_types == {"VI": "Visa"}
        with pytest.raises(MahoFault) as caught:
            maho.cart_payment.method(cart, ShoppingCartPaymentMethodEntity(method="closed"))
        assert caught.value.code == "1074"
        maho.cart_payment.method(cart, CHECKMO)
        with pytest.raises(CouponCodeIsNotValid):
            maho.cart_coupon.add(cart, "TENOFF")
        assert maho.cart_coupon.add(cart, "FIVEOFF")
        assert {line.title: float(line.amount or 0) for line in maho.cart.totals(cart)} == {
            "Subtotal": 24.68,
            "Shipping & Handling (Post - Parcel)": 3.3,
            "Discount (FIVEOFF)": -5.0,
            "Grand Total": 22.98,
        }
        maho.cart.order(cart)
    assert str(store.orders[0].grand_total) == "22.98"
    assert store.state.products[1].stock == 1


def test_its_own_endpoints_are_shut_unless_asked_for() -> None:
    shut, open_ = FakeStore(), FakeStore(admin_token="secret")
    assert ask(shut.app, b"", "/_store/health", "GET")[0] == 200
    assert ask(shut.app, b"", "/_store/journal", "GET")[0] == 404
    assert ask(shut.app, b"", "/_store/journal", "GET", authorization="Bearer ")[0] == 404
    assert ask(open_.app, b"", "/_store/journal", "GET")[0] == 404
    allowed = {"authorization": "Bearer secret"}
    assert ask(open_.app, b"", "/_store/nothing", "GET", **allowed)[0] == 404
    with client(open_) as maho:
        maho.cart.create()
        status, kind, body = ask(open_.app, b"", "/_store/journal", "GET", **allowed)
        assert (status, kind, len(json.loads(body)["calls"])) == (200, "application/json", 2)
        ask(open_.app, b"", "/_store/clock?advance=3601", **allowed)
        ask(open_.app, b"", "/_store/agreements?on=1", **allowed)
        assert [licence.name for licence in maho.cart.license(1)] == ["Terms"]
        assert open_.journal.paths().count("login") == 2
    assert ask(open_.app, b"", "/_store/clock?advance=x", **allowed)[0] == 400
    assert ask(open_.app, b"", "/_store/expire", **allowed)[0] == 200
    assert ask(open_.app, b"", "/_store/reset", **allowed)[0] == 200
    assert open_.state.quotes == {}


def test_an_async_client_needs_no_socket_either(store: FakeStore) -> None:
    async def order() -> int | None:
        http = httpx.AsyncClient(transport=store.async_transport())
        async with (
            http,
            AsyncMaho("http://fake", "apiUser", "apiKey-123", http_client=http) as maho,
        ):
            store.mishaps.dropped("cart.info", done=True)
            cart = await maho.cart.create("default")
            with pytest.raises(OutcomeUnknown):
                await maho.cart.info(cart)
            store.mishaps.delay("cart.license", 0.01)
            await asyncio.gather(*(maho.cart.license(cart) for _ in range(8)))
            return (await maho.cart.info(cart)).quote_id

    assert asyncio.run(order()) == 1
    assert store.journal.paths().count("login") == 1


def test_a_running_clock_goes_on() -> None:
    clock = Clock(running=True)
    first = clock.seconds()
    while clock.seconds() == first:
        pass
    assert clock.now() > Clock().now()
