"""A store that is as it was: at its start, or when a snapshot was taken."""

from __future__ import annotations

from datetime import UTC, datetime

from shopping import ready

from maho_api import Maho
from mahogen.fake_store import Clock, FakeStore
from support.fake_stores import client


def test_a_reset_store_has_the_time_and_the_numbers_of_its_start(
    store: FakeStore, maho: Maho
) -> None:
    maho.cart.create()
    store.clock.advance(5000)
    maho.cart.create()
    store.reset()
    assert store.clock.stamp() == "2026-01-01 00:00:00"
    with client(store) as other:
        assert other.cart.create() == 1
        assert other.cart.info(1).created_at == "2026-01-01 00:00:00"
    assert [entry.number for entry in store.journal] == [1, 2, 3, 4]


def test_a_running_clock_runs_on_from_its_start() -> None:
    store = FakeStore(clock=Clock(running=True))
    store.clock.advance(5000)
    store.reset()
    first = store.clock.seconds()
    assert first < 5000
    while store.clock.seconds() == first:
        pass


def test_a_clock_that_was_given_goes_back_to_when_it_was_given() -> None:
    clock = Clock(datetime(2030, 6, 1, tzinfo=UTC))
    clock.advance(60)
    store = FakeStore(clock=clock)
    clock.advance(60)
    store.reset()
    assert store.clock is clock
    assert clock.stamp() == "2030-06-01 00:01:00"


def test_sessions_of_a_snapshot_have_not_run_out(store: FakeStore, maho: Maho) -> None:
    cart = ready(maho)
    store.clock.advance(10)
    before = store.snapshot()
    store.clock.advance(3601)
    store.restore(before)
    assert store.clock.stamp() == "2026-01-01 00:00:10"
    maho.cart.order(cart)
    assert store.journal.paths().count("login") == 1
    store.clock.advance(3601)
    maho.cart.create()
    assert store.journal.paths().count("login") == 2


def test_numbers_go_on_without_a_gap_until_the_journal_is_cleared(
    store: FakeStore, maho: Maho
) -> None:
    maho.cart.create()
    assert [entry.number for entry in store.journal] == [1, 2]
    store.journal.clear()
    maho.cart.create()
    assert store.journal.last.number == 1
