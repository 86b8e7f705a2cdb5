"""A guest's order with typed calls alone, in every dialect, sync and async."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.checkout import Checkout
from support.guest import CARD, ORDERED, RECORDED, order_as_recorded, place_order
from support.listener import Listener
from support.modes import opened
from support.recordings import recording
from support.stub_store import Mode, StubStore


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Checkout, str]]:
    listener, shop = Listener(), Checkout()
    base = listener.address.partition("/api/")[0]
    with listener.serving(shop.app(address=base)):
        yield shop, base


def test_against_a_generated_server(
    running: tuple[Checkout, str], mode: Mode, dialect: str
) -> None:
    shop, address = running
    with opened(mode, address, dialect) as store:
        number = place_order(store)
    assert shop.orders.pop(number) == ORDERED
    assert shop.orders == {}


def test_with_the_recorded_answers_of_a_store(mode: Mode, dialect: str) -> None:
    stub = StubStore(
        **{name: recording(dialect, number).response for name, number in RECORDED.items()}
    )
    order_as_recorded(stub.client(mode, dialect=dialect))
    assert stub.called() == ["login", *RECORDED]


def test_the_card_is_not_shown() -> None:
    assert "ccsave" in repr(CARD)
    for secret in ("4111111111111111", "123", "2030", "VI"):
        assert secret not in repr(CARD)
