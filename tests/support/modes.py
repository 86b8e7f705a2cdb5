"""What clients are tested in: sync and async, every dialect."""

from __future__ import annotations

from typing import Any, cast

import pytest

from maho_api import AsyncMaho, Maho

from .awaited import Awaited
from .recordings import DIALECTS
from .stub_store import Mode


@pytest.fixture(params=["sync", "async"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """How the client is called; one test for both."""
    return cast("Mode", request.param)


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    """What is spoken."""
    return cast("str", request.param)


def opened(mode: Mode, address: str, dialect: str) -> Maho:
    """A client of a store somewhere, for a `with`; the async one is called like the sync one."""
    login: Any = (address, "apiUser", "apiKey")
    speaking: Any = dialect
    if mode == "sync":
        return Maho(*login, dialect=speaking)
    return cast("Maho", Awaited(AsyncMaho(*login, dialect=speaking)))
