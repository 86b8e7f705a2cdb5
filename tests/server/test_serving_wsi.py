"""WS-I: parameters by name, what is missing told first, arrays of `complexObjectArray`."""

from __future__ import annotations

from typing import Any

import pytest
from asgi_driver import HttpAnswer, envelope, http, login
from lxml import etree
from shop import Address, Cart, CartQuoteNotExists, Carts, Customer, Customers, make_app

from mahogen.runtime.codec.plain import read_plain
from mahogen.runtime.server import SoapApp

SERVER = "SOAP-ENV:Server"
VIOLATION = (SERVER, "SOAP-ERROR: Encoding: Violation of encoding rules")


def wsi(app: SoapApp, operation: str, parts: str = "") -> HttpAnswer:
    inner = f"<n:{operation}>{parts}</n:{operation}>"
    return http(app, envelope(inner.replace("SID", login(app))))


def seen(parts: str, operation: str = "cartInfoRequestParam") -> dict[str, Any]:
    carts, customers = Carts(), Customers()
    answer = wsi(make_app(carts, customers), operation, parts)
    assert answer.status == 200, answer.body
    [arguments] = carts.seen + customers.seen
    return arguments


def refused(parts: str, operation: str = "cartInfoRequestParam") -> tuple[str, str]:
    carts, customers = Carts(), Customers()
    answer = wsi(make_app(carts, customers), operation, parts)
    assert carts.seen + customers.seen == []
    return answer.fault.code, answer.fault.message


DE = {"quote_id": 15, "store": "de"}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<sessionId>SID</sessionId><quoteId>15</quoteId><store>de</store>", DE),
        ("<store>de</store><quoteId>15</quoteId><sessionId>SID</sessionId>", DE),
        ("<n:sessionId>SID</n:sessionId><n:quoteId>15</n:quoteId><n:store>de</n:store>", DE),
        ("<sessionId>SID</sessionId><quoteId>15</quoteId><more/><store>de</store>", DE),
        ("<sessionId>SID</sessionId><quoteId>15</quoteId>", {"quote_id": 15, "store": None}),
        (
            '<sessionId>SID</sessionId><quoteId>15</quoteId><store xsi:nil="true"/>',
            {"quote_id": 15, "store": None},
        ),
        (
            "<sessionId>SID</sessionId><quoteId>15</quoteId><store/>",
            {"quote_id": 15, "store": ""},
        ),
        (
            "<sessionId>SID</sessionId><quoteId>15</quoteId><store>\n</store>",
            {"quote_id": 15, "store": "\n"},
        ),
        # The name that V2 has is none here.
        (
            "<sessionId>SID</sessionId><quoteId>15</quoteId><storeId>de</storeId>",
            {"quote_id": 15, "store": None},
        ),
    ],
)
def test_parameters_are_found_by_name(parts: str, expected: dict[str, Any]) -> None:
    assert seen(parts) == expected


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ("<quoteId>15</quoteId>", "6"),
        ('<sessionId xsi:nil="true"/><quoteId>15</quoteId>', "6"),
        ("<sessionId>garbage</sessionId>", "6"),
        ("<sessionId>garbage</sessionId><quoteId/>", "6"),
        ('<sessionId>garbage</sessionId><quoteId xsi:nil="true"/>', "6"),
        ("<a>SID</a><b>15</b>", "6"),
        ("<sessionId>garbage</sessionId><quoteId>15</quoteId>", "5"),
        ("<sessionId/><quoteId>15</quoteId>", "5"),
        ("<sessionId>garbage</sessionId><quoteId>abc</quoteId>", SERVER),
    ],
)
def test_what_is_missing_comes_before_the_session(parts: str, code: str) -> None:
    assert refused(parts)[0] == code


@pytest.mark.parametrize(
    ("operation", "parts", "expected"),
    [
        ("cartInfoRequestParam", "<quoteId>abc</quoteId>", VIOLATION),
        ("cartInfoRequestParam", "<quoteId><a/></quoteId>", VIOLATION),
        ("cartInfoRequestParam", '<quoteId href="#nowhere"/>', VIOLATION),
        ("cartCustomerSetRequestParam", "<quoteId>1</quoteId>", None),
        (
            "cartCustomerSetRequestParam",
            '<quoteId>1</quoteId><customerData xsi:nil="true"/>',
            None,
        ),
        (
            "cartCustomerSetRequestParam",
            "<quoteId>1</quoteId><customerData>guest</customerData>",
            VIOLATION,
        ),
        ("cartCustomerAddressesRequestParam", "<quoteId>1</quoteId>", None),
        (
            "cartCustomerAddressesRequestParam",
            '<quoteId>1</quoteId><customerAddressData xsi:nil="true"/>',
            None,
        ),
        (
            "cartCustomerAddressesRequestParam",
            "<quoteId>1</quoteId><customerAddressData>all</customerAddressData>",
            VIOLATION,
        ),
    ],
)
def test_what_is_refused(operation: str, parts: str, expected: tuple[str, str] | None) -> None:
    answer = refused(f"<sessionId>SID</sessionId>{parts}", operation)
    assert answer == (expected or ("6", "Required parameter is missing."))


def test_an_entity_arrives_as_its_class() -> None:
    customer = "<customerData><customer_id>7</customer_id><mode>guest</mode></customerData>"
    parts = f"<sessionId>SID</sessionId><quoteId>1</quoteId>{customer}"
    arguments = seen(parts, "cartCustomerSetRequestParam")
    assert arguments["customer_data"] == Customer(mode="guest", customer_id=7)
    parts = "<sessionId>SID</sessionId><quoteId>1</quoteId><customerData/>"
    assert seen(parts, "cartCustomerSetRequestParam")["customer_data"] == Customer()


KOELN = "<city>Köln</city><isDefault>1</isDefault>"
MEMBER = f"<complexObjectArray>{KOELN}</complexObjectArray>"
ADDRESS = Address(city="Köln", is_default=1)


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        ("", []),
        (MEMBER, [ADDRESS]),
        (MEMBER + MEMBER, [ADDRESS, ADDRESS]),
        (MEMBER.replace("complex", "n:complex"), [ADDRESS]),
        ("<complexObjectArray/>", [Address()]),
        # Neither an entity in place of a list nor members of another name are seen by a store.
        (KOELN, []),
        (f"<item>{KOELN}</item>", []),
    ],
)
def test_an_array_is_its_complex_object_arrays(addresses: str, expected: list[Address]) -> None:
    data = f"<customerAddressData>{addresses}</customerAddressData>"
    parts = f"<sessionId>SID</sessionId><quoteId>1</quoteId>{data}"
    assert seen(parts, "cartCustomerAddressesRequestParam")["addresses"] == expected


def test_a_result_is_not_typed() -> None:
    app = make_app(Carts(Cart(quote_id=15, note="", total=2.0)))
    parts = "<sessionId>SID</sessionId><quoteId>1</quoteId>"
    assert wsi(app, "cartInfoRequestParam", parts).body.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns:ns1="urn:Shop"><SOAP-ENV:Body><ns1:cartInfoResponseParam><result>'
        "<quote_id>15</quote_id><note></note><total>2</total>"
        "</result></ns1:cartInfoResponseParam></SOAP-ENV:Body></SOAP-ENV:Envelope>\n"
    )


def test_a_fault_is_the_same_as_in_v2() -> None:
    parts = "<sessionId>SID</sessionId><quoteId>1</quoteId>"
    answer = wsi(make_app(Carts(CartQuoteNotExists())), "cartInfoRequestParam", parts)
    assert (answer.status, answer.fault.code) == (500, "1002")


@pytest.mark.parametrize("uri", ["urn:Magento", ""])
def test_the_namespace_counts(uri: str) -> None:
    inner = f'<cartInfoRequestParam xmlns="{uri}"><sessionId/></cartInfoRequestParam>'
    fault = http(make_app(Carts()), envelope(inner)).fault
    assert (fault.code, fault.message) == (SERVER, "Procedure 'cartInfoRequestParam' not present")
    if uri:
        app = make_app(Carts(), namespace=uri)
        assert http(app, envelope(inner)).fault.code == "6"


def test_one_call_a_body() -> None:
    call = "<n:startSession/>"
    assert http(make_app(), envelope(call + call)).status == 200
    call = "<n:loginParam/>"
    fault = http(make_app(), envelope(call + call)).fault
    assert (fault.code, fault.message) == ("SOAP-ENV:Client", "Error cannot find parameter")


def test_the_calls_that_every_store_has() -> None:
    app = make_app(Carts(), Customers())
    login = "<username>apiUser</username><apiKey>apiKey-123</apiKey>"
    session = wsi(app, "loginParam", login).result.text or ""
    part = f"<sessionId>{session}</sessionId>"
    resources = read_plain(wsi(app, "resourcesParam", part).result, None)
    assert [resource["name"] for resource in resources] == ["cart", "cart_customer"]
    faults = read_plain(wsi(app, "globalFaultsParam", part).result, None)
    assert [fault["code"] for fault in faults] == ["2", "5"]
    named = f"<resourceName>cart</resourceName>{part}"
    faults = read_plain(wsi(app, "resourceFaultsParam", named).result, None)
    assert faults == [{"code": "1002", "message": "No such quote"}]
    assert wsi(app, "endSessionParam", part).result.text == "true"
    assert wsi(app, "resourcesParam", part).fault.code == "5"
    assert wsi(app, "loginParam", "<username>apiUser</username>").fault.code == "6"
    assert wsi(app, "loginParam", login.replace("123", "124")).fault.code == "2"
    assert wsi(app, "endSessionParam").fault.code == "6"


def test_an_empty_body_starts_a_session_where_ws_i_is_set() -> None:
    empty = envelope("")
    answer = http(make_app(wsi=True), empty)
    wrapper = answer.result.getparent()
    assert wrapper is not None
    assert etree.QName(wrapper).localname == "startSessionResponseParam"
    assert len(answer.result.text or "") == 64
    for app in (make_app(), make_app(wsi=True, mode="strict")):
        headers = {"Content-Type": "text/xml"}
        assert http(app, empty, headers=headers).fault.code == "SOAP-ENV:Client"


@pytest.mark.parametrize("setting", [False, True])
def test_both_dialects_are_spoken_whichever_is_shown(setting: bool) -> None:
    app = make_app(Carts(), wsi=setting)
    parts = "<sessionId>SID</sessionId><quoteId>1</quoteId>"
    assert wsi(app, "cartInfoRequestParam", parts).result.tag == "result"
    assert wsi(app, "cartInfo", parts).status == 200
    assert wsi(app, "nothing").fault.message == "Procedure 'nothing' not present"
