"""A call as a sequence of steps, without I/O: sync and async clients carry the steps out.

A flow is a generator: it yields what is to be done, gets the outcome back or has the error thrown
into it, and returns the result of the call.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from mahogen.runtime.answer import Answer
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.errors import MahoFault, NotSent
from mahogen.runtime.options import Options

R = TypeVar("R")

SESSION_EXPIRED = "5"
LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Session:
    """Get the id of a session that is not `expired`, logging in if need be."""

    expired: str | None


@dataclass(frozen=True, slots=True)
class Send:
    """Send a message, get its Answer."""

    request: Request


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait for some seconds."""

    seconds: float


Step: TypeAlias = Session | Send | Pause
Flow: TypeAlias = Generator[Step, Any, R]


def calling(
    write: Callable[[str], Request],
    read: Callable[[Answer], R],
    known: str | None,
    options: Options,
) -> Flow[R]:
    """A call that needs a session; `known` is the one that the client has, if any.

    A call that the store refuses because the session expired did not run: it is repeated once.
    """
    if known is None:
        write("")  # what cannot be sent is refused before the login is
    session: str = yield Session(None)
    answer = yield from sending(write(session), options)
    try:
        return read(answer)
    except MahoFault as fault:
        if fault.code != SESSION_EXPIRED:
            raise
    session = yield Session(session)
    answer = yield from sending(write(session), options)
    return read(answer)


def sending(request: Request, options: Options) -> Flow[Answer]:
    """One message; tried again only if it never left."""
    attempt = 0
    while True:
        try:
            answer: Answer = yield Send(request)
        except NotSent:
            if attempt >= options.retries:
                raise
            yield Pause(min(options.backoff * 2**attempt, LONGEST_PAUSE))
            attempt += 1
        else:
            return answer
