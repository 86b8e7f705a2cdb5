"""The application as a WSGI server meets it: the same dispatcher, without an event loop."""

from __future__ import annotations

import asyncio
import threading
from io import BytesIO
from typing import Any

import pytest
from asgi_driver import HttpAnswer, call, envelope, http, login
from shop import Address, Cart, CartQuoteNotExists, Carts, Customer, make_app
from wsgi_driver import wsgi

from mahogen.runtime.server import Service, SoapApp, caller

GOOD = envelope("<n:startSession/>")


def ask(app: SoapApp, operation: str, parts: str, path: str = "/api/v2_soap/") -> HttpAnswer:
    inner = f"<n:{operation}>{parts}</n:{operation}>"
    return wsgi(app.wsgi, envelope(inner), path=path)


def session(app: SoapApp) -> str:
    parts = "<username>apiUser</username><apiKey>apiKey-123</apiKey>"
    return f"<sessionId>{ask(app, 'login', parts).result.text}</sessionId><quoteId>1</quoteId>"


def test_the_three_dialects() -> None:
    app = make_app(Carts(Cart(quote_id=7)))
    parts = session(app)
    v2 = ask(app, "cartInfo", parts)
    wsi = ask(app, "cartInfoRequestParam", parts)
    path = "<resourcePath>cart.info</resourcePath><args>1</args>"
    v1 = ask(app, "call", parts.replace("<quoteId>1</quoteId>", path), "/api/soap")
    assert (v2.status, wsi.status, v1.status) == (200, 200, 200)
    assert v2.result.findtext("quote_id") == wsi.result.findtext("quote_id") == "7"
    assert v1.result.findtext("item/value") == "7"
    assert v2.headers["content-type"] == "text/xml; charset=utf-8"
    assert v2.headers["content-length"] == str(len(v2.body))


def test_sessions_are_those_of_the_asgi_application() -> None:
    app = make_app(Carts())
    parts = f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>"
    assert ask(app, "cartInfo", parts).status == 200
    assert call(app, "cartInfo", session(app)).status == 200


def test_wsdl_routes_and_methods() -> None:
    app = make_app()
    assert b"definitions" in wsgi(app.wsgi, method="GET", path="/api/soap/", query="wsdl").body
    head = wsgi(app.wsgi, method="HEAD", query="wsdl")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 0
    assert wsgi(app.wsgi, GOOD, path="/other/").status == 404
    assert wsgi(app.wsgi, GOOD, root="/läden", path="/api/v2_soap/").status == 200
    assert wsgi(app.wsgi, GOOD, path="/api/v2_soap/\u00fc").status == 404


def test_a_fault_and_its_status() -> None:
    app = make_app(Carts(CartQuoteNotExists()), fault_status=200)
    answer = ask(app, "cartInfo", session(app))
    assert (answer.status, answer.fault.code) == (200, "1002")
    app = make_app(Carts(CartQuoteNotExists()), fault_status=599)
    assert ask(app, "cartInfo", session(app)).status == 599


def test_headers_are_heard() -> None:
    app = make_app(mode="strict")
    assert wsgi(app.wsgi, GOOD, variables={"HTTP_CONTENT_ENCODING": "gzip"}).status == 415
    assert wsgi(app.wsgi, GOOD, variables={"CONTENT_TYPE": "application/json"}).status == 415
    assert wsgi(app.wsgi, GOOD, variables={"HTTP_SOAPACTION": '"urn:Action"'}).status == 200
    info = envelope("<n:cartInfo/>")
    other = wsgi(app.wsgi, info, variables={"HTTP_SOAPACTION": '"urn:stockCount"'})
    assert other.fault.code == "SOAP-ENV:Client"
    assert wsgi(app.wsgi, method="PUT").headers["allow"] == "POST"


class Endless(BytesIO):
    """A body that never ends; `taken` is how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0
        self.taken += size
        return b"x" * size


def test_s1_a_body_is_read_up_to_the_limit() -> None:
    app = make_app(max_body=10_000)
    endless = Endless()
    honest = wsgi(app.wsgi, length="100000000", variables={"wsgi.input": endless})
    assert (honest.status, honest.fault.code, endless.taken) == (413, "SOAP-ENV:Client", 0)
    chunked = wsgi(
        app.wsgi, length="", variables={"wsgi.input": endless, "wsgi.input_terminated": True}
    )
    assert (chunked.status, endless.taken) == (413, 10_001)


def test_s1_bodies_within_the_limit() -> None:
    app = make_app(max_body=len(GOOD))
    assert wsgi(app.wsgi, GOOD).status == 200
    assert wsgi(app.wsgi, GOOD, length="", variables={"wsgi.input_terminated": True}).status == 200
    # Without a length there is no body, unless the server says where it ends.
    assert wsgi(app.wsgi, GOOD, length="").fault.message == "Invalid XML"
    short = {"wsgi.input": BytesIO(GOOD[:-10])}
    assert wsgi(app.wsgi, length=str(len(GOOD)), variables=short).fault.message == "Invalid XML"


class Both(Service):
    """One method of each kind, each saying where it runs and for whom."""

    resource = "cart_customer"

    def __init__(self) -> None:
        self.seen: list[tuple[threading.Thread, Any]] = []

    def set(self, quote_id: int, customer_data: Customer, store: str | None = None) -> bool:
        self.seen.append((threading.current_thread(), caller()))
        return True

    async def addresses(self, quote_id: int, addresses: list[Address]) -> bool:
        await asyncio.sleep(0)
        self.seen.append((threading.current_thread(), caller()))
        return True


def test_services_run_in_the_thread_of_the_request() -> None:
    both = Both()
    app = make_app(both)
    parts = session(app)
    assert ask(app, "cartCustomerSet", f"{parts}<customer/>").status == 200
    assert ask(app, "cartCustomerAddresses", parts).status == 200
    assert both.seen == [(threading.current_thread(), "apiUser")] * 2
    assert caller() is None


def test_everything_may_be_async() -> None:
    class Elsewhere:
        def __init__(self) -> None:
            self.kept: dict[str, Any] = {}

        async def add(self, key: str, principal: Any) -> None:
            await asyncio.sleep(0)
            self.kept[key] = principal

        async def use(self, key: str) -> Any:
            return self.kept.get(key)

        async def end(self, key: str) -> None:
            self.kept.pop(key, None)

    async def authenticate(username: str, api_key: str) -> str:
        await asyncio.sleep(0)
        return username

    async def later() -> Cart:
        await asyncio.sleep(0)
        return Cart(quote_id=3)

    app = make_app(Carts(later), authenticate=authenticate, sessions=Elsewhere())
    parts = session(app)
    assert ask(app, "cartInfo", parts).result.findtext("quote_id") == "3"
    assert ask(app, "endSession", parts).result.text == "true"
    assert ask(app, "cartInfo", parts).fault.code == "5"


def test_who_calls_from_within_an_event_loop_is_answered() -> None:
    both = Both()
    app = make_app(both)
    parts = session(app)

    async def asking() -> int:
        return ask(app, "cartCustomerAddresses", parts).status

    assert asyncio.run(asking()) == 200
    [(thread, principal)] = both.seen
    assert principal == "apiUser"
    assert not thread.is_alive()


def stop() -> Any:
    raise StopIteration


@pytest.mark.parametrize("result", [RuntimeError("secret"), stop])
def test_s14_any_other_error_stays_here(result: Any, caplog: pytest.LogCaptureFixture) -> None:
    app = make_app(Carts(result))
    answer = ask(app, "cartInfo", session(app))
    assert answer.status == 500
    assert answer.fault.message.startswith("Internal error, reference ")
    assert [record.name for record in caplog.records] == ["mahogen.server"]


def test_a_login_of_one_is_one_of_the_other_dialect() -> None:
    app = make_app(Carts())
    parts = "<username>apiUser</username><apiKey>apiKey-123</apiKey>"
    body = envelope(f"<n:loginParam>{parts}</n:loginParam>")
    found = wsgi(app.wsgi, body).result.text
    body = envelope(f"<n:cartInfo><a>{found}</a><b>1</b></n:cartInfo>")
    assert http(app, body).status == 200
