"""The generated server on a port of loopback, run by uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Final

import uvicorn

from mahogen.runtime.server import SoapApp

PATIENCE: Final = 30.0
"""Seconds after which a server that does not stop fails the test."""


class Listener:
    """A free port of loopback, open already: who connects before the server runs waits for it."""

    def __init__(self) -> None:
        # asyncio switches Nagle's algorithm off (40 ms a call) only where it reads "TCP" here.
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(16)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/api/v2_soap/"

    @contextmanager
    def serving(self, app: SoapApp) -> Iterator[str]:
        """Serve an application within the block; gives the address of its WSDL."""
        config = uvicorn.Config(app, log_config=None, loop="asyncio", http="h11", ws="none")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [self.socket]}, daemon=True)
        thread.start()
        try:
            yield f"{self.address}?wsdl"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            self.socket.close()
            assert not thread.is_alive(), "uvicorn did not stop"
