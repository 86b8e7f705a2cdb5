"""What clients are tested in: sync and async, every dialect."""

from __future__ import annotations

from typing import cast

import pytest

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
