"""The application as an ASGI server meets it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from asgi_driver import envelope, exchange, http, login
from shop import Customers, make_app


def test_head_has_no_body() -> None:
    full = http(make_app(), method="GET", query=b"wsdl")
    head = http(make_app(), method="HEAD", query=b"wsdl")
    assert (head.status, head.body) == (200, b"")
    assert head.headers == full.headers


def test_a_body_that_does_not_matter_is_not_read() -> None:
    def pieces() -> Iterator[bytes]:
        raise AssertionError("the body was read")
        yield b""

    assert http(make_app(), pieces(), path="/nothing/").status == 404
    assert http(make_app(), pieces(), query=b"wsdl").status == 200
    assert http(make_app(), pieces(), headers={"Content-Encoding": "gzip"}).status == 415


def run(scope: dict[str, Any], *messages: Any) -> list[Any]:
    return asyncio.run(exchange(make_app(), scope, messages))


def test_the_lifespan_is_answered() -> None:
    messages = ({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})
    assert run({"type": "lifespan"}, *messages) == [
        {"type": "lifespan.startup.complete"},
        {"type": "lifespan.shutdown.complete"},
    ]


def test_a_websocket_is_closed() -> None:
    assert run({"type": "websocket"}, {"type": "websocket.connect"}) == [
        {"type": "websocket.close", "code": 1003}
    ]


def test_another_scope_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="'carrier-pigeon'"):
        run({"type": "carrier-pigeon"})


def test_a_caller_who_leaves_gets_no_answer() -> None:
    scope = {"type": "http", "method": "POST", "path": "/api/v2_soap/", "headers": []}
    messages = (
        {"type": "http.request", "body": b"<", "more_body": True},
        {"type": "http.disconnect"},
    )
    assert run(scope, *messages) == []


def test_a_call_can_be_cancelled() -> None:
    started: list[bool] = []

    class Slow(Customers):
        async def addresses(self, quote_id: int, addresses: Any) -> bool:
            started.append(True)
            await asyncio.sleep(60)
            return True

    app = make_app(Slow())
    session = login(app)
    inner = f"<n:cartCustomerAddresses><a>{session}</a><b>1</b></n:cartCustomerAddresses>"
    scope = {"type": "http", "method": "POST", "path": "/api/v2_soap/", "headers": []}
    message = {"type": "http.request", "body": envelope(inner)}

    async def scenario() -> None:
        task = asyncio.create_task(exchange(app, scope, [message]))
        while not started:
            await asyncio.sleep(0)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(scenario())
