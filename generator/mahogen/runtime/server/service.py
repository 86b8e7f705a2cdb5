"""What a user of the server writes: implementations of the generated services."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar

_caller: ContextVar[Any] = ContextVar("mahogen_caller", default=None)


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


@contextmanager
def called_by(principal: object) -> Iterator[None]:
    """Make `principal` the caller within the block."""
    token = _caller.set(principal)
    try:
        yield
    finally:
        _caller.reset(token)
