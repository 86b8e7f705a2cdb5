"""What shall go wrong goes wrong, for the calls and as often as it was said."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from raw_calls import answered, v1
from shopping import product, ready

from maho_api import AsyncMaho, Maho
from maho_api.faults import MahoFault
from mahogen.fake_store import FakeStore
from mahogen.fake_store.mishaps import BAD_GATEWAY
from mahogen.fake_store.paths import paths
from mahogen.runtime.dialects import DialectName
from mahogen.runtime.errors import (
    NotXml,
    OutcomeUnknown,
    ProtocolError,
    UnexpectedStatus,
)
from support.fake_stores import client


def test_a_fault_after_some_calls_and_so_many_times(store: FakeStore, maho: Maho) -> None:
    store.mishaps.fault("cart.create", "1003", "no more carts", skip=1, times=2)
    assert maho.cart.create() == 1
    for _ in range(2):
        with pytest.raises(MahoFault, match="no more carts") as caught:
            maho.cart.create()
        assert caught.value.code == "1003"
    assert maho.cart.create() == 2
    assert len(store.mishaps) == 0


def test_a_pattern_and_an_end(store: FakeStore, maho: Maho) -> None:
    store.mishaps.fault("cart_*", "1", times=100)
    cart = maho.cart.create()
    with pytest.raises(MahoFault):
        maho.cart_product.add(cart, [product("sku-red")])
    store.mishaps.clear()
    assert maho.cart_product.add(cart, [product("sku-red")])


def test_an_expired_session_makes_a_client_log_in_again(store: FakeStore, maho: Maho) -> None:
    store.mishaps.expired_session("cart.info")
    maho.cart.info(maho.cart.create())
    assert store.journal.paths() == ["login", "cart.create", "cart.info", "login", "cart.info"]


@pytest.mark.parametrize("done", [False, True])
def test_a_bad_gateway_before_or_after_the_order(store: FakeStore, maho: Maho, done: bool) -> None:
    cart = ready(maho)
    store.mishaps.bad_gateway("cart.order", done=done)
    with pytest.raises(UnexpectedStatus) as caught:
        maho.cart.order(cart)
    assert caught.value.status == 502
    assert len(store.orders) == done


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("over_http", [False, True])
def test_a_dropped_connection(store: FakeStore, maho: Maho, done: bool, over_http: bool) -> None:
    cart = ready(maho)
    store.mishaps.dropped("cart.order", done=done)
    if over_http:
        with store.serving() as url, Maho(url, "apiUser", "apiKey-123") as other:
            with pytest.raises(OutcomeUnknown):
                other.cart.order(cart)
            assert other.cart.create() == 2
    else:
        with pytest.raises(OutcomeUnknown):
            maho.cart.order(cart)
    assert len(store.orders) == done


def test_a_cut_off_answer(store: FakeStore, maho: Maho) -> None:
    store.mishaps.cut_off("cart.create")
    with pytest.raises(NotXml):
        maho.cart.create()
    assert len(store.state.quotes) == 1


@pytest.mark.parametrize("dialect", ["v1", "v2", "wsi"])
def test_an_extra_field_is_kept_by_the_client(store: FakeStore, dialect: DialectName) -> None:
    store.mishaps.extra_field("cart.info", "new_field")
    with client(store, dialect) as maho:
        cart = maho.cart.info(maho.cart.create())
    assert cart.extras["new_field"] == "1"
    assert cart.quote_id == 1


@pytest.mark.parametrize("dialect", ["v1", "v2", "wsi"])
def test_a_renamed_part_does_not_matter(store: FakeStore, dialect: DialectName) -> None:
    store.mishaps.renamed_part("cart.create", "somethingElse")
    with client(store, dialect) as maho:
        assert maho.cart.create() == 1


@pytest.mark.parametrize("in_a_loop", [False, True])
@pytest.mark.parametrize("over_http", [False, True])
def test_a_delay_is_waited_for_and_the_call_is_made(
    store: FakeStore, maho: Maho, over_http: bool, in_a_loop: bool
) -> None:
    def create() -> int:
        if not over_http:
            return maho.cart.create()
        with store.serving() as url, Maho(url, "apiUser", "apiKey-123") as other:
            return other.cart.create()

    async def within() -> int:
        return create()

    store.mishaps.delay("cart.create", 0.05)
    before = time.monotonic()
    assert (asyncio.run(within()) if in_a_loop else create()) == 1
    assert time.monotonic() - before >= 0.05  # that it takes its time is what is asked for
    assert len(store.mishaps) == 0


@pytest.mark.parametrize("over_http", [False, True])
def test_a_delay_of_one_call_does_not_hold_up_another(store: FakeStore, over_http: bool) -> None:
    async def both(url: str, http: httpx.AsyncClient | None) -> None:
        async with AsyncMaho(url, "apiUser", "apiKey-123", http_client=http) as maho:
            quote_id = await maho.cart.create()
            store.mishaps.delay("cart.create", 30.0)
            waiting = asyncio.create_task(maho.cart.create())
            async with asyncio.timeout(10):
                while len(store.mishaps):
                    await asyncio.sleep(0)
            assert (await maho.cart.info(quote_id)).quote_id == quote_id
            assert not waiting.done()
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting

    async def in_process() -> None:
        async with httpx.AsyncClient(transport=store.async_transport()) as http:
            await both("http://fake", http)

    if over_http:
        with store.serving() as url:
            asyncio.run(both(url, None))
    else:
        asyncio.run(in_process())


@pytest.mark.parametrize("wrong", [{"skip": -1}, {"times": 0}])
def test_counts_that_are_none(store: FakeStore, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="skip is 0 or more"):
        store.mishaps.fault("cart.info", "1", **wrong)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("cart.ordr", "did you mean cart.order?"),
        ("shoppingCartOrder", "there are cart.create, "),
        ("carts*", "there are cart.create, "),
        ("multiCall", "there are cart.create, "),
    ],
)
def test_a_call_that_the_store_does_not_have(store: FakeStore, path: str, hint: str) -> None:
    add: list[Callable[[], None]] = [
        lambda: store.mishaps.fault(path, "1"),
        lambda: store.mishaps.expired_session(path),
        lambda: store.mishaps.delay(path, 1),
        lambda: store.mishaps.bad_gateway(path),
        lambda: store.mishaps.answer(path, BAD_GATEWAY, done=True),
        lambda: store.mishaps.dropped(path, done=True),
        lambda: store.mishaps.cut_off(path),
        lambda: store.mishaps.extra_field(path),
        lambda: store.mishaps.renamed_part(path),
    ]
    for one in add:
        with pytest.raises(ValueError, match=re.escape(f"the store has no call {path!r}; {hint}")):
            one()
    assert len(store.mishaps) == 0


def test_every_path_that_the_journal_has(store: FakeStore, maho: Maho) -> None:
    for path in (*paths(), "cart*", "cart_?oupon.*", "*", "[lr]*"):
        store.mishaps.delay(path, 0)
    store.mishaps.clear()
    store.mishaps.fault("login", "2")
    with pytest.raises(MahoFault):
        maho.login()
    store.mishaps.fault("endSession", "1")
    maho.login()
    maho.close()
    assert store.journal.paths() == ["login", "login", "endSession"]
    assert (len(store.mishaps), store.mishaps.never_came()) == (0, [])


def test_a_call_of_v1_whose_path_nobody_has(store: FakeStore) -> None:
    store.mishaps.fault("call", "1042", "even so")
    fault = answered(store, "v1", v1("cart.ordr", ""))
    assert fault is not None
    assert (fault.code, store.journal.last.path) == ("1042", "call")


def test_what_never_came_is_known(store: FakeStore, maho: Maho) -> None:
    mishaps = store.mishaps
    mishaps.dropped("cart.order", done=True)
    mishaps.bad_gateway("cart.create", skip=1)
    mishaps.fault("cart_*", "1", times=9)
    mishaps.expired_session("cart.info")
    quote_id = maho.cart.create()
    maho.cart.info(quote_id)
    with pytest.raises(MahoFault):
        maho.cart_coupon.remove(quote_id)
    missed = ["dropped('cart.order')", "bad_gateway('cart.create')"]
    assert [str(mishap) for mishap in mishaps.never_came()] == missed
    first, _ = mishaps.never_came()
    assert (first.path, first.kind) == ("cart.order", "dropped")
    mishaps.stop()
    assert maho.cart.create() == 2
    mishaps.delay("cart.license", 0)
    assert [str(mishap) for mishap in mishaps.never_came()] == [*missed, "delay('cart.license')"]
    mishaps.clear()
    assert mishaps.never_came() == []


def test_a_store_as_new_has_missed_nothing(store: FakeStore) -> None:
    store.mishaps.renamed_part("cart.create")
    store.mishaps.stop()
    store.mishaps.cut_off("cart.create")
    store.reset()
    assert store.mishaps.never_came() == []


def test_a_fault_in_one_of_several_calls(store: FakeStore) -> None:
    store.mishaps.fault("cart.create", "1", "injected", skip=1)
    with client(store, "v1") as maho:
        results = [_code(maho) for _ in range(3)]
    assert results == [1, "1", 2]


def _code(maho: Maho) -> Any:
    try:
        return maho.cart.create()
    except (MahoFault, ProtocolError) as error:
        return getattr(error, "code", error)
