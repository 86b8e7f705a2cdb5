"""A web server on loopback that is no store, each time in another way."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

Answer = Callable[["Asked"], None]
"""What is done with a request."""


class Asked(BaseHTTPRequestHandler):
    """A request: how it can be answered."""

    server: _Server
    body = b""

    def do_GET(self) -> None:
        with suppress(OSError):  # the client went away
            self.server.answer(self)

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer with a body."""
        self.send_response(status)
        for name, value in {"content_length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def wait(self) -> None:
        """Say nothing until the test is over."""
        self.server.over.wait(30)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    answer: Answer
    over: Event


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """Serve within the block; gives the server's address."""
    with _Server(("127.0.0.1", 0), Asked) as server:
        server.answer, server.over = answer, Event()
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def zeros(size: int) -> bytes:
    """So many zeros, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    step = bytes(1_000_000)
    return b"".join(packer.compress(step) for _ in range(size // len(step))) + packer.flush()
