"""Running the user's functions, sync or async, with or without an event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from inspect import isawaitable, iscoroutinefunction
from typing import Any, TypeAlias

Invoke: TypeAlias = Callable[..., Awaitable[Any]]
"""Calls a function with arguments; gives what it returns, awaited if need be."""

Settle: TypeAlias = Callable[[Any], Awaitable[Any]]
"""Gives what a function returned, awaited if need be."""


@dataclass(frozen=True, slots=True)
class Running:
    """How functions are run: in an event loop (ASGI) or without one (WSGI)."""

    invoke: Invoke
    settle: Settle


@dataclass(frozen=True, slots=True)
class _Raised:
    error: Exception


async def invoke(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """What `function` returns, awaited if need be.

    An async function runs in the event loop, any other in a thread, with the caller's context.
    """
    if iscoroutinefunction(function):
        return await function(*args, **kwargs)
    result = await asyncio.to_thread(_outcome, function, args, kwargs)
    if isinstance(result, _Raised):
        raise result.error
    return await settle(result)


async def settle(result: Any) -> Any:
    """A result, awaited if need be."""
    return await result if isawaitable(result) else result


async def invoke_here(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """What `function` returns: it runs in this thread, to its end, before this first waits.

    An async one gets an event loop of its own, which ends with it.
    """
    return await settle_here(function(*args, **kwargs))


async def settle_here(result: Any) -> Any:
    """A result; one that is awaitable gets an event loop of its own.

    Who calls from within a loop, as a test does that is async and its client is not, has to wait
    for that as for anything else that is sync: the thread has a loop, so another one is used.
    """
    if not isawaitable(result):
        return result
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(settle(result))
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(copy_context().run, asyncio.run, settle(result)).result()


IN_LOOP = Running(invoke, settle)
HERE = Running(invoke_here, settle_here)


def finished(work: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine returns that never waits, since all that it calls is run here."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value
    work.close()
    raise RuntimeError("a coroutine waits that was to run without an event loop")


def _outcome(function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    """The result or the error: a StopIteration must not be raised into a future, it would hang."""
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return _Raised(error)
