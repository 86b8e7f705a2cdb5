"""Sending and receiving: what failed, whether anything was sent, and how much is read."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from maho_api import Maho, MahoApiError, NotSent, OutcomeUnknown, ProtocolError, TransportError
from mahogen.runtime.errors import AnswerTooLarge, Redirected, UnexpectedStatus
from mahogen.runtime.operation import Message, Operation
from support.stub_store import API_KEY, Call, Mode, StubStore, answer

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
def test_no_answer(mode: Mode, failure: httpx.RequestError, error: type[TransportError]) -> None:
    def create(call: Call) -> httpx.Response:
        raise failure

    store = StubStore(shoppingCartCreate=create)
    with pytest.raises(MahoApiError) as raised:
        store.client(mode).cart.create()
    assert type(raised.value) is error
    assert raised.value.operation == "shoppingCartCreate"
    assert raised.value.raw is None
    assert str(failure) in str(raised.value)
    assert raised.value.__cause__ is failure
    assert store.called() == ["login", "shoppingCartCreate"]


def test_c14_no_second_order_where_the_outcome_is_unknown(mode: Mode, dialect: str) -> None:
    def order(call: Call) -> httpx.Response:
        raise httpx.ReadTimeout("too late")

    store = StubStore(shoppingCartOrder=order)
    client = store.client(mode, dialect=dialect, retries=5, backoff=0)
    message = r"^shoppingCartOrder: sent, but no answer came \(too late\); it may have been carried"
    with pytest.raises(OutcomeUnknown, match=message):
        client.cart.order(1)
    assert store.called() == ["login", "shoppingCartOrder"]


def test_nobody_listens(mode: Mode) -> None:
    kind = httpx.Client if mode == "sync" else httpx.AsyncClient
    client = StubStore().client(mode, url="http://127.0.0.1:9", http_client=kind(trust_env=False))
    with pytest.raises(NotSent, match=r"^login: the store was not reached: "):
        client.cart.create()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location",
    [
        "https://other.example/api/v2_soap/",
        "http://shop.example/api/v2_soap/",
        "https://shop.example/login",
        "/login",
    ],
)
def test_c16_redirects_are_not_followed(mode: Mode, status: int, location: str) -> None:
    headers = {"Location": location}
    store = StubStore(shoppingCartCreate=lambda _: httpx.Response(status, headers=headers))
    follower = store.http(mode, follow_redirects=True)
    with pytest.raises(Redirected, match=rf"HTTP {status} to {location}; redirects are not") as e:
        store.client(mode, http_client=follower).cart.create()
    assert e.value.status == status
    assert store.called() == ["login", "shoppingCartCreate"]
    assert {str(c.request.url) for c in store.calls} == {"https://shop.example/api/v2_soap/"}


def test_c16_credentials_are_not_sent_again_with_a_redirected_login(mode: Mode) -> None:
    location = {"Location": "http://shop.example/api/v2_soap/"}
    store = StubStore(login=lambda _: httpx.Response(302, headers=location))
    follower = store.http(mode, follow_redirects=True)
    with pytest.raises(Redirected, match=r"^login: HTTP 302 to http://shop\.example/api/v2_soap/"):
        store.client(mode, http_client=follower).cart.create()
    assert store.called() == ["login"]


@pytest.mark.parametrize("action", ["a\r\nX-Other: b", "a\nb", "a\x00", 'a"b', "é", "a\u2028"])
def test_c12_a_soapaction_that_cannot_stand_in_a_header(mode: Mode, action: str) -> None:
    message = Message("get", ("sessionId",), "getResponse", "result", action=action)
    operation: Operation[None] = Operation("get", "thing", "get", "get", (), None, v2=message)
    store = StubStore()
    client = store.client(mode)
    with pytest.raises(ValueError, match=r"^get: its SOAPAction cannot stand in a header$"):
        client.invoke(operation)
    assert store.called() == ["login"]


def test_an_answer_that_is_too_large_is_not_read_to_its_end(mode: Mode) -> None:
    read: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(1000):
            read.append(number)
            yield b" " * 4096

    async def awaited() -> AsyncIterator[bytes]:
        for chunk in chunks():
            yield chunk

    def create(call: Call) -> httpx.Response:
        return httpx.Response(200, content=chunks() if mode == "sync" else awaited())

    client = StubStore(shoppingCartCreate=create).client(mode, max_answer=10_000)
    with pytest.raises(AnswerTooLarge, match="the answer is larger than 10000 bytes") as raised:
        client.cart.create()
    assert raised.value.operation == "shoppingCartCreate"
    assert len(read) == 3


def test_what_an_answer_unpacks_to_counts(mode: Mode) -> None:
    def create(call: Call) -> httpx.Response:
        packed = gzip.compress(b" " * 10_001)
        return httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=packed)

    client = StubStore(shoppingCartCreate=create).client(mode, max_answer=10_000)
    with pytest.raises(AnswerTooLarge):
        client.cart.create()


def test_what_is_packed_more_than_once_is_refused(mode: Mode) -> None:
    def create(call: Call) -> httpx.Response:
        packed = gzip.compress(gzip.compress(CREATED))
        headers = {"Content-Encoding": "gzip, gzip"}
        return httpx.Response(200, headers=headers, stream=Stream(packed))

    client = StubStore(shoppingCartCreate=create).client(mode)
    with pytest.raises(ProtocolError, match="the answer is packed more than once"):
        client.cart.create()


class Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes as it is, unlike `content`, which httpx unpacks at once."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def __iter__(self) -> Iterator[bytes]:
        raise AssertionError("read all the same")

    def __aiter__(self) -> AsyncIterator[bytes]:
        raise AssertionError("read all the same")


def test_an_answer_of_just_the_size_is_read(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    assert store.client(mode, max_answer=len(CREATED)).cart.create() == 7
    with pytest.raises(AnswerTooLarge):
        store.client(mode, max_answer=len(CREATED) - 1).cart.create()


def test_compressed_answers_are_read(mode: Mode) -> None:
    headers = {"Content-Encoding": "gzip"}
    content = gzip.compress(CREATED)
    store = StubStore(
        shoppingCartCreate=lambda _: httpx.Response(200, headers=headers, content=content)
    )
    assert store.client(mode).cart.create() == 7


def test_the_path_and_the_action_of_a_dialect(mode: Mode, dialect: str) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    with store.client(mode, dialect=dialect) as client:
        client.cart.create()
    path, action = {
        "v1": ("/api/soap/", '"urn:Action"'),
        "v2": ("/api/v2_soap/", '"urn:Mage_Api_Model_Server_V2_HandlerAction"'),
        "wsi": ("/api/v2_soap/", '""'),
    }[dialect]
    for call in store.calls:
        assert call.request.method == "POST"
        assert call.request.url.path == path
        assert call.request.headers["SOAPAction"] == action
        assert call.request.headers["Content-Type"] == "text/xml; charset=utf-8"


def test_a_user_before_the_host_is_for_the_web_server(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    store.client(mode, url="https://me:p%40ss@shop.example/").cart.create()
    for call in store.calls:
        assert str(call.request.url) == "https://shop.example/api/v2_soap/"
        assert call.request.headers["Authorization"] == "Basic " + b64encode(b"me:p@ss").decode()


def test_the_namespace_of_the_contract_is_the_default(mode: Mode, dialect: str) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    assert store.client(mode, namespace=None).namespace == "urn:Maho"
    for namespace in ("urn:Magento", None):
        store.client(mode, namespace=namespace, dialect=dialect).cart.create()
    assert b'xmlns:ns1="urn:Magento"' in store.calls[1].body
    assert b'xmlns:ns1="urn:Maho"' in store.calls[3].body


def test_a_dialect_that_there_is_not() -> None:
    with pytest.raises(ValueError, match=r"^the dialect is one of v1, v2, wsi, not 'xmlrpc'$"):
        Maho("https://shop.example", "apiUser", API_KEY, dialect="xmlrpc")  # type: ignore[arg-type]


def test_every_error_of_a_call_has_one_base() -> None:
    for error in (TransportError, ProtocolError, UnexpectedStatus, Redirected, AnswerTooLarge):
        assert issubclass(error, MahoApiError)
