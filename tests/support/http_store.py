"""A stub store behind a real socket, which can also hang up or dawdle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

from .stub_store import StubStore


class Instead(Exception):
    """Raised by an answer: these bytes go out as they are, and then the connection is closed."""

    def __init__(self, pieces: Iterable[bytes] = ()) -> None:
        super().__init__()
        self.pieces = pieces


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True
    block_on_close = False
    store: StubStore


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        url = f"http://{self.headers['Host']}{self.path}"
        request = httpx.Request("POST", url, headers=self.headers.items(), content=body)
        try:
            response = self.server.store.handle(request)
        except Instead as instead:
            self.close_connection = True
            with suppress(OSError):  # the client went away
                for piece in instead.pieces:
                    self.wfile.write(piece)
            return
        content = response.read()
        length = f"Content-Length: {len(content)}"
        lines = [f"HTTP/1.1 {response.status_code} x", *_lines(response), length, "", ""]
        self.wfile.write("\r\n".join(lines).encode() + content)  # in one piece: Nagle waits

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def _lines(response: httpx.Response) -> list[str]:
    skipped = ("content-length", "transfer-encoding")
    return [f"{k}: {v}" for k, v in response.headers.items() if k not in skipped]


@contextmanager
def serving(store: StubStore) -> Iterator[str]:
    """Serve the store on a port of loopback within the block; gives the shop's URL."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.store = store
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
