"""A call as a sequence of steps, without I/O: sync and async clients carry the steps out.

A flow is a generator: it yields what is to be done, gets the outcome back or has the error thrown
into it, and returns the result of the call.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from mahogen.runtime.answer import Answer
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.errors import MahoApiError, MahoFault, NotSent, OutcomeUnknown
from mahogen.runtime.options import Options

R = TypeVar("R")

SESSION_EXPIRED = "5"
SESSION_EXPIRED_TAG = "session_expired"
LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Session:
    """Get the id of a session that is not `expired`, logging in if need be."""

    expired: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Send:
    """Send a message, get its Answer."""

    request: Request


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait for some seconds; False, at once, if the deadline comes before."""

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
    session = yield from _session(None)
    answer = yield from sending(write(session), options)
    try:
        return read(answer.hiding(session))
    except MahoFault as fault:
        if not _says_expired(fault):
            raise
    session = yield from _session(session)
    answer = yield from sending(write(session), options)
    return read(answer.hiding(session))


def _session(expired: str | None) -> Flow[str]:
    """A session id. Without one the call is not sent, whatever became of the login."""
    try:
        session: str = yield Session(expired)
    except OutcomeUnknown as error:
        what = f"the call was not sent, since its login got no answer: {error.message}"
        raise NotSent(what, operation=error.operation) from error
    return session


def _says_expired(fault: MahoFault) -> bool:
    """Whether it is the global fault 5; a resource may use the number for something of its own."""
    return fault.code == SESSION_EXPIRED and fault.tag in ("", SESSION_EXPIRED_TAG)


def asking(request: Request, read: Callable[[Answer], R], options: Options) -> Flow[R]:
    """A call without a session."""
    return read((yield from sending(request, options)))


def showing(flow: Flow[R], shown: Callable[[], Request]) -> Flow[R]:
    """The same flow; its errors keep the message that `shown` writes, the one without secrets."""
    try:
        return (yield from flow)
    except MahoApiError as error:
        if error.request is None:
            error.request = body_of(shown)
        raise


def body_of(shown: Callable[[], Request]) -> bytes | None:
    """The message without its secrets; None if a required one is no text and cannot be masked."""
    with suppress(TypeError, ValueError):
        return shown().body
    return None


def sending(request: Request, options: Options) -> Flow[Answer]:
    """One message; tried again only if it never left."""
    attempt = 0
    while True:
        try:
            answer: Answer = yield Send(request)
        except NotSent:
            if attempt >= options.retries:
                raise
            in_time = yield Pause(min(options.backoff * 2 ** min(attempt, 10), LONGEST_PAUSE))
            if not in_time:
                raise
            attempt += 1
        else:
            return answer
