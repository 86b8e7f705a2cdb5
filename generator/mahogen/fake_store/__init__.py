"""A store to test against, with no store at hand: it answers as one was recorded to do.

    store = FakeStore()
    http = httpx.Client(transport=store.transport())
    with Maho("http://fake", "apiUser", "apiKey-123", http_client=http) as maho:
        ...
    with store.serving() as url:        # or over HTTP
        ...
    assert store.journal.calls("cart.order")

It speaks V1, V2 and WS-I at a store's own paths and keeps carts, customers and orders in memory.
What it leaves out is listed in mahogen.fake_store.not_modelled, what it does that nobody expects in
mahogen.fake_store.traps.
"""

from __future__ import annotations

from mahogen.fake_store.clock import Clock
from mahogen.fake_store.journal import Entry, Journal
from mahogen.fake_store.mishaps import ConnectionDropped, Mishaps
from mahogen.fake_store.seeds import SeedError
from mahogen.fake_store.snapshot import Snapshot
from mahogen.fake_store.state import State
from mahogen.fake_store.store import FakeStore
from mahogen.fake_store.tamper import NothingToTamperWith

__all__ = [
    "Clock",
    "ConnectionDropped",
    "Entry",
    "FakeStore",
    "Journal",
    "Mishaps",
    "NothingToTamperWith",
    "SeedError",
    "Snapshot",
    "State",
]
