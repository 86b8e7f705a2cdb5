"""What only a real connection shows: hanging up, dawdling, headers that cannot be sent."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from maho_api import Maho, OutcomeUnknown
from mahogen.runtime.errors import AnswerTooLarge
from support.http_store import Instead, serving
from support.stub_store import Call, Mode, StubStore, answer

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
ORDERED = answer("shoppingCartOrder", "<result>1001</result>")
LENGTH = b"Content-Length: %d\r\n\r\n" % len(ORDERED)
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(ORDERED)
LONG = 4000
"""How many pieces there are of what is to last longer than any test."""


@pytest.fixture(autouse=True)
def _directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param(b"", id="before an answer"),
        pytest.param(HEAD, id="in the headers"),
        pytest.param(HEAD + LENGTH, id="before the body"),
        pytest.param(HEAD + LENGTH + ORDERED[:-1], id="in the body"),
        pytest.param(HEAD + CHUNKED + ORDERED[:-1], id="in a chunk"),
        pytest.param(HEAD + CHUNKED + ORDERED, id="before the last chunk"),
    ],
)
def test_c14_a_connection_cut_after_an_order_was_sent(mode: Mode, dialect: str, cut: bytes) -> None:
    def order(call: Call) -> httpx.Response:
        raise Instead([cut])

    store = StubStore(shoppingCartOrder=order)
    with (
        serving(store) as url,
        store.client(mode, url=url, dialect=dialect, http_client=None, retries=3, backoff=0) as c,
    ):
        message = r"^shoppingCartOrder: sent, but no answer came \(.+\); it may have been carried"
        with pytest.raises(OutcomeUnknown, match=message):
            c.cart.order(1)
        orders = store.called().count("shoppingCartOrder")
    assert orders == 1
    assert store.called() == ["login", "shoppingCartOrder", "endSession"]


def test_an_answer_without_length_ends_with_the_connection(mode: Mode) -> None:
    def order(call: Call) -> httpx.Response:
        raise Instead([HEAD + b"\r\n" + ORDERED])

    store = StubStore(shoppingCartOrder=order)
    with (
        serving(store) as url,
        store.client(mode, url=url, http_client=None) as client,
    ):
        assert client.cart.order(1) == "1001"


def dripping(start: bytes, piece: bytes) -> Callable[[Call], httpx.Response]:
    """An answer that begins and then never ends."""

    def order(call: Call) -> httpx.Response:
        def pieces() -> Iterator[bytes]:
            yield start
            for _ in range(LONG):
                time.sleep(0.005)
                yield piece
            raise AssertionError("nobody hung up")

        raise Instead(pieces())

    return order


DRIPS = [
    pytest.param(HEAD + b"X-Slow: ", b"a", id="in a header"),
    pytest.param(HEAD, b"X-Slow: a\r\n", id="between headers"),
    pytest.param(HEAD + b"Content-Length: 99999999\r\n\r\n", b" ", id="in the body"),
    pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", id="in chunks"),
]


@pytest.mark.parametrize(("start", "piece"), DRIPS)
def test_c4_a_slow_drip_ends_with_the_deadline(mode: Mode, start: bytes, piece: bytes) -> None:
    store = StubStore(shoppingCartOrder=dripping(start, piece))
    with (
        serving(store) as url,
        store.client(mode, url=url, http_client=None) as client,
    ):
        client.login()
        message = r"^shoppingCartOrder: sent, but no answer came \(the deadline passed"
        with pytest.raises(OutcomeUnknown, match=message):
            client.with_options(deadline=0.3, timeout=60).cart.order(1)
    assert store.called() == ["login", "shoppingCartOrder", "endSession"]


def test_c4_an_answer_without_end_is_cut_off_at_its_size(mode: Mode) -> None:
    def order(call: Call) -> httpx.Response:
        piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        start = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
        raise Instead(start if n == 0 else piece for n in range(LONG))

    store = StubStore(shoppingCartOrder=order)
    with (
        serving(store) as url,
        store.client(mode, url=url, http_client=None, max_answer=1_000_000) as client,
        pytest.raises(AnswerTooLarge),
    ):
        client.cart.order(1)


@pytest.mark.parametrize("value", ["a\r\nX-Other: b", "a\nb", "a\rb", "a\x00b"])
@pytest.mark.parametrize("name", ["X-Gateway", "Authorization", "User-Agent"])
def test_c12_a_header_that_cannot_be_sent(mode: Mode, name: str, value: str) -> None:
    store = StubStore()
    kind: Any = httpx.Client if mode == "sync" else httpx.AsyncClient
    with serving(store) as url:
        http = kind(headers={name: value})
        client = store.client(mode, url=url, http_client=http)
        with pytest.raises(ValueError, match=r"^login: Illegal header value") as raised:
            client.cart.create()
    assert store.called() == []
    assert not isinstance(raised.value, UnicodeError)


@pytest.mark.parametrize("text", ["a\r\nX-Other: b", "a\nb", 'a"b', "a]]>b"])
def test_c12_texts_stay_what_they_are(mode: Mode, dialect: str, text: str) -> None:
    """A session, a key, a store view: none of them can break out of its place."""
    usable = text.isprintable()
    session = text if usable else "s"
    store = StubStore(
        login=answer("login", f"<r><![CDATA[{session.replace(']]>', ']]]]><![CDATA[>')}]]></r>"),
        shoppingCartCreate=answer("shoppingCartCreate", "<r>7</r>"),
    )
    settings = {"api_key": text, "store": text, "dialect": dialect}
    with serving(store) as url, store.client(mode, url=url, http_client=None, **settings) as c:
        assert c.cart.create() == 7
    login, create, end = store.calls
    assert login.part("apiKey") == text
    assert create.part("sessionId") == end.part("sessionId") == session
    [shop] = {call.request.headers["Host"] for call in store.calls}
    assert re.fullmatch(r"127\.0\.0\.1:\d+", shop)
    assert not [call for call in store.calls if "x-other" in call.request.headers]


@pytest.mark.parametrize("url", ["https://shop.example/\r\nX-Other: b", "https://a\r\n.example"])
def test_c12_addresses_lose_their_line_breaks(url: str) -> None:
    assert Maho(url, "apiUser", "apiKey-123").url.isprintable()


@pytest.mark.parametrize("namespace", ["", "Maho", 'urn:a"b', "urn:a b", "urn:a\r\nb", "urn:a<b"])
def test_c12_a_namespace_that_is_no_uri(mode: Mode, namespace: str) -> None:
    with pytest.raises(ValueError, match=r"^a namespace is a URI such as urn:Maho, not '"):
        StubStore().client(mode, namespace=namespace)
