"""Options of a client, of a single call, and of the httpx client below it."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import httpx
import pytest

from maho_api import AsyncMaho, Maho, ShoppingCartCustomerEntity, prepare
from mahogen.runtime.errors import AnswerTooLarge
from mahogen.runtime.options import Options
from support.stub_store import API_KEY, URL, USERNAME, Call, Mode, StubStore, answer

CREATED = answer("shoppingCartCreate", '<quoteId xsi:type="xsd:int">7</quoteId>')
DONE = answer("shoppingCartCustomerSet", "<result>true</result>")
TOTALS = answer("shoppingCartTotals", "<result/>")


def a_store() -> StubStore:
    return StubStore(
        shoppingCartCreate=CREATED, shoppingCartCustomerSet=DONE, shoppingCartTotals=TOTALS
    )


def timeouts(call: Call) -> set[float | None]:
    """What a request was bounded by, phase by phase."""
    return set(call.request.extensions["timeout"].values())


def store_of(call: Call) -> str | None:
    """The store view that a request names."""
    if call.part("args") is None:
        found = call.part("storeId")
        return call.part("store") if found is None else found
    return call.part("args/item[last()]")


def test_the_defaults(mode: Mode) -> None:
    client = StubStore().client(mode)
    assert client.options == Options()
    assert client.options == Options(
        timeout=30.0, deadline=None, retries=0, backoff=0.5, store=None, max_answer=67108864
    )


@pytest.mark.parametrize(
    "options",
    [
        {"timeout": -1},
        {"deadline": -0.1},
        {"backoff": -1},
        {"timeout": float("nan")},
        {"deadline": float("inf")},
        {"timeout": 1e30},
        {"retries": -1},
        {"max_answer": 0},
    ],
)
def test_options_that_cannot_be(mode: Mode, options: dict[str, Any]) -> None:
    message = r"^\w+ is (a number of seconds from 0 to \d+$|0 or more)"
    with pytest.raises(ValueError, match=message):
        StubStore().client(mode, **options)
    client = StubStore().client(mode)
    with pytest.raises(ValueError, match=message):
        client.with_options(**options)


def test_a_misspelt_option_is_refused(mode: Mode) -> None:
    with pytest.raises(TypeError, match="timeuot"):
        StubStore().client(mode, timeuot=1)
    with pytest.raises(TypeError, match="timeuot"):
        StubStore().client(mode).with_options(timeuot=1)  # type: ignore[call-arg]


def test_the_store_view_of_a_client(mode: Mode, dialect: str) -> None:
    store = a_store()
    client = store.client(mode, dialect=dialect, store="german")
    client.cart.create()
    client.cart.create("default")
    client.cart_customer.set(1, ShoppingCartCustomerEntity())
    client.cart_customer.set(1, ShoppingCartCustomerEntity(), "")
    client.with_options(store="french").cart.totals(1)
    client.cart.totals(1)
    views = [store_of(call) for call in store.calls[1:]]
    assert views == ["german", "default", "german", "", "french", "german"]


def test_no_store_view_is_sent_unless_one_is_named(mode: Mode, dialect: str) -> None:
    store = a_store()
    client = store.client(mode, dialect=dialect, store="german").with_options(store=None)
    client.cart.create()
    assert b"german" not in store.calls[-1].body
    assert store_of(store.calls[-1]) in ("", None)


def test_the_store_view_of_a_batch(mode: Mode) -> None:
    store = StubStore(multiCall=answer("multiCall", "<r><item/><item/></r>"))
    client = store.client(mode, dialect="v1", store="german")
    calls = [prepare(client.cart.totals, 1), prepare(client.cart.totals, 2, "default")]
    client.multi_call(calls)
    assert b'>1</item><item xsi:type="xsd:string">german</item>' in store.calls[-1].body
    assert b'>2</item><item xsi:type="xsd:string">default</item>' in store.calls[-1].body


def test_options_of_one_call(mode: Mode) -> None:
    store = a_store()
    client = store.client(mode, timeout=3)
    quick = client.with_options(timeout=0.5, max_answer=10)
    assert (quick.options.timeout, client.options.timeout) == (0.5, 3)
    assert quick.with_options(store="x").options == Options(timeout=0.5, max_answer=10, store="x")
    with pytest.raises(AnswerTooLarge):
        quick.login()
    assert client.cart.create() == 7
    with pytest.raises(AnswerTooLarge):
        quick.cart.create()
    assert [timeouts(call) for call in store.calls] == [{0.5}, {3}, {3}, {0.5}]


def test_views_share_session_and_end(mode: Mode) -> None:
    store = a_store()
    client = store.client(mode)
    view = client.with_options(timeout=1)
    view.cart.create()
    client.cart.create()
    assert view.url == client.url
    assert repr(view) == repr(client)
    client.close()
    with pytest.raises(RuntimeError, match="the client is closed"):
        view.cart.create()
    assert store.called() == ["login", "shoppingCartCreate", "shoppingCartCreate", "endSession"]


def test_a_view_of_a_class_of_yours_is_one_too() -> None:
    class Shop(Maho):
        name = ""

    shop = Shop(URL, USERNAME, API_KEY)
    shop.name = "theirs"
    before = shop.cart
    view = shop.with_options(timeout=1)
    assert type(view) is Shop
    assert view.name == "theirs"
    assert view.cart is not before  # it would call with the options of the other


def test_no_timeout_is_none_at_all(mode: Mode) -> None:
    store = a_store()
    store.client(mode, timeout=None).cart.create()
    assert [timeouts(call) for call in store.calls] == [{None}, {None}]


def test_the_settings_of_a_client_of_yours_count(mode: Mode) -> None:
    store = a_store()
    timeout = httpx.Timeout(9, connect=2)
    http = store.http(mode, headers={"X-Gateway": "yes"}, auth=("me", "pass"), timeout=timeout)
    client = store.client(mode, http_client=http)
    client.cart.create()
    for call in store.calls:
        assert call.request.headers["X-Gateway"] == "yes"
        assert call.request.headers["Authorization"] == "Basic " + b64encode(b"me:pass").decode()
        assert call.request.extensions["timeout"] == timeout.as_dict()
    client.with_options(store="x").cart.create()
    assert store.calls[-1].request.extensions["timeout"] == timeout.as_dict()
    client.with_options(timeout=1).cart.create()
    assert timeouts(store.calls[-1]) == {1}


def test_a_client_of_yours_stays_open(mode: Mode) -> None:
    store = a_store()
    http = store.http(mode)
    for _ in range(2):
        with store.client(mode, http_client=http) as client:
            client.cart.create()
    assert not http.is_closed
    assert store.called() == ["login", "shoppingCartCreate", "endSession"] * 2


def test_a_client_of_its_own_is_closed(mode: Mode, monkeypatch: pytest.MonkeyPatch) -> None:
    store = a_store()
    made: list[Any] = []
    spare = [store.http(mode)]

    def kind(timeout: float) -> Any:
        made.append(spare.pop())
        assert timeout == 3
        return made[-1]

    client = store.client(mode, http_client=None, timeout=3)
    monkeypatch.setattr(httpx, "Client" if mode == "sync" else "AsyncClient", kind)
    with client as maho:
        assert made == []
        maho.cart.create()
        maho.cart.create()
        assert [http.is_closed for http in made] == [False]
    assert [http.is_closed for http in made] == [True]


def test_both_clients_take_the_same(mode: Mode) -> None:
    kind = Maho if mode == "sync" else AsyncMaho
    client = kind(URL, USERNAME, API_KEY, dialect="v1", namespace="urn:x", timeout=1, store="s")
    assert (client.dialect, client.namespace) == ("v1", "urn:x")
    assert (client.url, client.username) == (f"{URL}/api/soap/", USERNAME)
    assert client.options == Options(timeout=1, store="s")
