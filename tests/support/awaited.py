"""An async client that is called like a sync one, so that one test can hold for both."""

from __future__ import annotations

import asyncio
import atexit
import inspect
from collections.abc import Awaitable
from contextvars import copy_context
from functools import cache
from typing import Any

from mahogen.runtime.async_client import AsyncClient, AsyncResource


class Awaited:
    """Stands for an async client or a resource of one; each call runs the event loop to its end."""

    def __init__(self, target: AsyncClient | AsyncResource) -> None:
        self._target = target

    def __getattr__(self, name: str) -> Any:
        return _sync(getattr(self._target, name))

    def __enter__(self) -> Any:
        return _sync(self._target.__aenter__())  # type: ignore[union-attr]

    def __exit__(self, *raised: Any) -> None:
        _run(self._target.__aexit__(*raised))  # type: ignore[union-attr]

    def __repr__(self) -> str:
        return repr(self._target)

    def __reduce__(self) -> Any:
        return self._target.__reduce__()


class AwaitedMethod:
    """Stands for a method, and says whose it is as methods do."""

    def __init__(self, method: Any) -> None:
        self.method = method
        self.__self__ = method.__self__
        self.__func__ = method.__func__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        own = (a.method if isinstance(a, AwaitedMethod) else a for a in args)
        return _sync(self.method(*own, **kwargs))


def _sync(value: Any) -> Any:
    if inspect.isawaitable(value):
        value = _run(value)
    if isinstance(value, AsyncClient | AsyncResource):
        return Awaited(value)
    return AwaitedMethod(value) if inspect.ismethod(value) else value


def _run(awaitable: Awaitable[Any]) -> Any:
    async def wait() -> Any:
        return await awaitable

    return _runner().run(wait(), context=copy_context())


@cache
def _runner() -> asyncio.Runner:
    """One event loop for all tests of a process: a client belongs to the loop it was used in."""
    runner = asyncio.Runner()
    atexit.register(runner.close)
    return runner
