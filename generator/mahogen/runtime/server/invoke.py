"""Running the user's functions, sync or async, from the event loop."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from dataclasses import dataclass
from inspect import isawaitable, iscoroutinefunction
from typing import Any


@dataclass(frozen=True, slots=True)
class _Raised:
    error: Exception


async def invoke(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """What `function` returns, awaited if need be.

    An async function runs in the event loop, any other in a thread, with the caller's context.
    """
    if iscoroutinefunction(function):
        return await function(*args, **kwargs)
    result = await to_thread(_outcome, function, args, kwargs)
    if isinstance(result, _Raised):
        raise result.error
    return await result if isawaitable(result) else result


def _outcome(function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    """The result or the error: a StopIteration must not be raised into a future, it would hang."""
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return _Raised(error)
