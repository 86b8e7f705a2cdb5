"""A WSGI application over HTTP/1.1, with nothing but the standard library.

It is there for tests and for a developer's own machine, and not for a network: no TLS, no limits
on connections, a thread for each.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from socket import AF_INET, AF_INET6
from socketserver import TCPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from mahogen.fake_store.tamper import NothingToTamperWith
from mahogen.runtime.server import MAX_BODY, Answer, Dropped

Wsgi = Callable[..., Any]

_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")

_TEXT: Final = "text/plain; charset=utf-8"

IDLE: Final = 60.0
"""Seconds after which a silent connection is closed."""


class HttpServer(ThreadingHTTPServer):
    """Listens as soon as it is made, at a free port if `port` is 0; `app` is set before it serves.

    Raises:
        OSError: the address cannot be listened at.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    app: Wsgi

    def __init__(self, host: str, port: int) -> None:
        self.address_family = AF_INET6 if ":" in host else AF_INET
        methods = {f"do_{name}": _Handler.answer for name in _METHODS}
        super().__init__((host, port), type("Handler", (_Handler,), methods))
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.socket.getsockname()[1]}"
        """The address of the shop, with no slash at its end."""

    def server_bind(self) -> None:
        """Bind, and ask no name server what this machine is called."""
        TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller who goes away is nobody's concern; what else happens is the application's."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


@contextmanager
def running(server: HttpServer) -> Iterator[None]:
    """Serve within the block, in a thread, and close the server in the end."""
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: HttpServer
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
            body = b"".join(self.server.app(self._environ(), start_response))
        except NothingToTamperWith as error:
            body = f"{error}\n".encode()
            started = ["500 Internal Server Error", Answer(500, body, _TEXT).all_headers()]
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
