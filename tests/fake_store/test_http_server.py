"""The server of the standard library: what it does with connections, and with what is too large."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from mahogen.fake_store import FakeStore, http_server
from mahogen.fake_store.http_server import IDLE
from mahogen.runtime.server import MAX_BODY

PATIENCE = 10.0


@contextmanager
def connected(url: str) -> Iterator[socket.socket]:
    at = urlsplit(url)
    with socket.create_connection((at.hostname, at.port), timeout=PATIENCE) as opened:
        yield opened


def test_a_connection_that_says_nothing_is_closed(
    store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert http_server._Handler.timeout == IDLE == 60
    monkeypatch.setattr(http_server._Handler, "timeout", 0.05)
    with store.serving() as url:
        for said in (b"", b"GET /_store/health HTTP/1.1\r\nHost: x", b"POST / HTTP/1.1\r\n"):
            with connected(url) as opened:
                opened.sendall(said)
                assert opened.recv(1) == b""


def test_a_connection_that_is_used_stays_open(store: FakeStore) -> None:
    with store.serving() as url:
        connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
        for _ in range(2):
            connection.request("GET", "/_store/health")
            answer = connection.getresponse()
            assert (answer.status, answer.will_close) == (200, False)
            answer.read()
        connection.close()


@pytest.mark.parametrize("length", [MAX_BODY + 1, 10**30])
def test_of_what_is_too_large_nothing_is_read(store: FakeStore, length: int) -> None:
    head = f"POST /api/v2_soap/ HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n"
    with store.serving() as url, connected(url) as opened:
        opened.sendall(head.encode())
        said = b""
        while chunk := opened.recv(4096):  # it answers and closes, and waits for no byte of it
            said += chunk
    assert said.startswith(b"HTTP/1.1 413 ")
    assert b"The request is too large" in said


def test_a_body_in_chunks_is_refused(store: FakeStore) -> None:
    head = "POST /api/v2_soap/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    with store.serving() as url, connected(url) as opened:
        opened.sendall(head.encode())
        assert opened.recv(4096).startswith(b"HTTP/1.1 411 ")
