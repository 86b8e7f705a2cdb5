"""Logging in, being logged out, and ending a session; sync and async."""

from __future__ import annotations

import logging

import httpx
import pytest

from maho_api import ProtocolError
from maho_api.faults import AccessDenied, SessionExpired, StoreNotExists
from mahogen.runtime.errors import UnexpectedStatus
from support.stub_store import API_KEY, USERNAME, Call, Mode, StubStore, answer, fault, login_answer

CREATED = answer("shoppingCartCreate", '<quoteId xsi:type="xsd:int">7</quoteId>')
EXPIRED = fault("5", "Session expired. Try to relogin.")


def expired_until(session: str) -> StubStore:
    """A store to which all sessions but this one are unknown."""

    def create(call: Call) -> httpx.Response:
        known = call.part("sessionId") == session
        return httpx.Response(200, content=CREATED if known else EXPIRED)

    return StubStore(shoppingCartCreate=create)


def test_the_first_call_logs_in(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    client = store.client(mode)
    assert repr(client).endswith(
        "Maho('https://shop.example/api/v2_soap/', 'apiUser', dialect='v2')"
    )
    assert store.calls == []
    assert client.cart.create() == 7
    assert client.cart.create("default") == 7
    assert store.called() == ["login", "shoppingCartCreate", "shoppingCartCreate"]
    login, first, second = store.calls
    assert (login.part("username"), login.part("apiKey")) == (USERNAME, API_KEY)
    assert first.part("sessionId") == second.part("sessionId") == "session-1"
    assert (first.part("storeId"), second.part("storeId")) == ("", "default")


def test_a_session_in_every_dialect(mode: Mode, dialect: str) -> None:
    store = expired_until("session-2")
    with store.client(mode, dialect=dialect) as client:
        assert client.cart.create() == 7
    assert store.called() == ["login", "shoppingCartCreate"] * 2 + ["endSession"]
    assert store.calls[-1].part("sessionId") == "session-2"


def test_a_resource_is_made_once() -> None:
    client = StubStore().client()
    assert client.cart is client.cart


def test_login_may_come_first(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    client = store.client(mode)
    client.login()
    client.login()
    client.cart.create()
    assert store.called() == ["login", "shoppingCartCreate"]


def test_c13_an_expired_session_is_renewed_and_the_call_repeated(mode: Mode) -> None:
    store = expired_until("session-2")
    assert store.client(mode).cart.create() == 7
    assert store.called() == ["login", "shoppingCartCreate", "login", "shoppingCartCreate"]
    sessions = [call.part("sessionId") for call in store.calls]
    assert sessions == [None, "session-1", None, "session-2"]


def test_c13_a_call_is_repeated_once_only(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=EXPIRED)
    client = store.client(mode)
    with pytest.raises(SessionExpired):
        client.cart.create()
    assert store.called() == ["login", "shoppingCartCreate"] * 2
    with pytest.raises(SessionExpired):  # and so it goes on, without giving up for good
        client.cart.create()
    assert store.called() == ["login", "shoppingCartCreate"] * 2 + [
        "shoppingCartCreate",
        "login",
        "shoppingCartCreate",
    ]


def test_after_a_relogin_that_failed_the_next_call_logs_in(mode: Mode) -> None:
    def login(call: Call) -> httpx.Response:
        refused = call.number == 2
        return httpx.Response(200, content=fault("2") if refused else login_answer(call))

    store = expired_until("session-3")
    store.answers["login"] = login
    client = store.client(mode)
    with pytest.raises(AccessDenied):
        client.cart.create()
    assert client.cart.create() == 7
    first, then = store.called()[:3], store.called()[3:]
    assert first == ["login", "shoppingCartCreate", "login"]
    assert then == ["login", "shoppingCartCreate"]


def test_c13_a_call_outside_of_the_contract_is_repeated_too(mode: Mode, dialect: str) -> None:
    def store_list(call: Call) -> httpx.Response:
        stores = answer("storeList", "<stores><i>a</i></stores>")
        return httpx.Response(200, content=EXPIRED if call.number == 1 else stores)

    name = "store.list" if dialect == "v1" else "storeList"
    store = StubStore(**{name: store_list})
    assert store.client(mode, dialect=dialect).call(name) == {"i": "a"}
    assert store.called() == ["login", name, "login", name]


@pytest.mark.parametrize(
    "ambiguous",
    [
        httpx.Response(200, content=fault("1", "Session expired. Try to relogin.")),
        httpx.Response(200, content=fault("SOAP-ENV:Server", "5")),
        httpx.Response(500, content=b"<faultcode>5</faultcode>"),
        httpx.Response(502, text="Session expired"),
        httpx.Response(302, headers={"Location": "https://shop.example/login"}),
        httpx.Response(200, content=EXPIRED[:-30]),
        httpx.Response(200),
        httpx.ReadError("reset"),
        httpx.ConnectError("refused"),
    ],
)
def test_c13_nothing_else_is_repeated(
    mode: Mode, ambiguous: httpx.Response | httpx.RequestError
) -> None:
    def order(call: Call) -> httpx.Response:
        if isinstance(ambiguous, httpx.RequestError):
            raise ambiguous
        return httpx.Response(
            ambiguous.status_code, headers=ambiguous.headers, content=ambiguous.content
        )

    store = StubStore(shoppingCartOrder=order)
    with pytest.raises(Exception, match=r"^shoppingCartOrder: "):
        store.client(mode).cart.order(1)
    assert store.called() == ["login", "shoppingCartOrder"]


def test_another_fault_is_not_repeated(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=fault("1001"))
    with pytest.raises(StoreNotExists):
        store.client(mode).cart.create("nosuchstore")
    assert store.called() == ["login", "shoppingCartCreate"]


def test_a_refused_login_is_tried_again_by_the_next_call(mode: Mode) -> None:
    store = StubStore(login=fault("2", "Access denied."), shoppingCartCreate=CREATED)
    client = store.client(mode)
    for _ in range(2):
        with pytest.raises(AccessDenied, match=r"^login: \[2\] Access denied\.$"):
            client.cart.create()
    assert store.called() == ["login", "login"]
    del store.answers["login"]
    assert client.cart.create() == 7


def test_a_login_that_says_expired_is_not_repeated(mode: Mode) -> None:
    store = StubStore(login=EXPIRED)
    with pytest.raises(SessionExpired):
        store.client(mode).cart.create()
    assert store.called() == ["login"]


@pytest.mark.parametrize(
    "result",
    ["<r></r>", "<r>\n</r>", '<r xsi:nil="true"/>', "", "<r>a&#10;b</r>", f"<r>{'a' * 513}</r>"],
)
def test_a_login_without_a_session(mode: Mode, result: str) -> None:
    store = StubStore(login=answer("login", result))
    message = r"^login: the (store gave no usable session id$|result is no string)"
    with pytest.raises(ProtocolError, match=message):
        store.client(mode).cart.create()
    assert store.called() == ["login"]


def test_close_ends_the_session_once(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    client = store.client(mode)
    client.cart.create()
    client.close()
    client.close()
    assert store.called() == ["login", "shoppingCartCreate", "endSession"]
    assert store.calls[-1].part("sessionId") == "session-1"


def test_close_without_a_session_sends_nothing(mode: Mode) -> None:
    store = StubStore()
    with store.client(mode):
        pass
    assert store.calls == []


def test_the_with_statement_ends_the_session(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    with store.client(mode) as client:
        assert client.cart.create() == 7
    assert store.called() == ["login", "shoppingCartCreate", "endSession"]


def test_a_closed_client_says_so(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    for used in (True, False):
        with store.client(mode) as client:
            if used:
                client.login()
        before = len(store.calls)
        for call in (client.login, client.cart.create, lambda c=client: c.call("storeList")):
            with pytest.raises(RuntimeError, match=r"^the client is closed$"):
                call()
        assert len(store.calls) == before


@pytest.mark.parametrize(
    "failure",
    [
        fault("5"),
        fault("1", "SQLSTATE"),
        b"<html>session-1</html>",
        httpx.ReadTimeout("too late"),
        httpx.ConnectError("refused"),
        RuntimeError("Cannot send a request, as the client has been closed."),
    ],
)
def test_a_session_that_cannot_be_ended_is_logged_only(
    mode: Mode, failure: bytes | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def end(call: Call) -> httpx.Response:
        if isinstance(failure, Exception):
            raise failure
        return httpx.Response(200, content=failure)

    store = StubStore(endSession=end)
    client = store.client(mode)
    client.login()
    with caplog.at_level(logging.WARNING):
        client.close()
    [message] = caplog.messages
    assert message.startswith("the session was not ended: ")
    assert "session-1" not in caplog.text
    assert store.called() == ["login", "endSession"]


def test_close_does_not_hide_what_went_wrong_before(mode: Mode) -> None:
    store = StubStore(
        shoppingCartCreate=lambda _: httpx.Response(502), endSession=lambda _: httpx.Response(502)
    )
    with (
        pytest.raises(UnexpectedStatus, match=r"^shoppingCartCreate: HTTP 502"),
        store.client(mode) as c,
    ):
        c.cart.create()
    assert store.called() == ["login", "shoppingCartCreate", "endSession"]
