"""From the parts of a call to the arguments of a service, and back from its result."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from asgi_driver import call, envelope, exchange, http, login
from shop import Address, Cart, Carts, Customer, Customers, make_app

from mahogen.runtime.server import Service, caller

VIOLATION = ("SOAP-ENV:Server", "SOAP-ERROR: Encoding: Violation of encoding rules")


def seen(parts: str, operation: str = "cartInfo") -> dict[str, Any]:
    """What the service saw of a call with these parts; SID stands for a valid session id."""
    carts, customers = Carts(), Customers()
    app = make_app(carts, customers)
    answer = call(app, operation, parts.replace("SID", login(app)))
    assert answer.status == 200, answer.body
    [arguments] = carts.seen + customers.seen
    return arguments


def refusal(parts: str, operation: str = "cartInfo") -> tuple[int, str, str]:
    carts, customers = Carts(), Customers()
    app = make_app(carts, customers)
    answer = call(app, operation, parts.replace("SID", login(app)))
    assert carts.seen + customers.seen == []
    return answer.status, answer.fault.code, answer.fault.message


@pytest.mark.parametrize(
    "parts",
    [
        "<sessionId>SID</sessionId><quoteId>15</quoteId><storeId>de</storeId>",
        "<storeId>de</storeId><sessionId>SID</sessionId><quoteId>15</quoteId>",
        "<n:sessionId>SID</n:sessionId><n:quoteId>15</n:quoteId><n:storeId>de</n:storeId>",
        '<x:sessionId xmlns:x="urn:else">SID</x:sessionId>'
        "<quoteId>15</quoteId><storeId>de</storeId>",
        "<a>SID</a><b>15</b><c>de</c>",
        "<sessionId>SID</sessionId><quoteId>15</quoteId><storeId>de</storeId><more>1</more>",
        "<quoteId>15</quoteId><sessionId>SID</sessionId><quoteId>16</quoteId><storeId>de</storeId>",
        "<!-- a --><sessionId>SID</sessionId>\n<quoteId> 15 </quoteId>"
        "<storeId><!-- b --><![CDATA[de]]></storeId>",
        '<sessionId href="#s"/><quoteId>15</quoteId><storeId id="s2">de</storeId><x id="s">SID</x>',
    ],
    ids=[
        "declared order",
        "another order",
        "qualified",
        "another namespace",
        "by position",
        "a part too many",
        "a part twice",
        "comments and CDATA",
        "by reference",
    ],
)
def test_parts_are_found(parts: str) -> None:
    assert seen(parts) == {"quote_id": 15, "store": "de"}


@pytest.mark.parametrize(
    ("store", "expected"),
    [
        ("", None),
        ('<storeId xsi:nil="true"/>', None),
        ('<storeId xsi:nil="1"></storeId>', None),
        ("<storeId/>", ""),
        ("<storeId> </storeId>", " "),
        ("<storeId>0</storeId>", "0"),
        ("<storeId>&lt;ü€&#x1F600;&gt;&amp;</storeId>", "<ü€😀>&"),
    ],
)
def test_absent_nil_and_empty_texts_are_told_apart(store: str, expected: str | None) -> None:
    assert seen(f"<sessionId>SID</sessionId><quoteId>1</quoteId>{store}")["store"] == expected


def test_by_position_the_parts_that_are_not_there_are_none() -> None:
    assert seen("<a>SID</a><b>15</b>") == {"quote_id": 15, "store": None}
    assert refusal("<a>SID</a><b>15</b><c>de</c><d>1</d>") == (
        500,
        "SOAP-ENV:Client",
        "Error cannot find parameter",
    )


def test_neither_action_nor_content_type_nor_namespace_matter() -> None:
    carts = Carts()
    app = make_app(carts)
    body = envelope(
        f'<cartInfo xmlns="urn:else"><sessionId>{login(app)}</sessionId><quoteId>1</quoteId>'
        "</cartInfo><n:endSession><sessionId>x</sessionId></n:endSession>"
    )
    headers = {"SOAPAction": '"urn:other"', "Content-Type": "application/json"}
    assert http(app, body, headers=headers, method="PUT").status == 200
    assert len(carts.seen) == 1


@pytest.mark.parametrize(
    "customer",
    [
        '<customer xsi:type="n:customer"><mode>guest</mode><customer_id>7</customer_id></customer>',
        "<customer><customer_id>7</customer_id><mode>guest</mode></customer>",
        '<customer href="#c"/><other id="c"><mode>guest</mode><customer_id>7</customer_id></other>',
    ],
)
def test_an_entity_arrives_as_its_class(customer: str) -> None:
    arguments = seen(f"<sessionId>SID</sessionId><quoteId>1</quoteId>{customer}", "cartCustomerSet")
    assert arguments["customer_data"] == Customer(mode="guest", customer_id=7)


def test_undeclared_fields_of_an_entity_are_extras() -> None:
    arguments = seen(
        "<sessionId>SID</sessionId><quoteId>1</quoteId>"
        "<customer><mode>guest</mode><vip>yes</vip></customer>",
        "cartCustomerSet",
    )
    assert arguments["customer_data"] == Customer(mode="guest", extras={"vip": "yes"})


TWO = "<city>Köln</city><isDefault>1</isDefault>", "<city/>"


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ("", []),
        ('<customer xsi:nil="true"/>', []),
        ("<customer/>", []),
        ('<customer enc:arrayType="n:address[0]" xsi:type="n:addressArray"/>', []),
        (
            f'<customer enc:arrayType="n:address[2]" xsi:type="n:addressArray">'
            f"<item>{TWO[0]}</item><item>{TWO[1]}</item></customer>",
            [Address(city="Köln", is_default=1), Address(city="")],
        ),
        (
            f"<customer><any>{TWO[0]}</any><name>{TWO[1]}</name></customer>",
            [Address(city="Köln", is_default=1), Address(city="")],
        ),
        (
            f'<customer><item href="#a"/><item href="#a"/></customer><a id="a">{TWO[0]}</a>',
            [Address(city="Köln", is_default=1)] * 2,
        ),
    ],
    ids=["missing", "nil", "empty", "typed and empty", "typed", "untyped", "by reference"],
)
def test_an_array_arrives_as_a_list(addresses: str, expected: list[Address]) -> None:
    parts = f"<sessionId>SID</sessionId><quoteId>1</quoteId>{addresses}"
    assert seen(parts, "cartCustomerAddresses") == {"quote_id": 1, "addresses": expected}


@pytest.mark.parametrize(
    ("operation", "parts"),
    [
        ("cartInfo", "<quoteId>abc</quoteId>"),
        ("cartInfo", "<quoteId>1.5</quoteId>"),
        ("cartInfo", "<quoteId><a/></quoteId>"),
        ("cartInfo", "<quoteId>1</quoteId><storeId><a/></storeId>"),
        ("cartInfo", '<quoteId href="#nowhere"/>'),
        ("cartInfo", '<quoteId href="http://shop.example/"/>'),
        ("cartInfo", '<quoteId id="q" href="#q"/>'),
        ("cartCustomerSet", "<quoteId>1</quoteId><customer>guest</customer>"),
        (
            "cartCustomerSet",
            "<quoteId>1</quoteId><customer><customer_id>x</customer_id></customer>",
        ),
        (
            "cartCustomerSet",
            "<quoteId>1</quoteId><customer><addresses><item><isDefault>x</isDefault></item>"
            "</addresses></customer>",
        ),
        (
            "cartCustomerAddresses",
            "<quoteId>1</quoteId><customer><item><isDefault>x</isDefault></item></customer>",
        ),
        ("cartCustomerAddresses", "<quoteId>1</quoteId><customer>none</customer>"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(operation: str, parts: str) -> None:
    assert refusal(f"<sessionId>SID</sessionId>{parts}", operation) == (500, *VIOLATION)


@pytest.mark.parametrize(
    ("operation", "parts"),
    [
        ("cartInfo", ""),
        ("cartInfo", '<quoteId xsi:nil="true"/>'),
        ("cartInfo", "<quoteId/>"),
        ("cartCustomerSet", "<quoteId>1</quoteId>"),
    ],
)
def test_a_required_parameter_that_is_missing_is_fault_6(operation: str, parts: str) -> None:
    status, code, _ = refusal(f"<sessionId>SID</sessionId>{parts}", operation)
    assert (status, code) == (500, "6")


def test_a_result_is_written_in_full() -> None:
    app = make_app(Carts(Cart(quote_id=15, note='<&"\r\n>', total=0.1)))
    answer = call(app, "cartInfo", f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.headers["content-length"] == str(len(answer.body))
    wrapper = answer.result.getparent()
    assert wrapper is not None
    assert wrapper.tag == "{urn:Shop}cartInfoResponse"
    assert [(child.tag, child.text) for child in answer.result] == [
        ("quote_id", "15"),
        ("note", '<&"\r\n>'),
        ("total", "0.1"),
    ]


def test_the_namespace_of_answers_can_be_set() -> None:
    app = make_app(Carts(), namespace="urn:Magento")
    answer = call(app, "startSession")
    assert b'xmlns:ns1="urn:Magento"' in answer.body
    assert answer.result.tag == "startSessionReturn"


def test_sync_services_run_in_threads_and_async_ones_in_the_loop() -> None:
    threads: list[threading.Thread] = []

    class Both(Service):
        resource = "cart_customer"

        def set(self, quote_id: int, customer_data: Customer, store: str | None = None) -> bool:
            threads.append(threading.current_thread())
            return True

        async def addresses(self, quote_id: int, addresses: list[Address]) -> bool:
            threads.append(threading.current_thread())
            return True

    app = make_app(Both())
    session = f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>"
    assert call(app, "cartCustomerSet", f"{session}<customer/>").status == 200
    assert call(app, "cartCustomerAddresses", session).status == 200
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_sync_services_do_not_hold_each_other_up() -> None:
    meeting = threading.Barrier(3, timeout=20)

    def meet() -> Cart:
        meeting.wait()
        return Cart(quote_id=1)

    app = make_app(Carts(meet))
    body = envelope(f"<n:cartInfo><a>{login(app)}</a><b>1</b></n:cartInfo>")
    scope = {"type": "http", "method": "POST", "path": "/api/v2_soap/", "headers": []}

    async def three() -> list[int]:
        message = {"type": "http.request", "body": body}
        exchanges = await asyncio.gather(*(exchange(app, scope, [message]) for _ in range(3)))
        return [start["status"] for start, _ in exchanges]

    assert asyncio.run(three()) == [200] * 3


def test_a_sync_method_may_return_an_awaitable() -> None:
    async def later() -> Cart:
        await asyncio.sleep(0)
        return Cart(quote_id=3)

    app = make_app(Carts(later))
    answer = call(app, "cartInfo", f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>")
    assert answer.result.findtext("quote_id") == "3"


def test_services_know_the_caller() -> None:
    class Who(Service):
        resource = "cart"

        def info(self, quote_id: int, store: str | None = None) -> Cart:
            return Cart(note=caller())

    app = make_app(Who())
    answer = call(app, "cartInfo", f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>")
    assert answer.result.findtext("note") == "apiUser"
    assert caller() is None
