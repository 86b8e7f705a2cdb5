"""A web server on a port of loopback that answers as it is told to, by the path of a request."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TypeAlias


@dataclass(frozen=True)
class Reply:
    """A status with headers and a body; its length is sent unless there is one in `headers`."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Send: TypeAlias = Callable[[bytes], object]
Answer: TypeAlias = Reply | Callable[[Send, Event], object]
"""A reply, or what sends bytes of its own until the event says that nobody waits any more."""


@dataclass
class Site:
    """Where a server is, and what it was asked: path and headers of each request."""

    url: str
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    answers: Mapping[str, Answer]
    site: Site
    over: Event

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that does not like a certificate goes away."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.site.asked.append((self.path, dict(self.headers.items())))
        answer = self.server.answers.get(self.path, Reply(b"nothing", 404))
        self.close_connection = True
        with suppress(OSError):  # the client went away
            if isinstance(answer, Reply):
                self.wfile.write(_spelled(answer))
            else:
                answer(self.wfile.write, self.server.over)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def _spelled(reply: Reply) -> bytes:
    headers = {"Content-Length": str(len(reply.body)), **reply.headers}
    lines = [f"HTTP/1.1 {reply.status} x", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + reply.body


@contextmanager
def serving(answers: Mapping[str, Answer], tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve within the block; what is not among `answers` is not found."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        scheme = "https" if tls else "http"
        server.answers, server.over = answers, Event()
        server.site = Site(f"{scheme}://127.0.0.1:{server.server_port}")
        if tls:
            server.socket = tls.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.site
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
