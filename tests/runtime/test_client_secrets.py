"""C18: keys, sessions and passwords stay out of what programs print, log, report and pickle."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from collections.abc import Callable

import httpx
import pytest

from maho_api import MahoApiError, MahoFault, ShoppingCartCustomerEntity, ShoppingCartPaymentEntity
from mahogen.runtime.answer import Answer
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.flow import Send, Session
from mahogen.runtime.http import Post
from support.http_store import serving
from support.stub_store import API_KEY, Call, Mode, StubStore, answer, fault

SESSION = "68131b52d194b7f999f38e074f2183b8"
PASSWORD = "pa55-word<&>"
SECRETS = (API_KEY, SESSION, "pa55-word", "b%40sic", "b@sic", "bWU6YkBzaWM=")
CUSTOMER = ShoppingCartCustomerEntity(mode="register", email="a@b.example", password=PASSWORD)
LOGGED_IN = answer("login", f"<r>{SESSION}</r>")
DONE = answer("shoppingCartCustomerSet", "<result>true</result>")
URL = "https://me:b%40sic@shop.example"


def echo(call: Call) -> httpx.Response:
    """A store in debug mode: it shows what it was sent."""
    return httpx.Response(500, text=f"<pre>Warning in {call.body.decode()[-400:]}</pre>")


def short_echo(call: Call) -> httpx.Response:
    return httpx.Response(200, text=f"<p>{' '.join(secrets_of(call))}</p>")


def echoing_fault(call: Call) -> httpx.Response:
    message = f"login('apiUser', '{API_KEY}'), call({secrets_of(call)})"
    return httpx.Response(200, content=fault("SOAP-ENV:Server", message))


def echoing_redirect(call: Call) -> httpx.Response:
    return httpx.Response(302, headers={"Location": f"/login?{SESSION}&{API_KEY}"})


def session_for_a_root(call: Call) -> httpx.Response:
    return httpx.Response(200, text=f"<{SESSION}/>")


def session_for_a_tag(call: Call) -> httpx.Response:
    return httpx.Response(200, text=f"<p><{SESSION}></p>")


def timeout(call: Call) -> httpx.Response:
    raise httpx.ReadTimeout("too late")


def refused(call: Call) -> httpx.Response:
    raise httpx.ConnectError("refused")


def secrets_of(call: Call) -> list[str]:
    """The secrets of a request, as they stand in it."""
    body = call.body.decode()
    return [s for s in (API_KEY, SESSION, "pa55-word&lt;&amp;&gt;") if s in body]


FAILURES = [
    echo,
    short_echo,
    echoing_fault,
    echoing_redirect,
    session_for_a_root,
    session_for_a_tag,
    timeout,
    refused,
]


@pytest.mark.parametrize("failing", ["login", "shoppingCartCustomerSet", "endSession", "other"])
@pytest.mark.parametrize("failure", FAILURES)
def test_c18_nothing_secret_is_said(
    mode: Mode,
    dialect: str,
    failing: str,
    failure: Callable[[Call], httpx.Response],
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = "store.list" if dialect == "v1" else "storeList"
    store = StubStore(login=LOGGED_IN, shoppingCartCustomerSet=DONE)
    store.answers[other] = answer("storeList", "<stores/>")
    store.answers[other if failing == "other" else failing] = failure
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    with store.client(mode, url=URL, dialect=dialect) as client:
        try:
            client.cart_customer.set(1, CUSTOMER)
            client.call(other)
        except MahoApiError as error:
            said += told_by(error)
        said += [repr(client), str(client), repr(client.cart), repr(client.options)]
    assert store.called()[-1] in (failing, "endSession")
    assert bool(said[4:]) is (failing != "endSession")
    said += [caplog.text, *(str(vars(record)) for record in caplog.records)]
    assert_silent(said)


def told_by(error: MahoApiError) -> list[str]:
    """All that an error shows by itself; `raw` is what was received and has to be asked for."""
    return [
        *traceback.format_exception(error),
        repr(error),
        repr(error.args),
        str(pickle.dumps(error)),
        str(pickle.dumps(copy.copy(error))),
        str(error.request),
    ]


def assert_silent(said: list[str]) -> None:
    for secret in SECRETS:
        assert not [text for text in said if secret in text]


def test_c18_nothing_secret_is_logged_on_the_way(
    mode: Mode,
    dialect: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By httpx, httpcore and whatever else is in between, over a real connection."""
    store = StubStore(login=LOGGED_IN, shoppingCartCustomerSet=DONE)
    monkeypatch.setenv("NO_PROXY", "*")
    caplog.set_level(logging.DEBUG)
    with serving(store) as url:
        url = url.replace("http://", "http://me:b%40sic@")
        with store.client(mode, url=url, dialect=dialect, http_client=None) as client:
            assert client.cart_customer.set(1, CUSTOMER) is True
    assert store.calls[1].request.headers["Authorization"] == "Basic bWU6YkBzaWM="
    loggers = {record.name for record in caplog.records}
    assert {"httpx", "httpcore.http11", "mahogen"} <= loggers
    assert_silent([caplog.text, *(str(vars(record)) for record in caplog.records)])


def test_what_is_logged_of_a_call(mode: Mode, caplog: pytest.LogCaptureFixture) -> None:
    store = StubStore(shoppingCartTotals=answer("shoppingCartTotals", "<result/>"))
    with caplog.at_level(logging.DEBUG, "mahogen"):
        store.client(mode).cart.totals(1)
    messages = [r.getMessage() for r in caplog.records if r.name == "mahogen"]
    assert [message.split(":")[0] for message in messages] == ["login", "shoppingCartTotals"]
    assert f"{len(store.calls[1].body)} bytes sent, status 200, " in messages[1]


def test_c18_a_client_is_not_pickled(mode: Mode) -> None:
    client = StubStore().client(mode)
    for dump in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="holds an API key and connections") as raised:
            dump(client)
        assert_silent(traceback.format_exception(raised.value))


def test_c18_what_a_client_works_with_shows_no_secrets() -> None:
    request = Request("login", "", API_KEY.encode())
    post = Post("https://shop.example", ("me", "b@sic"))
    shown = [request, Send(request), Session(SESSION), post]
    assert_silent([repr(thing) for thing in shown])
    assert_silent([repr(Answer(200, "", SESSION.encode(), (SESSION,)))])


def test_c18_a_pickled_error_leaves_the_messages_behind(mode: Mode) -> None:
    store = StubStore(shoppingCartCreate=fault("1001", "no such store"))
    with pytest.raises(MahoApiError) as raised:
        store.client(mode).cart.create()
    assert raised.value.raw is not None
    assert raised.value.request is not None
    again = pickle.loads(pickle.dumps(raised.value))
    assert isinstance(again, MahoFault)
    assert type(again) is type(raised.value)
    assert str(again) == str(raised.value) == "shoppingCartCreate: [1001] no such store"
    assert (again.code, again.message, again.operation) == (
        "1001",
        "no such store",
        "shoppingCartCreate",
    )
    assert (again.raw, again.request) == (None, None)


def test_an_error_shows_the_rest_of_what_the_store_said(mode: Mode) -> None:
    store = StubStore(login=LOGGED_IN, storeList=short_echo)
    with pytest.raises(MahoApiError, match=r"is no SOAP envelope: <p>\*\*\*</p>$"):
        store.client(mode).call("storeList")


def test_an_error_hides_the_session_that_was_used(mode: Mode) -> None:
    """And not only the one that the client has by then."""
    store = StubStore(
        shoppingCartCreate=lambda call: httpx.Response(
            200, content=fault("5", f"session {call.part('sessionId')} expired")
        )
    )
    with pytest.raises(MahoApiError, match=r"\[5\] session \*\*\* expired$"):
        store.client(mode).cart.create()
    assert store.calls[-1].part("sessionId") == "session-2"


def test_what_is_too_short_to_be_a_secret_is_not_looked_for(mode: Mode) -> None:
    store = StubStore(login=answer("login", "<r>a</r>"), storeList=fault("7", "a bad thing"))
    with pytest.raises(MahoApiError, match="a bad thing"):
        store.client(mode).call("storeList")


def test_entities_do_not_show_secret_fields() -> None:
    payment = ShoppingCartPaymentEntity(method="checkmo", cc_owner=PASSWORD, cc_last4=PASSWORD)
    payment.extras["cc_number"] = PASSWORD
    assert repr(payment) == "ShoppingCartPaymentEntity(method='checkmo')"
    assert "pa55" not in repr(CUSTOMER)
