"""The API key and the session stay out of what programs print, log and report."""

from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Callable

import httpx
import pytest

from maho_api import Maho, MahoApiError, ShoppingCartCustomerEntity, ShoppingCartPaymentEntity
from support.stub_store import API_KEY, Call, StubStore, answer, fault

SESSION = "session-1"
PASSWORD = "pa55-word"
SECRETS = (API_KEY, SESSION, PASSWORD, "b%40sic", "b@sic")


def echo(call: Call) -> httpx.Response:
    """A store in debug mode: it shows what it was sent."""
    return httpx.Response(500, text=f"<pre>Warning in {call.body.decode()[-400:]}</pre>")


def short_echo(call: Call) -> httpx.Response:
    return httpx.Response(200, text=f"<p>{call.part('apiKey')} {call.part('sessionId')}</p>")


def echoing_fault(call: Call) -> httpx.Response:
    message = f"login('apiUser', '{API_KEY}'), call('{call.part('sessionId')}')"
    return httpx.Response(200, content=fault("SOAP-ENV:Server", message))


def timeout(call: Call) -> httpx.Response:
    raise httpx.ReadTimeout("too late")


def refused(call: Call) -> httpx.Response:
    raise httpx.ConnectError("refused")


@pytest.mark.parametrize("failing", ["login", "shoppingCartCustomerSet", "endSession", "storeList"])
@pytest.mark.parametrize("failure", [echo, short_echo, echoing_fault, timeout, refused])
def test_nothing_secret_is_said(
    failing: str, failure: Callable[[Call], httpx.Response], caplog: pytest.LogCaptureFixture
) -> None:
    store = StubStore(
        shoppingCartCustomerSet=answer("shoppingCartCustomerSet", "<result>true</result>"),
        storeList=answer("storeList", "<stores/>"),
    )
    store.answers[failing] = failure
    customer = ShoppingCartCustomerEntity(mode="register", email="a@b.example", password=PASSWORD)
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    url = "https://me:b%40sic@shop.example/api/v2_soap/"
    with store.http() as http, Maho(url, "apiUser", API_KEY, http_client=http) as client:
        try:
            client.cart_customer.set(1, customer)
            client.call("storeList")
        except MahoApiError as error:
            said += [*traceback.format_exception(error), repr(error), str(error)]
            said.append(repr(error.args))
        said += [repr(client), str(client), repr(client.cart), repr(client._exchange)]
    assert store.called()[-1] in (failing, "endSession")
    said += [repr(customer), caplog.text, *(str(vars(record)) for record in caplog.records)]
    assert caplog.records or failing == "login"  # httpx logs what was answered
    for secret in SECRETS:
        assert not [text for text in said if secret in text]


def test_an_error_shows_the_rest_of_what_the_store_said() -> None:
    store = StubStore(storeList=short_echo)
    with pytest.raises(MahoApiError, match=r"is no SOAP envelope: <p>None \*\*\*</p>$"):
        store.client().call("storeList")


def test_what_is_too_short_to_be_a_secret_is_not_looked_for() -> None:
    store = StubStore(login=answer("login", "<r>a</r>"), storeList=fault("7", "a bad thing"))
    with pytest.raises(MahoApiError, match="a bad thing"):
        store.client().call("storeList")


def test_entities_do_not_show_secret_fields() -> None:
    payment = ShoppingCartPaymentEntity(method="checkmo", cc_owner=PASSWORD, cc_last4=PASSWORD)
    payment.extras["cc_number"] = PASSWORD
    assert repr(payment) == "ShoppingCartPaymentEntity(method='checkmo')"


def test_errors_survive_a_trip_between_processes() -> None:
    store = StubStore(shoppingCartCreate=fault("1001", "no such store"))
    with pytest.raises(MahoApiError) as raised:
        store.client().cart.create()
    again = pickle.loads(pickle.dumps(raised.value))
    assert type(again) is type(raised.value)
    assert str(again) == str(raised.value) == "shoppingCartCreate: [1001] no such store"
    assert again.raw == raised.value.raw
