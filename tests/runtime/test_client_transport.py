"""Sending and receiving: what failed, whether anything was sent, and how much is read."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Iterator

import httpx
import pytest

from maho_api import Maho, MahoApiError, NotSent, OutcomeUnknown, ProtocolError, TransportError
from mahogen.runtime.errors import AnswerTooLarge, Redirected, UnexpectedStatus
from support.stub_store import Call, StubStore, answer

CREATED = answer("shoppingCartCreate", '<quoteId xsi:type="xsd:int">7</quoteId>')


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (httpx.ConnectError("refused"), NotSent),
        (httpx.ConnectTimeout("slow"), NotSent),
        (httpx.PoolTimeout("busy"), NotSent),
        (httpx.ProxyError("407"), NotSent),
        (httpx.UnsupportedProtocol("gopher"), NotSent),
        (httpx.ReadTimeout(""), OutcomeUnknown),
        (httpx.WriteTimeout("slow"), OutcomeUnknown),
        (httpx.ReadError("reset"), OutcomeUnknown),
        (httpx.WriteError("reset"), OutcomeUnknown),
        (httpx.RemoteProtocolError("hung up"), OutcomeUnknown),
        (httpx.DecodingError("no gzip"), OutcomeUnknown),
    ],
)
def test_no_answer(failure: httpx.RequestError, error: type[TransportError]) -> None:
    def create(call: Call) -> httpx.Response:
        raise failure

    store = StubStore(shoppingCartCreate=create)
    with pytest.raises(MahoApiError) as raised:
        store.client().cart.create()
    assert type(raised.value) is error
    assert raised.value.operation == "shoppingCartCreate"
    assert raised.value.raw is None
    assert str(failure) in str(raised.value)
    assert raised.value.__cause__ is failure
    assert store.called() == ["login", "shoppingCartCreate"]


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with (
        Maho("http://127.0.0.1:9/", "apiUser", "apiKey-123") as store,
        pytest.raises(NotSent, match=r"^login: the store was not reached: "),
    ):
        store.cart.create()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int) -> None:
    location = {"Location": "https://other.example/api/v2_soap/"}
    store = StubStore(shoppingCartCreate=lambda _: httpx.Response(status, headers=location))
    with (
        httpx.Client(
            transport=httpx.MockTransport(store.handle), follow_redirects=True
        ) as follower,
        pytest.raises(Redirected, match=r"to https://other\.example/api/v2_soap/; ") as e,
    ):
        store.client(http_client=follower).cart.create()
    assert e.value.status == status
    assert store.called() == ["login", "shoppingCartCreate"]
    assert {call.request.url.host for call in store.calls} == {"shop.example"}


def test_an_answer_that_is_too_large_is_not_read_to_its_end() -> None:
    read: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(1000):
            read.append(number)
            yield b" " * 4096

    store = StubStore(shoppingCartCreate=lambda _: httpx.Response(200, content=chunks()))
    client = store.client(max_answer=10_000)
    with pytest.raises(AnswerTooLarge, match="the answer is larger than 10000 bytes") as raised:
        client.cart.create()
    assert raised.value.operation == "shoppingCartCreate"
    assert len(read) == 3


def test_what_an_answer_unpacks_to_counts() -> None:
    packed = httpx.Response(
        200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(b" " * 10_001)
    )
    store = StubStore(shoppingCartCreate=lambda _: packed)
    with pytest.raises(AnswerTooLarge):
        store.client(max_answer=10_000).cart.create()


def test_an_answer_of_just_the_size_is_read() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    assert store.client(max_answer=len(CREATED)).cart.create() == 7
    with pytest.raises(AnswerTooLarge):
        store.client(max_answer=len(CREATED) - 1).cart.create()


def test_compressed_answers_are_read() -> None:
    headers = {"Content-Encoding": "gzip"}
    content = gzip.compress(CREATED)
    store = StubStore(
        shoppingCartCreate=lambda _: httpx.Response(200, headers=headers, content=content)
    )
    assert store.client().cart.create() == 7


def test_a_client_of_yours_stays_open() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    with store.http() as http:
        for _ in range(2):
            with store.client(http_client=http) as client:
                client.cart.create()
        assert not http.is_closed
    assert store.called() == ["login", "shoppingCartCreate", "endSession"] * 2


def test_a_client_of_its_own_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    made: list[httpx.Client] = []
    spare = [store.http()]

    def client(timeout: float) -> httpx.Client:
        made.append(spare.pop())
        assert timeout == 3
        return made[-1]

    monkeypatch.setattr("mahogen.runtime.client.httpx.Client", client)
    with Maho("https://shop.example", "apiUser", "apiKey-123", timeout=3) as maho:
        maho.cart.create()
        maho.cart.create()
        assert [http.is_closed for http in made] == [False]
    assert [http.is_closed for http in made] == [True]


def test_the_settings_of_a_client_of_yours_count() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    http = httpx.Client(
        transport=httpx.MockTransport(store.handle),
        headers={"X-Gateway": "yes"},
        auth=("me", "pass"),
    )
    with http:
        store.client(http_client=http).cart.create()
    for call in store.calls:
        assert call.request.headers["X-Gateway"] == "yes"
        assert call.request.headers["Authorization"] == "Basic " + b64encode(b"me:pass").decode()


def test_a_user_before_the_host_is_for_the_web_server() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    with store.http() as http:
        url = "https://me:p%40ss@shop.example/"
        Maho(url, "apiUser", "apiKey-123", http_client=http).cart.create()
    for call in store.calls:
        assert str(call.request.url) == "https://shop.example/api/v2_soap/"
        assert call.request.headers["Authorization"] == "Basic " + b64encode(b"me:p@ss").decode()


def test_the_namespace_of_the_contract_is_the_default() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    assert store.client(namespace=None).namespace == "urn:Maho"
    for namespace in ("urn:Magento", None):
        store.client(namespace=namespace).cart.create()
    assert b'xmlns:ns1="urn:Magento"' in store.calls[1].body
    assert b'xmlns:ns1="urn:Maho"' in store.calls[3].body


def test_every_error_of_a_call_has_one_base() -> None:
    for error in (TransportError, ProtocolError, UnexpectedStatus, Redirected, AnswerTooLarge):
        assert issubclass(error, MahoApiError)
