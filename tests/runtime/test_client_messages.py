"""The messages of a call: beside its result, and on every error."""

from __future__ import annotations

import httpx
import pytest
from lxml import etree

from maho_api import (
    MahoApiError,
    NotSent,
    OutcomeUnknown,
    ShoppingCartCustomerEntity,
    ShoppingCartTotalsEntity,
    prepare,
)
from maho_api.faults import QuoteNotExists
from mahogen.runtime.answer import retry_after
from mahogen.runtime.errors import UnexpectedStatus
from mahogen.runtime.rawresponse import RawResponse
from support.stub_store import Call, Mode, StubStore, answer, fault

DONE = answer("shoppingCartCustomerSet", "<result>true</result>")
TOTALS = answer("shoppingCartTotals", "<r><i><title>Grand Total</title></i></r>")
MISSING = fault("1002", "no such cart")
CUSTOMER = ShoppingCartCustomerEntity(email="a@b.example", password="pa55-word")


def test_a_result_with_its_messages(mode: Mode, dialect: str) -> None:
    store = StubStore(shoppingCartTotals=TOTALS)
    client = store.client(mode, dialect=dialect)
    raw = client.with_raw_response(client.cart.totals, 15, store="default")
    assert raw.value == [ShoppingCartTotalsEntity(title="Grand Total")]
    assert raw.status == 200
    assert raw.request == store.calls[1].body
    assert raw.answer == TOTALS
    assert repr(raw) == f"RawResponse(value={raw.value!r}, status=200)"


def test_calls_of_the_client_itself_have_messages_too(mode: Mode) -> None:
    store = StubStore(globalFaults=answer("globalFaults", "<r/>"))
    client = store.client(mode)
    raw: RawResponse[object] = client.with_raw_response(client.global_faults)
    assert (raw.value, raw.request) == ([], store.calls[1].body)


def test_the_messages_are_those_of_the_repeated_call(mode: Mode) -> None:
    store = StubStore(
        shoppingCartTotals=lambda call: httpx.Response(
            200, content=TOTALS if call.number == 2 else fault("5")
        )
    )
    client = store.client(mode)
    raw = client.with_raw_response(client.cart.totals, 15)
    assert store.called() == ["login", "shoppingCartTotals"] * 2
    assert raw.request == store.calls[3].body != store.calls[1].body
    assert raw.answer == TOTALS


@pytest.mark.parametrize("method", ["call", "login", "close", "multi_call", "with_options"])
def test_what_is_no_call_of_the_contract_has_none(mode: Mode, method: str) -> None:
    client = StubStore().client(mode)
    arguments: dict[str, list[object]] = {"call": ["x"], "multi_call": [[]]}
    with pytest.raises(TypeError, match=r"^expected a call of the contract, as in store\.cart\."):
        client.with_raw_response(getattr(client, method), *arguments.get(method, []))
    with pytest.raises(TypeError, match="expected a method of a resource"):
        client.with_raw_response(len, [])
    with pytest.raises(TypeError, match="quote"):
        client.with_raw_response(client.cart.totals)  # type: ignore[call-arg]


def failing(error: Exception | bytes) -> StubStore:
    def customer_set(call: Call) -> httpx.Response:
        if isinstance(error, Exception):
            raise error
        return httpx.Response(200 if b"Envelope" in error else 502, content=error)

    return StubStore(shoppingCartCustomerSet=customer_set)


@pytest.mark.parametrize(
    ("error", "cls"),
    [
        (MISSING, QuoteNotExists),
        (b"<html>Bad gateway</html>", UnexpectedStatus),
        (httpx.ReadTimeout("late"), OutcomeUnknown),
        (httpx.ConnectError("refused"), NotSent),
    ],
)
def test_every_error_has_the_messages(
    mode: Mode, dialect: str, error: Exception | bytes, cls: type[MahoApiError]
) -> None:
    store = failing(error)
    with pytest.raises(cls) as raised:
        store.client(mode, dialect=dialect).cart_customer.set(15, CUSTOMER)
    assert raised.value.raw == (error if isinstance(error, bytes) else None)
    sent = raised.value.request
    assert sent is not None
    masked = store.calls[1].body.replace(b"session-1", b"***").replace(b"pa55-word", b"***")
    assert sent == masked != store.calls[1].body
    assert etree.fromstring(sent) is not None


def test_extras_of_entities_are_masked_too(mode: Mode) -> None:
    extras = {"token": "pa55-word", "pin": 1234}
    customer = ShoppingCartCustomerEntity(email="a@b.example", extras=extras)
    store = failing(MISSING)
    with pytest.raises(QuoteNotExists) as raised:
        store.client(mode, dialect="v1").cart_customer.set(15, customer)
    sent = raised.value.request
    assert sent is not None
    masked = b'<item><key xsi:type="xsd:string">%s</key><value xsi:type="xsd:string">***</value>'
    assert masked % b"token" in sent
    assert masked % b"pin" in sent


def test_a_failed_login_has_them_too(mode: Mode, dialect: str) -> None:
    store = StubStore(login=fault("2"))
    with pytest.raises(MahoApiError) as raised:
        store.client(mode, dialect=dialect).cart.totals(15)
    assert raised.value.operation == "login"
    assert raised.value.request == store.calls[0].body.replace(b"apiKey-123", b"***")
    assert raised.value.raw == fault("2")


def test_a_call_outside_of_the_contract_shows_no_text(mode: Mode, dialect: str) -> None:
    """Nothing says which of them are secret."""
    name = "store.list" if dialect == "v1" else "storeList"
    store = StubStore(**{name: fault("1")})
    client = store.client(mode, dialect=dialect)
    value = {"a": ["pa55-word", 7, True, None], "b": ("x",)}
    with pytest.raises(MahoApiError) as raised:
        client.call(name, value) if dialect == "v1" else client.call(name, value=value)
    masked = store.calls[1].body.replace(b"session-1", b"***").replace(b"pa55-word", b"***")
    assert raised.value.request == masked.replace(b">x<", b">***<")


def test_a_batch_has_them_and_so_have_its_members(mode: Mode) -> None:
    store = StubStore(multiCall=fault("1"))
    client = store.client(mode, dialect="v1")
    with pytest.raises(MahoApiError) as raised:
        client.multi_call([prepare(client.cart_customer.set, 15, CUSTOMER)])
    masked = store.calls[1].body.replace(b"session-1", b"***").replace(b"pa55-word", b"***")
    assert raised.value.request == masked
    result = answer("multiCall", f"<r>{member('1002', 'pa55-word of session-1')}</r>")
    store.answers["multiCall"] = result
    call = prepare(client.cart_customer.set, 15, CUSTOMER)
    batch = client.multi_call([call])
    with pytest.raises(QuoteNotExists, match=r"\[1002\] \*\*\* of \*\*\*$") as of_member:
        batch[call]
    assert of_member.value.request == masked
    assert of_member.value.raw == result


def member(code: str, message: str) -> str:
    """A fault as a member of V1's multiCall."""
    entries = (("isFault", "boolean", "true"), ("faultCode", "string", code))
    rows = (*entries, ("faultMessage", "string", message))
    inner = "".join(
        f'<item><key xsi:type="xsd:string">{key}</key>'
        f'<value xsi:type="xsd:{kind}">{value}</value></item>'
        for key, kind, value in rows
    )
    return f'<item xsi:type="ns2:Map">{inner}</item>'


def test_what_cannot_be_sent_is_no_error_of_a_call() -> None:
    with pytest.raises(TypeError) as raised:
        StubStore().client().cart.totals("15")  # type: ignore[arg-type]
    assert not isinstance(raised.value, MahoApiError)


# -- C17: how long a store asks to wait ------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        ("-5", 0),
        ("3600", 3600),
        ("3601", 3600),
        ("315360000", 3600),
        ("9" * 4000, 3600),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3600),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ("", None),
        (" ", None),
        ("soon", None),
        ("inf", None),
        ("nan", None),
        ("1,5", None),
        ("Fri, 99 Foo 2099 25:61:61 GMT", None),
    ],
)
def test_c17_the_wait_that_an_answer_asks_for_is_capped(header: str, seconds: int | None) -> None:
    assert retry_after(header) == seconds


def test_c17_and_stands_on_the_error(mode: Mode) -> None:
    headers = {"Retry-After": "315360000"}
    store = StubStore(login=lambda _: httpx.Response(503, headers=headers, text="<html/>"))
    with pytest.raises(UnexpectedStatus) as raised:
        store.client(mode, retries=3).cart.create()
    assert (raised.value.status, raised.value.retry_after) == (503, 3600)
    assert store.called() == ["login"]  # and nothing waits for so long by itself
