"""What shall go wrong: faults and failures of transport, by call and by count."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

import httpx

from mahogen.fake_store import tamper
from mahogen.fake_store.waiting import Before, Waiting
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.server import AnsweredWith, Dropped
from mahogen.runtime.server.answer import Answer

BAD_GATEWAY: Final = Answer(
    502,
    b"<html><head><title>502 Bad Gateway</title></head>"
    b"<body><h1>502 Bad Gateway</h1></body></html>\n",
    "text/html",
)


class ConnectionDropped(Dropped, httpx.RemoteProtocolError):
    """The connection ended without an answer; an httpx client in this process sees it as such."""

    def __init__(self) -> None:
        super().__init__("Server disconnected without sending a response.")


class Mishaps(Waiting):
    """Waiting mishaps. Each method adds one, for the next call of `path`, which may be a pattern
    such as cart*: after `skip` calls that go well it comes `times` times, and is used up then.
    Paths are those of the journal: cart.order, login; the calls of a multiCall are each their own.

    One comes once session and arguments have been read, to a call that would have been made. Where
    a call may be made or not before its answer is lost, `done` says which. `never_came()`
    tells those that no call met.

    Raises:
        ValueError: the store has no such call, `skip` is below 0 or `times` below 1.
    """

    def fault(
        self, path: str, code: str, message: str = "injected", *, skip: int = 0, times: int = 1
    ) -> None:
        """The call is not made and ends in a fault of any code: "1042", "SOAP-ENV:Server"."""
        self.add(path, "fault", before=_failing(code, message), skip=skip, times=times)

    def expired_session(self, path: str, *, skip: int = 0, times: int = 1) -> None:
        """Fault 5, as if the session had run out; it has not."""
        fail = _failing("5", "Session expired. Try to relogin.")
        self.add(path, "expired_session", before=fail, skip=skip, times=times)

    def delay(self, path: str, seconds: float, *, skip: int = 0, times: int = 1) -> None:
        """The call waits, in real time, before it is made."""
        self.add(path, "delay", before=lambda: asyncio.sleep(seconds), skip=skip, times=times)

    def bad_gateway(self, path: str, *, done: bool = False, skip: int = 0, times: int = 1) -> None:
        """A proxy answers with its HTML page and status 502."""
        self._answer(path, "bad_gateway", BAD_GATEWAY, done, skip, times)

    def answer(
        self, path: str, answer: Answer, *, done: bool = False, skip: int = 0, times: int = 1
    ) -> None:
        """Any HTTP answer at all goes out in place of the right one."""
        self._answer(path, "answer", answer, done, skip, times)

    def dropped(self, path: str, *, done: bool = False, skip: int = 0, times: int = 1) -> None:
        """The connection ends without an answer."""

        def drop(*_: Answer) -> Answer:
            raise ConnectionDropped

        def drop_first() -> None:
            raise ConnectionDropped

        if done:
            self.add(path, "dropped", after=drop, skip=skip, times=times)
        else:
            self.add(path, "dropped", before=drop_first, skip=skip, times=times)

    def cut_off(self, path: str, *, skip: int = 0, times: int = 1) -> None:
        """The call is made; the answer ends in the middle of its XML."""
        self.add(path, "cut_off", after=tamper.cut_off, skip=skip, times=times)

    def extra_field(
        self, path: str, name: str = "injected", *, skip: int = 0, times: int = 1
    ) -> None:
        """The call is made; the first struct of its result has one more field, with text `1`."""
        more = partial(tamper.extra_field, name=name)
        self.add(path, "extra_field", after=more, skip=skip, times=times)

    def renamed_part(
        self, path: str, name: str = "injected", *, skip: int = 0, times: int = 1
    ) -> None:
        """The call is made; the element of its result has another name."""
        renamed = partial(tamper.renamed_part, name=name)
        self.add(path, "renamed_part", after=renamed, skip=skip, times=times)

    def _answer(
        self, path: str, kind: str, answer: Answer, done: bool, skip: int, times: int
    ) -> None:
        def instead() -> None:
            raise AnsweredWith(answer)

        if done:
            self.add(path, kind, after=lambda _: answer, skip=skip, times=times)
        else:
            self.add(path, kind, before=instead, skip=skip, times=times)


def _failing(code: str, message: str) -> Before:
    def fail() -> None:
        raise MahoFault(message, code=code)

    return fail
