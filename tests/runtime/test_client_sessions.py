"""Logging in, being logged out, and ending a session."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from maho_api import OutcomeUnknown, ProtocolError
from maho_api.faults import AccessDenied, SessionExpired, StoreNotExists
from mahogen.runtime.errors import UnexpectedStatus
from support.stub_store import API_KEY, USERNAME, Call, StubStore, answer, fault

CREATED = answer("shoppingCartCreate", '<quoteId xsi:type="xsd:int">7</quoteId>')
EXPIRED = fault("5", "Session expired. Try to relogin.")


def expired_until(session: str) -> StubStore:
    """A store to which all sessions but this one are unknown."""

    def create(call: Call) -> httpx.Response:
        known = call.part("sessionId") == session
        return httpx.Response(200, content=CREATED if known else EXPIRED)

    return StubStore(shoppingCartCreate=create)


def test_the_first_call_logs_in() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    client = store.client()
    assert client.cart is client.cart
    assert repr(client) == "Maho('https://shop.example/api/v2_soap/', 'apiUser')"
    assert store.calls == []
    assert client.cart.create() == 7
    assert client.cart.create("default") == 7
    assert store.called() == ["login", "shoppingCartCreate", "shoppingCartCreate"]
    login, first, second = store.calls
    assert (login.part("username"), login.part("apiKey")) == (USERNAME, API_KEY)
    assert first.part("sessionId") == second.part("sessionId") == "session-1"
    assert (first.part("storeId"), second.part("storeId")) == ("", "default")


def test_login_may_come_first() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    client = store.client()
    client.login()
    client.login()
    client.cart.create()
    assert store.called() == ["login", "shoppingCartCreate"]


def test_many_threads_share_one_login() -> None:
    def login(call: Call) -> httpx.Response:
        time.sleep(0.05)  # long enough for all threads to come while it is on its way
        return httpx.Response(200, content=answer("login", f"<r>session-{call.number}</r>"))

    store = StubStore(shoppingCartCreate=CREATED, login=login)
    client = store.client()
    _at_once(20, lambda: client.cart.create())
    assert store.called().count("login") == 1
    assert store.called().count("shoppingCartCreate") == 20
    assert {call.part("sessionId") for call in store.calls[1:]} == {"session-1"}


def test_an_expired_session_is_renewed_and_the_call_repeated() -> None:
    store = expired_until("session-2")
    assert store.client().cart.create() == 7
    assert store.called() == ["login", "shoppingCartCreate", "login", "shoppingCartCreate"]
    assert [call.part("sessionId") for call in store.calls] == [
        None,
        "session-1",
        None,
        "session-2",
    ]


def test_many_threads_share_one_new_login() -> None:
    store = expired_until("session-2")
    client = store.client()
    client.login()
    _at_once(20, lambda: client.cart.create())
    assert store.called().count("login") == 2


def test_a_call_is_repeated_once_only() -> None:
    store = StubStore(shoppingCartCreate=EXPIRED)
    client = store.client()
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


def test_a_call_outside_of_the_contract_is_repeated_too() -> None:
    def store_list(call: Call) -> httpx.Response:
        stores = answer("storeList", "<stores><i>a</i></stores>")
        return httpx.Response(200, content=EXPIRED if call.number == 1 else stores)

    store = StubStore(storeList=store_list)
    assert store.client().call("storeList") == {"i": "a"}
    assert store.called() == ["login", "storeList", "login", "storeList"]


def test_another_fault_is_not_repeated() -> None:
    store = StubStore(shoppingCartCreate=fault("1001"))
    with pytest.raises(StoreNotExists):
        store.client().cart.create("nosuchstore")
    assert store.called() == ["login", "shoppingCartCreate"]


def test_a_refused_login_is_tried_again_by_the_next_call() -> None:
    store = StubStore(login=fault("2", "Access denied."), shoppingCartCreate=CREATED)
    client = store.client()
    for _ in range(2):
        with pytest.raises(AccessDenied, match=r"^login: \[2\] Access denied\.$"):
            client.cart.create()
    assert store.called() == ["login", "login"]
    del store.answers["login"]
    assert client.cart.create() == 7


def test_a_login_that_says_expired_is_not_repeated() -> None:
    store = StubStore(login=EXPIRED)
    with pytest.raises(SessionExpired):
        store.client().cart.create()
    assert store.called() == ["login"]


@pytest.mark.parametrize("result", ["<r></r>", "<r>\n</r>", '<r xsi:nil="true"/>', ""])
def test_a_login_without_a_session(result: str) -> None:
    store = StubStore(login=answer("login", result))
    with pytest.raises(ProtocolError, match=r"^login: the (store gave no session id|result is no)"):
        store.client().cart.create()
    assert store.called() == ["login"]


def test_close_ends_the_session_once() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    client = store.client()
    client.cart.create()
    client.close()
    client.close()
    assert store.called() == ["login", "shoppingCartCreate", "endSession"]
    assert store.calls[-1].part("sessionId") == "session-1"


def test_close_without_a_session_sends_nothing() -> None:
    store = StubStore()
    with store.client():
        pass
    assert store.calls == []


def test_the_with_statement_ends_the_session() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    with store.client() as client:
        assert client.cart.create() == 7
    assert store.called() == ["login", "shoppingCartCreate", "endSession"]


def test_a_closed_client_says_so() -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    for used in (True, False):
        with store.client() as client:
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
    failure: bytes | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def end(call: Call) -> httpx.Response:
        if isinstance(failure, Exception):
            raise failure
        return httpx.Response(200, content=failure)

    store = StubStore(endSession=end)
    client = store.client()
    client.login()
    with caplog.at_level(logging.WARNING):
        client.close()
    [message] = caplog.messages
    assert message.startswith("the session was not ended: ")
    assert "session-1" not in caplog.text
    assert store.called() == ["login", "endSession"]


def test_close_does_not_hide_what_went_wrong_before() -> None:
    store = StubStore(
        shoppingCartCreate=lambda _: httpx.Response(502), endSession=lambda _: httpx.Response(502)
    )
    with (
        pytest.raises(UnexpectedStatus, match=r"^shoppingCartCreate: HTTP 502"),
        store.client() as c,
    ):
        c.cart.create()
    assert store.called() == ["login", "shoppingCartCreate", "endSession"]


def test_no_second_order_where_the_outcome_is_unknown() -> None:
    def order(call: Call) -> httpx.Response:
        raise httpx.ReadTimeout("too late")

    store = StubStore(shoppingCartOrder=order)
    with pytest.raises(OutcomeUnknown, match=r"^shoppingCartOrder: sent, but no answer came"):
        store.client().cart.order(1)
    assert store.called() == ["login", "shoppingCartOrder"]


def _at_once(threads: int, call: object) -> None:
    """Run `call` in that many threads that start together; raises what any of them raised."""
    assert callable(call)
    barrier = Barrier(threads)

    def run() -> object:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(threads) as pool:
        for future in [pool.submit(run) for _ in range(threads)]:
            assert future.result(timeout=10) == 7
