"""What a user of the server writes: implementations of the generated services."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar

_caller: ContextVar[Any] = ContextVar("mahogen_caller", default=None)
_dialect: ContextVar[str] = ContextVar("mahogen_dialect", default="")


class Service(ABC):
    """One resource of the API: derive from the generated class of the resource.

    Methods get the call's parameters by keyword and may be sync or async. Sync ones run in a
    thread, several at a time, so that one that waits does not hold up the others. What a method
    raises goes out as a fault if it is a MahoFault; anything else stays in the log.
    """

    resource: ClassVar[str]


def caller() -> Any:
    """Who made the call that is being served: what `authenticate` returned at login, else None."""
    return _caller.get()


def dialect() -> str:
    """What the call that is being served was made in: v1, v2 or wsi; empty outside of one."""
    return _dialect.get()


@contextmanager
def called_by(principal: object, spoken: str = "") -> Iterator[None]:
    """Make `principal` the caller, and `spoken` the dialect, within the block."""
    token, before = _caller.set(principal), _dialect.set(spoken)
    try:
        yield
    finally:
        _caller.reset(token)
        _dialect.reset(before)
