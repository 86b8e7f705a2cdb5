"""What shall go wrong goes wrong, for the calls and as often as it was said."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx
import pytest
from shopping import product, ready

from maho_api import AsyncMaho, Maho
from maho_api.faults import MahoFault
from mahogen.fake_store import FakeStore
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
