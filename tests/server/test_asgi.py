"""The application as an ASGI server meets it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from asgi_driver import envelope, exchange, http, login
from lxml import etree
from shop import WSDL, Customers, make_app

LOCATION = "{http://schemas.xmlsoap.org/wsdl/soap/}address"


def location(wsdl: bytes) -> str | None:
    [address] = etree.fromstring(wsdl).iter(LOCATION)
    return address.get("location")


@pytest.mark.parametrize("query", [b"wsdl", b"wsdl=1", b"a=b&wsdl", b"wsd%6C", b"wsdl&wsi=1"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_wsdl_has_the_configured_address(query: bytes, method: str) -> None:
    app = make_app(address="https://shop.example/api/v2_soap/?a=1&b=2")
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    answer = http(app, envelope("<n:startSession/>"), method=method, query=query, headers=headers)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    assert location(answer.body) == "https://shop.example/api/v2_soap/?a=1&b=2"
    assert b"evil" not in answer.body


@pytest.mark.parametrize("query", [b"", b"nowsdl", b"a=wsdl", b"WSDL", b"%"])
def test_other_queries_are_none_for_the_wsdl(query: bytes) -> None:
    assert http(make_app(), method="GET", query=query).status == 500


def test_a_namespace_that_was_set_is_in_the_wsdl() -> None:
    answer = http(make_app(namespace="urn:Magento?a&b"), query=b"wsdl")
    root = etree.fromstring(answer.body)
    assert root.get("targetNamespace") == "urn:Magento?a&b"
    assert root.nsmap["typens"] == "urn:Magento?a&b"


def test_the_wsdl_may_come_from_a_function() -> None:
    assert http(make_app(wsdl=lambda: WSDL), query=b"wsdl").status == 200


def test_head_has_no_body() -> None:
    full = http(make_app(), method="GET", query=b"wsdl")
    head = http(make_app(), method="HEAD", query=b"wsdl")
    assert (head.status, head.body) == (200, b"")
    assert head.headers == full.headers


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/api/v2_soap/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https:///x",
        'https://shop.example/"',
        "https://shop.example/\n",
    ],
)
def test_an_address_that_is_no_url_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address must be"):
        make_app(address=address)


@pytest.mark.parametrize("namespace", ["", "urn: Shop", 'urn:"Shop"', "urn:<Shop>"])
def test_a_namespace_that_is_no_uri_is_refused(namespace: str) -> None:
    with pytest.raises(ValueError, match="namespace must be"):
        make_app(namespace=namespace)


@pytest.mark.parametrize(("wsdl", "match"), [("<a>", "well-formed"), ("<a/>", "soap:address")])
def test_a_text_that_is_no_wsdl_is_refused(wsdl: str, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        make_app(wsdl=wsdl)


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
    scope = {"type": "http", "method": "POST", "headers": [], "query_string": b""}
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
    scope = {"type": "http", "method": "POST", "headers": [], "query_string": b""}
    message = {"type": "http.request", "body": envelope(inner)}

    async def scenario() -> None:
        task = asyncio.create_task(exchange(app, scope, [message]))
        while not started:
            await asyncio.sleep(0)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(scenario())
