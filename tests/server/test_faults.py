"""What becomes of what a service raises."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from asgi_driver import HttpAnswer, call, login
from shop import (
    Cart,
    CartQuoteNotExists,
    Carts,
    Customer,
    CustomerNotExists,
    Customers,
    QuoteNotExists,
    SessionExpired,
    make_app,
)

from mahogen.runtime.errors import MahoFault, StoreFailure


def info(result: Any, **settings: Any) -> HttpAnswer:
    app = make_app(Carts(result), **settings)
    return call(app, "cartInfo", f"<sessionId>{login(app)}</sessionId><quoteId>77001</quoteId>")


def set_customer(result: Any, customer: str = "") -> tuple[HttpAnswer, str]:
    app = make_app(Customers(result))
    session = login(app)
    parts = f"<sessionId>{session}</sessionId><quoteId>1</quoteId><customer>{customer}</customer>"
    return call(app, "cartCustomerSet", parts), session


class Elsewhere(MahoFault):
    tag = "somewhere_else"


@pytest.mark.parametrize(
    ("raised", "code", "message"),
    [
        (CustomerNotExists(), "1042", "No such customer"),
        (CustomerNotExists("gone\nsince <Monday> & ü"), "1042", "gone\nsince <Monday> & ü"),
        (CartQuoteNotExists(), "1002", "No such quote"),
        (QuoteNotExists(), "1902", "No quote to put a customer in"),
        (QuoteNotExists("not today"), "1902", "not today"),
        (SessionExpired(), "5", "Session expired. Try to relogin."),
        (MahoFault("own", code="4711"), "4711", "own"),
        (MahoFault("own"), "0", "own"),
        (MahoFault(), "0", "Unknown Error"),
        (Elsewhere(), "0", "Unknown Error"),
        (StoreFailure("as PHP says it"), "SOAP-ENV:Server", "as PHP says it"),
        (CustomerNotExists("nul\0 \x1b[31m \ud800"), "1042", "nul\ufffd \ufffd[31m \ufffd"),
        (CustomerNotExists("of a store", raw=b"<x/>"), "1042", "of a store"),
    ],
)
def test_a_fault_goes_out_with_its_code(raised: MahoFault, code: str, message: str) -> None:
    answer, _ = set_customer(raised)
    assert answer.status == 500
    assert (answer.fault.code, answer.fault.message) == (code, message)


def test_the_status_of_faults_can_be_set() -> None:
    assert info(CartQuoteNotExists(), fault_status=200).status == 200
    assert info(RuntimeError(), fault_status=200).status == 200
    app = make_app(fault_status=200)
    assert call(app, "cartInfo").status == 200
    assert call(app, "nothing").status == 500


def reference(answer: HttpAnswer) -> str:
    assert answer.status == 500
    assert answer.fault.code == "SOAP-ENV:Server"
    found = re.fullmatch("Internal error, reference ([0-9a-f]{32})", answer.fault.message)
    assert found, answer.fault.message
    return found[1]


def stop() -> Any:
    raise StopIteration


class Unprintable(Exception):
    def __str__(self) -> str:
        raise ValueError


@pytest.mark.parametrize(
    "result",
    [
        RuntimeError("SELECT secret FROM /var/www"),
        KeyError("quote"),
        Unprintable(),
        stop,
        StoreFailure("in /var/www/index.php", raw=b"<x/>"),
        "no entity",
        Customer(),
        Cart(quote_id="fifteen"),  # type: ignore[arg-type]
        Cart(note="\0"),
        Cart(note="\ud800"),
        Cart(extras={"more": 1}),
        lambda: None,
    ],
    ids=lambda value: type(value).__name__,
)
def test_any_other_error_stays_here(result: Any, caplog: pytest.LogCaptureFixture) -> None:
    answer = info(result)
    number = reference(answer)
    assert b"var" not in answer.body
    [record] = caplog.records
    assert (record.name, record.levelno) == ("mahogen.server", logging.ERROR)
    assert record.getMessage().startswith(f"cartInfo failed [{number}]\n")
    assert "77001" not in record.getMessage()


def test_an_error_of_authenticate_stays_here(caplog: pytest.LogCaptureFixture) -> None:
    def authenticate(username: str, api_key: str) -> object:
        raise ConnectionError(f"ldap refused {username}:{api_key}")

    app = make_app(authenticate=authenticate)
    answer = call(app, "login", "<username>apiUser</username><apiKey>apiKey-123</apiKey>")
    reference(answer)
    assert "ldap refused ***:***" in caplog.text
    assert "apiKey-123" not in caplog.text


def test_the_log_tells_where_it_happened_without_secrets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    secrets = "<mode>guest</mode><password>pa55word</password><vip>undeclared</vip>"
    answer, session = set_customer(RuntimeError("guest, pa55word, undeclared"), secrets)
    reference(answer)
    assert "shop.py" in caplog.text
    assert "guest, ***, ***" in caplog.text
    assert session not in caplog.text


def test_the_log_of_an_error_that_quotes_its_arguments_has_no_password(
    caplog: pytest.LogCaptureFixture,
) -> None:
    customer = Customer(mode="guest", password="pa55word")
    reference(info(RuntimeError(f"cannot save {customer}")))
    assert "cannot save Customer(mode='guest')" in caplog.text


def test_no_error_can_forge_a_log_entry(caplog: pytest.LogCaptureFixture) -> None:
    evil = "x\n2038-01-19 CRITICAL all is lost\r\u2028\x1b[2J\x85end"
    reference(info(RuntimeError(evil)))
    [record] = caplog.records
    head, *rest = record.getMessage().split("\n")
    assert head.startswith("cartInfo failed")
    assert all(line.startswith("  | ") for line in rest)
    assert all(line.isprintable() for line in rest)
    assert "  | 2038-01-19 CRITICAL all is lost\\r\\u2028\\x1b[2J\\x85end" in rest


def test_faults_and_refusals_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    info(CartQuoteNotExists())
    call(make_app(), "nothing")
    assert caplog.records == []
