"""V1: paths, arguments in all their forms, results, several calls at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from asgi_driver import HttpAnswer, envelope, http, login
from shop import Address, Cart, CartQuoteNotExists, Carts, Customer, Customers, make_app

from mahogen.runtime.codec.plain import read_plain
from mahogen.runtime.server import SoapApp

SERVER = "SOAP-ENV:Server"
VIOLATION = (SERVER, "SOAP-ERROR: Encoding: Violation of encoding rules")


def v1(app: SoapApp, inner: str) -> HttpAnswer:
    return http(app, envelope(inner.replace("SID", login(app))), path="/api/soap/")


def call(app: SoapApp, path: str, args: str = "", session: str = "SID") -> HttpAnswer:
    parts = f"<sessionId>{session}</sessionId><resourcePath>{path}</resourcePath>{args}"
    return v1(app, f"<n:call>{parts}</n:call>")


def seen(path: str, args: str, **settings: Any) -> dict[str, Any]:
    """What the service saw of a call with these arguments."""
    carts, customers = Carts(), Customers()
    answer = call(make_app(carts, customers, **settings), path, args)
    assert answer.status == 200, answer.body
    [arguments] = carts.seen + customers.seen
    return arguments


def refused(path: str, args: str, **settings: Any) -> tuple[int, str, str]:
    carts, customers = Carts(), Customers()
    answer = call(make_app(carts, customers, **settings), path, args)
    assert carts.seen + customers.seen == []
    return answer.status, answer.fault.code, answer.fault.message


def item(value: str, kind: str = "string", tag: str = "item") -> str:
    return f'<{tag} xsi:type="xsd:{kind}">{value}</{tag}>'


def array(*items: str, tag: str = "item") -> str:
    kind = f'enc:arrayType="xsd:ur-type[{len(items)}]" xsi:type="enc:Array"'
    return f"<{tag} {kind}>{''.join(items)}</{tag}>"


def php_map(tag: str = "item", **entries: str) -> str:
    """An Apache Map; the values are elements `value`."""
    items = (f"<item>{item(key, tag='key')}{value}</item>" for key, value in entries.items())
    return f'<{tag} xsi:type="m:Map">{"".join(items)}</{tag}>'


def value(text: str, kind: str = "string") -> str:
    return item(text, kind, "value")


QUOTE = item("15", "int")
NIL = '<item xsi:nil="true"/>'
DE = {"quote_id": 15, "store": "de"}


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (array(QUOTE, item("de"), tag="args"), DE),
        (f'<args enc:arrayType="xsd:anyType[2]">{QUOTE}{item("de")}</args>', DE),
        (f'<args xsi:type="n:FixedArray">{QUOTE}{item("de")}</args>', DE),
        (f"<args>{QUOTE}{item('de')}</args>", DE),
        ("<args><item>15</item><item>de</item></args>", DE),
        (array(QUOTE, item("de"), item("more"), NIL, tag="args"), DE),
        (array(item("15"), NIL, tag="args"), {"quote_id": 15, "store": None}),
        (array(QUOTE, item(""), tag="args"), {"quote_id": 15, "store": ""}),
        (array(QUOTE, item("\n"), tag="args"), {"quote_id": 15, "store": "\n"}),
        (array(QUOTE, item("7", "int"), tag="args"), {"quote_id": 15, "store": "7"}),
        (array(QUOTE, item("1.5", "float"), tag="args"), {"quote_id": 15, "store": "1.5"}),
        (array(QUOTE, item("true", "boolean"), tag="args"), {"quote_id": 15, "store": "1"}),
        (array(QUOTE, item("false", "boolean"), tag="args"), {"quote_id": 15, "store": ""}),
        (item("15", "int", "args"), {"quote_id": 15, "store": None}),
        (item("15", "string", "args"), {"quote_id": 15, "store": None}),
        ("<args>15</args>", {"quote_id": 15, "store": None}),
        (php_map("args", quoteId=value("15", "int"), store=value("de")), DE),
        (php_map("args", store=value("de"), quoteId=value("15")), DE),
        (php_map("args", quoteId=value("15")), {"quote_id": 15, "store": None}),
        (php_map("args", **{"1": value("15"), "0": value("de")}), DE),
        (php_map("args", **{"0": value("15"), "store": value("de")}), DE),
    ],
)
def test_the_forms_of_arguments(args: str, expected: dict[str, Any]) -> None:
    assert seen("cart.info", args) == expected


def test_arguments_by_reference() -> None:
    referred = (
        '<args href="#all"/><x id="all" enc:arrayType="xsd:ur-type[2]" xsi:type="enc:Array">'
        '<item href="#quote"/><item href="#store"/></x>'
        '<x id="quote" xsi:type="xsd:int">15</x><x id="store" xsi:type="xsd:string">de</x>'
    )
    assert seen("cart.info", referred) == DE


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (item("15"), 15),
        (item("15.0000"), 15),
        (item("15", "float"), 15),
        (item("15.5", "float"), 15),
        (item("15.5"), 15),
        (item("15 carts"), 15),
        (item("1e3"), 1000),
        (item("abc"), 0),
        (item("-7"), -7),
        (item("true", "boolean"), 1),
        (item("1e999"), 0),
    ],
)
def test_a_number_of_whatever_php_has(number: str, expected: int) -> None:
    assert seen("cart.info", array(number, tag="args"))["quote_id"] == expected


@pytest.mark.parametrize(
    "number",
    [
        php_map(quoteId=value("15")),
        array(item("15")),
        array(),
        '<item xsi:type="enc:Struct"><quoteId xsi:type="xsd:int">15</quoteId></item>',
        '<item href="#nowhere"/>',
        '<item href="http://shop.example/"/>',
        item("NaN", "float"),
    ],
)
def test_what_is_no_number_is_not_the_number_1(number: str) -> None:
    assert refused("cart.info", array(number, tag="args")) == (500, *VIOLATION)


def test_a_struct_is_the_one_argument() -> None:
    struct = '<args xsi:type="enc:Struct"><quoteId xsi:type="xsd:int">15</quoteId></args>'
    assert refused("cart.info", struct) == (500, *VIOLATION)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("", "Too few arguments to function cart.info(), 0 passed and at least 1 expected"),
        (
            array(tag="args"),
            "Too few arguments to function cart.info(), 0 passed and at least 1 expected",
        ),
        (
            php_map("args", store=value("de")),
            "Too few arguments to function cart.info(), 1 passed and at least 1 expected",
        ),
        (php_map("args", qid=value("15")), "Unknown named parameter $qid"),
        (php_map("args", quote_id=value("15")), "Unknown named parameter $quote_id"),
        (
            php_map("args", **{"0": value("15"), "quoteId": value("15")}),
            "Named parameter $quoteId overwrites previous argument",
        ),
    ],
)
def test_arguments_that_php_refuses(args: str, message: str) -> None:
    assert refused("cart.info", args) == (500, SERVER, message)


@pytest.mark.parametrize(
    "args",
    ['<args xsi:nil="true"/>', "<args/>", array(NIL, tag="args"), array(item(""), tag="args")],
)
def test_nothing_for_a_required_number_is_fault_6(args: str) -> None:
    assert refused("cart.info", args)[:2] == (500, "6")


GUEST = {"mode": value("guest"), "customer_id": value("7")}


@pytest.mark.parametrize(
    ("customer", "expected"),
    [
        (php_map(**GUEST), Customer(mode="guest", customer_id=7)),
        (
            '<item xsi:type="enc:Struct"><mode>guest</mode><customer_id>7</customer_id></item>',
            Customer(mode="guest", customer_id=7),
        ),
        (
            php_map(mode=value("guest"), vip=value("1", "int")),
            Customer(mode="guest", extras={"vip": 1}),
        ),
        (php_map(customer_id=value("true", "boolean")), Customer(customer_id=1)),
        (php_map(customer_id=value("")), Customer()),
        (php_map(mode='<value xsi:nil="true"/>'), Customer()),
        (php_map(customer_id=value("abc")), Customer(extras={"customer_id": "abc"})),
        (php_map(mode=array(item("a"), tag="value")), Customer(extras={"mode": ["a"]})),
        (
            php_map(addresses=array(php_map(city=value("Köln")), tag="value")),
            Customer(addresses=[Address(city="Köln")]),
        ),
        (item("guest"), Customer()),
        (array(), Customer()),
        (array(item("guest")), Customer()),
    ],
)
def test_an_entity_of_whatever_php_has(customer: str, expected: Customer) -> None:
    arguments = seen("cart_customer.set", array(QUOTE, customer, tag="args"))
    assert arguments["customer_data"] == expected


KOELN = php_map(city=value("Köln"), isDefault=value("1"))
ADDRESS = Address(city="Köln", is_default=1)


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        (array(KOELN, php_map()), [ADDRESS, Address()]),
        (f"<item>{KOELN}{KOELN}</item>", [ADDRESS, ADDRESS]),
        (array(KOELN, NIL), [ADDRESS]),
        (php_map(**{"0": KOELN.replace("item xsi", "value xsi", 1)[:-5] + "value>"}), [ADDRESS]),
        (array(), []),
        (NIL, []),
        # No list, or one that PHP does not number from 0: a store takes it for nothing.
        (KOELN, []),
        (php_map(a=KOELN.replace("item xsi", "value xsi", 1)[:-5] + "value>"), []),
        (item("all"), []),
    ],
)
def test_a_list_of_whatever_php_has(addresses: str, expected: list[Address]) -> None:
    arguments = seen("cart_customer.addresses", array(QUOTE, addresses, tag="args"))
    assert arguments["addresses"] == expected


def test_a_list_whose_members_are_no_entities() -> None:
    args = array(QUOTE, array(item("all"), NIL), tag="args")
    assert seen("cart_customer.addresses", args)["addresses"] == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("basket.info", "1002"),
        ("cart.info.more", "1002"),
        ("", "3"),
        ("cart", "3"),
        (".info", "3"),
        ("cart.", "3"),
        ("cart.nothing", "3"),
        ("nothing.info", "3"),
        ("Cart.info", "3"),
        ("cart.__class__", "3"),
        ("cart.set", "3"),
        ("stock.count", "4"),
    ],
)
def test_paths(path: str, code: str) -> None:
    app = make_app(Carts(CartQuoteNotExists()))
    assert call(app, path, array(QUOTE, tag="args")).fault.code == code


@pytest.mark.parametrize("session", ["", "garbage"])
def test_the_session_comes_before_path_and_arguments(session: str) -> None:
    app = make_app(Carts())
    for path in ("cart.info", "nothing", "stock.count"):
        assert call(app, path, session=session).fault.code == "5"


def test_parts_may_be_left_out() -> None:
    app = make_app(Carts())
    assert v1(app, "<n:call/>").fault.code == "5"
    assert v1(app, "<n:call><sessionId>SID</sessionId></n:call>").fault.code == "3"
    assert v1(app, "<call><a>SID</a><b>cart.info</b><c>1</c></call>").status == 200


def test_a_result_is_a_map() -> None:
    answer = call(
        make_app(Carts(Cart(quote_id=15, note="", total=2.0))), "cart.info", item("1", tag="args")
    )
    assert answer.body.decode().partition("<SOAP-ENV:Body>")[2] == (
        '<ns1:callResponse><callReturn xsi:type="ns2:Map">'
        '<item><key xsi:type="xsd:string">quote_id</key><value xsi:type="xsd:int">15</value></item>'
        '<item><key xsi:type="xsd:string">note</key><value xsi:type="xsd:string"></value></item>'
        '<item><key xsi:type="xsd:string">total</key><value xsi:type="xsd:float">2</value></item>'
        "</callReturn></ns1:callResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>\n"
    )
    assert b'xmlns:ns1="urn:Shop"' in answer.body


def test_what_a_result_lacks_is_nil_and_has_its_key() -> None:
    answer = call(
        make_app(Carts(Cart(extras={"total": "n/a"}))), "cart.info", item("1", tag="args")
    )
    assert read_plain(answer.result, None) == {"quote_id": None, "note": None, "total": "n/a"}
    nil = '<item><key xsi:type="xsd:string">note</key><value xsi:nil="true"/></item>'
    assert nil in answer.body.decode()


def test_lists_about_the_api_are_fixed_arrays() -> None:
    app = make_app(Carts())
    answer = v1(app, "<n:globalFaults><sessionId>x</sessionId></n:globalFaults>")
    kind = '<globalFaultsReturn SOAP-ENC:arrayType="xsd:ur-type[2]" xsi:type="ns1:FixedArray">'
    assert kind in answer.body.decode()
    assert read_plain(answer.result, None)[0] == {"code": "2", "message": "Access denied."}


def test_faults_of_resources_take_the_session_first() -> None:
    swapped = "<resourceName>SID</resourceName><sessionId>basket</sessionId>"
    answer = v1(make_app(Carts()), f"<n:resourceFaults>{swapped}</n:resourceFaults>")
    assert read_plain(answer.result, None) == [{"code": "1002", "message": "No such quote"}]


@pytest.mark.parametrize("name", ["cartInfo", "cartInfoRequestParam", "loginParam", "__init__"])
def test_operations_of_the_other_dialects_are_none(name: str) -> None:
    fault = v1(make_app(Carts()), f"<n:{name}/>").fault
    assert (fault.code, fault.message) == (SERVER, f"Procedure '{name}' not present")


def test_a_header_that_must_be_understood() -> None:
    header = '<e:Header><a e:mustUnderstand="1"/></e:Header>'
    answer = http(make_app(), envelope("<n:startSession/>", header), path="/api/soap/")
    assert answer.fault.code == "SOAP-ENV:MustUnderstand"
    header = "<e:Header><a/></e:Header>"
    answer = http(make_app(), envelope("<n:startSession/>", header), path="/api/soap/")
    assert answer.result.tag == "startSessionReturn"


# -- several calls ---------------------------------------------------------------------------------


def several(app: SoapApp, *calls: str, options: str = "", session: str = "SID") -> HttpAnswer:
    parts = f"<sessionId>{session}</sessionId>{array(*calls, tag='calls')}{options}"
    return v1(app, f"<n:multiCall>{parts}</n:multiCall>")


def fault_entry(code: str, message: str) -> dict[str, Any]:
    return {"isFault": True, "faultCode": code, "faultMessage": message}


INFO = array(item("cart.info"), array(QUOTE))
MISSING = array(item("cart.missing"), array(QUOTE))
NO_PATH = fault_entry("3", "Invalid api path.")


def cart(quote_id: int) -> dict[str, Any]:
    """A cart of which nothing else is known."""
    return {"quote_id": quote_id, "note": None, "total": None}


def test_each_call_has_its_own_outcome(caplog: pytest.LogCaptureFixture) -> None:
    answers: Iterator[Any] = iter(
        [Cart(quote_id=1), CartQuoteNotExists(), RuntimeError("secret"), Cart(quote_id=4)]
    )

    def answer() -> Any:
        outcome = next(answers)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    got = read_plain(several(make_app(Carts(answer)), INFO, INFO, INFO, INFO).result, None)
    assert got[:2] == [cart(1), fault_entry("1002", "No such quote")]
    assert got[2]["faultCode"] == SERVER
    assert got[2]["faultMessage"].startswith("Internal error, reference ")
    assert got[3] == cart(4)
    assert "secret" in caplog.text


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (INFO, cart(1)),
        (array(item("cart.info"), QUOTE), cart(1)),
        (f"<item>{item('cart.info')}{QUOTE}</item>", cart(1)),
        (php_map(**{"0": value("cart.info"), "1": value("15")}), cart(1)),
        (array(item("basket.info"), array(QUOTE), item("more")), cart(1)),
        (array(), NO_PATH),
        (item("cart.info"), NO_PATH),
        (NIL, NO_PATH),
        (MISSING, NO_PATH),
        (array(item("login"), array(item("a"), item("b"))), NO_PATH),
        (array(item("stock.count")), fault_entry("4", "Resource path is not callable.")),
        (
            array(item("cart.info")),
            fault_entry(
                SERVER,
                "Too few arguments to function cart.info(), 0 passed and at least 1 expected",
            ),
        ),
        (
            array(item("cart.info"), array(NIL)),
            fault_entry("6", "Required parameter is missing."),
        ),
        (array(item("cart.info"), array(array(QUOTE))), fault_entry(*VIOLATION)),
    ],
)
def test_a_member_of_several_calls(member: str, expected: Any) -> None:
    app = make_app(Carts())
    answer = several(app, member)
    assert answer.status == 200
    assert read_plain(answer.result, None) == [expected]


BREAK = [
    php_map("options", **{"break": value("1", "int")}),
    php_map("options", **{"break": value("1")}),
]
GO_ON = ["", '<options xsi:nil="true"/>', php_map("options"), item("break", tag="options")]


@pytest.mark.parametrize(("options", "count"), [*((o, 2) for o in BREAK), *((o, 3) for o in GO_ON)])
def test_the_first_fault_may_be_the_last(options: str, count: int) -> None:
    app = make_app(Carts())
    got = read_plain(several(app, INFO, MISSING, INFO, options=options).result, None)
    assert got == [cart(1), NO_PATH, cart(1)][:count]


def test_several_calls_need_a_session() -> None:
    carts = Carts()
    app = make_app(carts, fault_status=200)
    answer = several(app, INFO, session="garbage")
    assert (answer.status, answer.fault.code) == (200, "5")
    assert carts.seen == []


@pytest.mark.parametrize("calls", ["", '<calls xsi:nil="true"/>', "<calls/>", array(tag="calls")])
def test_no_calls_at_all(calls: str) -> None:
    app = make_app(Carts())
    answer = v1(app, f"<n:multiCall><sessionId>SID</sessionId>{calls}</n:multiCall>")
    assert read_plain(answer.result, None) == []


def test_calls_that_refer_to_nothing() -> None:
    app = make_app(Carts())
    parts = '<sessionId>SID</sessionId><calls href="#nowhere"/>'
    fault = v1(app, f"<n:multiCall>{parts}</n:multiCall>").fault
    assert (fault.code, fault.message) == VIOLATION


def test_s4_there_is_an_end_to_how_many_calls() -> None:
    carts = Carts()
    app = make_app(carts)
    fault = several(app, *["<item/>"] * 10_001).fault
    assert (fault.code, fault.message) == ("SOAP-ENV:Client", "The request is too complex")
    assert len(several(app, *["<item/>"] * 10_000).result) == 10_000


def test_a_path_that_is_no_text_spoils_nothing_else() -> None:
    member = array(array(item("cart.info")), array(QUOTE))
    got = read_plain(several(make_app(Carts()), member, INFO).result, None)
    assert got == [fault_entry(*VIOLATION), cart(1)]
