"""Many clients at once, for a while, on one store over HTTP: no order is lost, doubled or wrong."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from threading import Barrier
from typing import Final, cast

import pytest
from shopping import CHECKMO, FLATRATE, address, guest, product, ready

from maho_api import Maho
from maho_api.faults import CreateOrderFault
from mahogen.fake_store import FakeStore, State
from mahogen.fake_store.seeds import stock
from mahogen.runtime.dialects import DialectName
from support.recordings import DIALECTS

CLIENTS: Final = 32
SECONDS: Final = 10.0
PLENTY: Final = 10**9


def endless() -> State:
    state = stock()
    state.products = {key: replace(p, stock=PLENTY) for key, p in state.products.items()}
    return state


Orders = dict[str, tuple[str, dict[str, float]]]
"""By their numbers, who ordered what."""


def shop_until(deadline: float, url: str, client: int, dialect: str) -> Orders:
    """Order again and again, with a look into the cart before."""
    mine: Orders = {}
    with Maho(url, "apiUser", "apiKey-123", dialect=cast("DialectName", dialect)) as maho:
        for turn in count():
            if time.monotonic() > deadline:
                break
            wanted = {"sku-red": 1.0 + (client + turn) % 3, "sku-blue": 1.0 + turn % 2}
            email = f"client{client}-{turn}@example.com"
            quote_id = maho.cart.create("default")
            for sku, qty in wanted.items():
                maho.cart_product.add(quote_id, [product(sku, qty)])
            maho.cart_customer.set(quote_id, guest(email))
            maho.cart_customer.addresses(quote_id, [address("billing"), address("shipping")])
            maho.cart_shipping.method(quote_id, FLATRATE)
            maho.cart_payment.method(quote_id, CHECKMO)
            cart = maho.cart.info(quote_id)
            assert (cart.quote_id, cart.customer_email) == (quote_id, email)
            assert {item.sku: item.qty for item in cart.items or []} == wanted
            number = maho.cart.order(quote_id)
            assert number not in mine
            mine[number] = (email, wanted)
    return mine


@pytest.mark.slow
def test_every_order_is_there_once_and_is_what_was_ordered() -> None:
    store = FakeStore(endless())
    with store.serving() as url, ThreadPoolExecutor(CLIENTS) as pool:
        deadline = time.monotonic() + SECONDS
        running = [
            pool.submit(shop_until, deadline, url, n, DIALECTS[n % len(DIALECTS)])
            for n in range(CLIENTS)
        ]
        all_of_them = [task.result() for task in running]
    ordered: Orders = {}
    for mine in all_of_them:
        assert mine, "a client got nothing done"
        assert ordered.keys().isdisjoint(mine)
        ordered |= mine
    kept = {
        order.number: (order.email, {sku: float(qty) for sku, qty in order.skus})
        for order in store.orders
    }
    assert kept == ordered
    assert len(store.state.quotes) == len(ordered)
    first = 100000001
    assert {int(number) for number in kept} == set(range(first, first + len(ordered)))
    for number, product_id in (("sku-red", 1), ("sku-blue", 2)):
        sold = sum(wanted[number] for _, wanted in ordered.values())
        assert store.state.products[product_id].stock == PLENTY - sold


def test_one_cart_that_many_fill_at_once_loses_nothing() -> None:
    store, clients, times = FakeStore(), 8, 5
    with store.serving() as url:
        with Maho(url, "apiUser", "apiKey-123") as maho:
            quote_id = ready(maho)
        together = Barrier(clients)

        def add() -> None:
            with Maho(url, "apiUser", "apiKey-123") as maho:
                together.wait()
                for _ in range(times):
                    maho.cart_product.add(quote_id, [product("sku-green")])

        with ThreadPoolExecutor(clients) as pool:
            for task in [pool.submit(add) for _ in range(clients)]:
                task.result()
    assert [int(i.qty) for i in store.quote(quote_id).items] == [1, clients * times]


def test_the_last_piece_is_sold_once() -> None:
    store, clients = FakeStore(), 8
    green = store.state.products[3]
    store.state.products[3] = replace(green, stock=1)
    with store.serving() as url:
        with Maho(url, "apiUser", "apiKey-123") as maho:
            carts = [ready(maho, product("sku-green")) for _ in range(clients)]
        together = Barrier(clients)

        def order(quote_id: int) -> str:
            with Maho(url, "apiUser", "apiKey-123") as maho:
                together.wait()
                try:
                    return maho.cart.order(quote_id)
                except CreateOrderFault as fault:
                    return fault.message

        with ThreadPoolExecutor(clients) as pool:
            said = list(pool.map(order, carts))
    refused = "Not all products are available in the requested quantity"
    assert sorted(said) == ["100000001", *[refused] * (clients - 1)]
    assert [order.number for order in store.orders] == ["100000001"]
    assert store.state.products[3].stock == 0
