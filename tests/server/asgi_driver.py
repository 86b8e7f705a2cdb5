"""Talks to an ASGI application in this process, as an HTTP server would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from mahogen.runtime.envelope import SoapFault, fault_of, open_envelope
from mahogen.runtime.server import SoapApp

ENVELOPE = (
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="urn:Shop"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/">'
)


@dataclass(frozen=True)
class HttpAnswer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def fault(self) -> SoapFault:
        found = fault_of(open_envelope(self.body))
        assert found is not None, self.body
        return found

    @property
    def result(self) -> etree._Element:
        """The first child of the response wrapper."""
        wrapper = open_envelope(self.body)
        assert fault_of(wrapper) is None, self.body
        return wrapper[0]


async def exchange(app: Any, scope: dict[str, Any], messages: Iterable[Any]) -> list[Any]:
    """Run an application on one scope; an error among the messages is raised from `receive`."""
    waiting = iter(messages)
    sent: list[Any] = []

    async def receive() -> Any:
        return next(waiting)

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent


def http(
    app: SoapApp,
    body: bytes | Iterable[bytes] = b"",
    *,
    method: str = "POST",
    path: str = "/api/v2_soap/",
    root: str = "",
    query: bytes = b"",
    headers: dict[str, str] | None = None,
) -> HttpAnswer:
    """One HTTP exchange; a body in several pieces arrives in as many messages."""
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": root,
        "query_string": query,
        "headers": [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()],
    }
    pieces = [body] if isinstance(body, bytes) else body
    start, content = asyncio.run(exchange(app, scope, _messages(pieces)))
    return HttpAnswer(
        start["status"],
        {k.decode(): v.decode() for k, v in start["headers"]},
        content["body"],
    )


def _messages(pieces: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for piece in pieces:
        yield {"type": "http.request", "body": piece, "more_body": True}
    yield {"type": "http.request"}


def envelope(inner: str, header: str = "") -> bytes:
    return f"{ENVELOPE}{header}<e:Body>{inner}</e:Body></e:Envelope>".encode()


def call(app: SoapApp, operation: str, parts: str = "") -> HttpAnswer:
    """One call, its parts as XML."""
    return http(app, envelope(f"<n:{operation}>{parts}</n:{operation}>"))


def login(app: SoapApp) -> str:
    """A new session id."""
    answer = call(app, "login", "<username>apiUser</username><apiKey>apiKey-123</apiKey>")
    return answer.result.text or ""
