"""A store of its own for each test that asks for one, and a client of it that needs no socket."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from maho_api import Maho
from mahogen.fake_store import FakeStore
from mahogen.runtime.dialects import DialectName


@pytest.fixture
def store() -> FakeStore:
    """The stock store, in the contract's own namespace."""
    return FakeStore()


@pytest.fixture
def maho(store: FakeStore) -> Iterator[Maho]:
    """An open client of it, in V2."""
    with client(store) as opened:
        yield opened


def client(
    store: FakeStore,
    dialect: DialectName = "v2",
    user: str = "apiUser",
    namespace: str | None = None,
) -> Maho:
    """A client of the store, whose requests stay in this process."""

    http = httpx.Client(transport=store.transport())
    login = ("http://fake", user, "apiKey-123")
    return Maho(*login, dialect=dialect, http_client=http, namespace=namespace, backoff=0.0)
