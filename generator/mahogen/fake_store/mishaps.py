"""What shall go wrong: faults and failures of transport, by call and by count."""

from __future__ import annotations

import asyncio
from typing import Final

import httpx

from mahogen.fake_store import tamper
from mahogen.fake_store.waiting import Waiting
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

    Where a call may be made or not before its answer is lost, `done` says which.
    """

    def fault(
        self, path: str, code: str, message: str = "injected", *, skip: int = 0, times: int = 1
    ) -> None:
        """The call is not made and ends in a fault of any code: "1042", "SOAP-ENV:Server"."""

        def fail() -> None:
            raise MahoFault(message, code=code)

        self.add(path, before=fail, skip=skip, times=times)

    def expired_session(self, path: str, *, skip: int = 0, times: int = 1) -> None:
        """Fault 5, as if the session had run out; it has not."""
        text = "Session expired. Try to relogin."
        self.fault(path, "5", text, skip=skip, times=times)

    def delay(self, path: str, seconds: float, *, skip: int = 0, times: int = 1) -> None:
        """The call waits, in real time, before it is made."""
        self.add(path, before=lambda: asyncio.sleep(seconds), skip=skip, times=times)

    def bad_gateway(self, path: str, *, done: bool = False, skip: int = 0, times: int = 1) -> None:
        """A proxy answers with its HTML page and status 502."""
        self.answer(path, BAD_GATEWAY, done=done, skip=skip, times=times)

    def answer(
        self, path: str, answer: Answer, *, done: bool = False, skip: int = 0, times: int = 1
    ) -> None:
        """Any HTTP answer at all goes out in place of the right one."""

        def instead() -> None:
            raise AnsweredWith(answer)

        if done:
            self.add(path, after=lambda _: answer, skip=skip, times=times)
        else:
            self.add(path, before=instead, skip=skip, times=times)

    def dropped(self, path: str, *, done: bool = False, skip: int = 0, times: int = 1) -> None:
        """The connection ends without an answer."""

        def drop(*_: Answer) -> Answer:
            raise ConnectionDropped

        def drop_first() -> None:
            raise ConnectionDropped

        if done:
            self.add(path, after=drop, skip=skip, times=times)
        else:
            self.add(path, before=drop_first, skip=skip, times=times)

    def cut_off(self, path: str, *, skip: int = 0, times: int = 1) -> None:
        """The call is made; the answer ends in the middle of its XML."""
        self.add(path, after=tamper.cut_off, skip=skip, times=times)

    def extra_field(
        self, path: str, name: str = "injected", *, skip: int = 0, times: int = 1
    ) -> None:
        """The call is made; the first struct of its result has one more field, with text `1`."""
        self.add(path, after=lambda a: tamper.extra_field(a, name), skip=skip, times=times)

    def renamed_part(
        self, path: str, name: str = "injected", *, skip: int = 0, times: int = 1
    ) -> None:
        """The call is made; the element of its result has another name."""
        self.add(path, after=lambda a: tamper.renamed_part(a, name), skip=skip, times=times)
