"""A WSGI application over HTTP/1.1, with nothing but the standard library.

It is there for tests and for a developer's own machine, and not for a network: no TLS, no limits
on connections, a thread for each.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from mahogen.runtime.server import MAX_BODY, Dropped

Wsgi = Callable[..., Any]

_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")

IDLE: Final = 60.0
"""Seconds after which a silent connection is closed."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where a store is served."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address of the shop, with no slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


@contextmanager
def serving(app: Wsgi, host: str = "127.0.0.1", port: int = 0) -> Iterator[Served]:
    """Serve within the block, in a thread.

    Raises:
        OSError: the address cannot be listened at.
    """
    server = listening(app, host, port)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Served(host, server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def listening(app: Wsgi, host: str, port: int) -> ThreadingHTTPServer:
    """A server that listens and does not serve yet."""
    methods = {f"do_{name}": _Handler.answer for name in _METHODS}
    handler = type("Handler", (_Handler,), {"app": staticmethod(app), **methods})
    return _Server((host, port), handler)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    app: Wsgi
    protocol_version = "HTTP/1.1"
    server_version = "mahogen"
    timeout = IDLE
    wbufsize = -1  # one packet for head and body
    disable_nagle_algorithm = True

    def answer(self) -> None:
        if self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            self.send_error(411)
            return
        started: list[Any] = []

        def start_response(*said: Any) -> None:
            started[:] = said

        try:
            body = b"".join(self.app(self._environ(), start_response))
        except Dropped:
            self.close_connection = True
            return
        status, headers = started
        code, _, phrase = status.partition(" ")
        self.send_response(int(code), phrase)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the journal has it all."""

    def _body(self) -> bytes:
        """All of the body, so that the next request begins after it; nothing of a too large one."""
        declared = self.headers.get("Content-Length", "")
        length = int(declared[:20]) if declared.isdecimal() else 0
        if length > MAX_BODY:
            self.close_connection = True
            return b""
        return self.rfile.read(length)

    def _environ(self) -> dict[str, Any]:
        path, _, query = self.path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": self.headers.get("Content-Length", ""),
            "SERVER_NAME": self.connection.getsockname()[0],
            "SERVER_PORT": str(self.connection.getsockname()[1]),
            "SERVER_PROTOCOL": self.request_version,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(self._body()),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name in ("Content-Encoding", "SOAPAction", "Authorization", "Host"):
            if value := self.headers.get(name):
                environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
        return environ
