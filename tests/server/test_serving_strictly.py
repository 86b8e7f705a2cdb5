"""Mode `strict`: clients are held to the contract; the ids of hostile inputs are in the names."""

from __future__ import annotations

from typing import Any

import pytest
from asgi_driver import ENVELOPE, HttpAnswer, envelope, http
from shop import Carts, Customers, make_app

from mahogen.runtime.server import SoapApp

XML = {"Content-Type": "text/xml; charset=utf-8"}
CLIENT = "SOAP-ENV:Client"
UNFIT = (CLIENT, "The request does not fit the contract")
V1, V2 = "/api/soap/", "/api/v2_soap/"


def app() -> SoapApp:
    return make_app(Carts(), Customers(), mode="strict")


def send(inner: str, path: str = V2, **headers: str) -> HttpAnswer:
    """A call in an application of its own; SID stands for a valid session id."""
    served = app()
    # A login of its own, since the one of the driver says no Content-Type.
    parts = "<username>apiUser</username><apiKey>apiKey-123</apiKey>"
    session = http(served, envelope(f"<n:login>{parts}</n:login>"), headers=XML).result.text or ""
    body = envelope(inner.replace("SID", session))
    return http(served, body, path=path, headers=XML | headers)


def code(answer: HttpAnswer) -> str:
    return "" if answer.status == 200 else answer.fault.code


INFO = "<n:cartInfo><sessionId>SID</sessionId><quoteId>1</quoteId></n:cartInfo>"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_s11_calls_are_made_by_post(method: str) -> None:
    answer = http(app(), envelope("<n:startSession/>"), method=method, headers=XML)
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    assert b"Traceback" not in answer.body


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_s11_a_wsdl_is_got(method: str) -> None:
    assert http(app(), method=method, query=b"wsdl").status == 200


def test_s11_a_post_is_a_call_whatever_its_query_says() -> None:
    body = envelope("<n:startSession/>")
    assert http(app(), body, query=b"wsdl", headers=XML).result.tag == "startSessionReturn"


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("text/xml", 200),
        ("Text/XML; charset=UTF-8", 200),
        ("", 415),
        ("application/json", 415),
        ("application/x-www-form-urlencoded", 415),
        ("application/soap+xml", 415),
        ("multipart/related; type=application/xop+xml", 415),
    ],
)
def test_s11_s21_content_types(content_type: str, status: int) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    assert http(app(), envelope("<n:startSession/>"), headers=headers).status == status


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ('"urn:cartInfo"', ""),
        ("urn:cartInfo", ""),
        ('""', ""),
        ("", ""),
        ('"urn:stockCount"', CLIENT),
        ('"urn:Action"', CLIENT),
    ],
)
def test_s6_soapaction_must_not_name_another_call(action: str, expected: str) -> None:
    assert code(send(INFO, SOAPAction=action)) == expected


def test_s6_an_action_that_many_calls_share_says_nothing() -> None:
    assert code(send("<n:startSession/>", SOAPAction="urn:cartInfo")) == ""


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<n:startSession/><n:startSession/>", CLIENT),
        ("<n:startSession/><a/>", CLIENT),
        ('<n:startSession/><a id="x"/>', ""),
        ("<startSession/>", "SOAP-ENV:Server"),
        ('<x:startSession xmlns:x="urn:else"/>', "SOAP-ENV:Server"),
        ("<!-- a --><n:startSession/><!-- b -->", ""),
    ],
)
def test_s7_one_call_of_this_namespace(inner: str, expected: str) -> None:
    assert code(send(inner)) == expected


def test_s9_soap_12_is_another_version() -> None:
    body = f"{ENVELOPE}<e:Body><n:startSession/></e:Body></e:Envelope>".replace(
        "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"
    )
    assert http(app(), body.encode(), headers=XML).fault.code == "SOAP-ENV:VersionMismatch"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<sessionId>SID</sessionId><quoteId>1</quoteId><storeId>de</storeId>", ""),
        ("<sessionId>SID</sessionId><quoteId>1</quoteId>", ""),
        ("<sessionId>SID</sessionId><storeId>de</storeId>", "6"),
        ('<sessionId>SID</sessionId><quoteId xsi:nil="true"/>', "6"),
        ("<quoteId>1</quoteId>", "5"),
        ("<sessionId>SID</sessionId><quoteId>1</quoteId><more/>", CLIENT),
        ("<sessionId>SID</sessionId><quoteId>1</quoteId><store>de</store>", CLIENT),
        ("<quoteId>1</quoteId><sessionId>SID</sessionId>", CLIENT),
        ("<sessionId>SID</sessionId><quoteId>1</quoteId><quoteId>1</quoteId>", CLIENT),
        ("<n:sessionId>SID</n:sessionId><n:quoteId>1</n:quoteId>", CLIENT),
        ("<a>SID</a><b>1</b>", CLIENT),
    ],
)
def test_s12_parts_are_those_of_the_contract(parts: str, expected: str) -> None:
    assert code(send(f"<n:cartInfo>{parts}</n:cartInfo>")) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("<sessionId>SID</sessionId><quoteId>1</quoteId><store>de</store>", ""),
        ("<sessionId>garbage</sessionId>", "5"),
        ("<sessionId>SID</sessionId>", "6"),
        ("<sessionId>SID</sessionId><quoteId>1</quoteId><more/>", CLIENT),
        ("<quoteId>1</quoteId><sessionId>SID</sessionId>", CLIENT),
    ],
)
def test_s12_in_ws_i_too(parts: str, expected: str) -> None:
    assert code(send(f"<n:cartInfoRequestParam>{parts}</n:cartInfoRequestParam>")) == expected


QUOTE = "<quoteId>1</quoteId>"


@pytest.mark.parametrize(
    ("operation", "parts", "fits"),
    [
        ("cartInfo", '<quoteId xsi:type="xsd:int">1</quoteId>', True),
        ("cartInfo", '<quoteId xsi:type="xsd:long">1</quoteId>', True),
        ("cartInfo", '<quoteId xsi:type="xsd:string">1</quoteId>', False),
        ("cartInfo", '<quoteId xsi:type="n:customer">1</quoteId>', False),
        ("cartInfo", "<quoteId>abc</quoteId>", False),
        ("cartInfo", '<quoteId href="#q"/>', False),
        ("cartInfo", '<quoteId id="q" href="#q"/>', False),
        ("cartInfo", f'{QUOTE}<storeId xsi:type="xsd:int">1</storeId>', False),
        ("cartCustomerSet", f"{QUOTE}<customer/>", True),
        ("cartCustomerSet", f'{QUOTE}<customer xsi:type="n:customer"/>', True),
        ("cartCustomerSet", f'{QUOTE}<customer xsi:type="n:address"/>', False),
        ("cartCustomerSet", f'{QUOTE}<customer xsi:type="m:Map"/>', False),
        ("cartCustomerSet", f"{QUOTE}<customer><vip>1</vip></customer>", False),
        ("cartCustomerSet", f"{QUOTE}<customer><n:mode>guest</n:mode></customer>", False),
        (
            "cartCustomerSet",
            f'{QUOTE}<customer><mode xsi:type="xsd:int">1</mode></customer>',
            False,
        ),
        ("cartCustomerSet", f"{QUOTE}<customer>guest</customer>", False),
        ("cartCustomerAddresses", f"{QUOTE}<customer><item><city/></item></customer>", True),
        (
            "cartCustomerAddresses",
            f'{QUOTE}<customer xsi:type="n:addressArray" enc:arrayType="n:address[2]">'
            '<item xsi:type="n:address"/><item/></customer>',
            True,
        ),
        (
            "cartCustomerAddresses",
            f'{QUOTE}<customer xsi:type="enc:Array" enc:arrayType="n:address[]"><a/></customer>',
            True,
        ),
        (
            "cartCustomerAddresses",
            f'{QUOTE}<customer enc:arrayType="n:address[3]"><item/></customer>',
            False,
        ),
        (
            "cartCustomerAddresses",
            f'{QUOTE}<customer enc:arrayType="n:address"><item/></customer>',
            False,
        ),
        (
            "cartCustomerAddresses",
            f'{QUOTE}<customer xsi:type="n:customer"><item/></customer>',
            False,
        ),
        (
            "cartCustomerAddresses",
            f'{QUOTE}<customer><item xsi:type="n:customer"/></customer>',
            False,
        ),
        ("cartCustomerAddresses", f"{QUOTE}<customer><item/><other/></customer>", False),
        ("cartCustomerAddresses", f"{QUOTE}<customer><city>Köln</city></customer>", False),
    ],
)
def test_s13_values_are_of_their_types(operation: str, parts: str, fits: bool) -> None:
    answer = send(f"<n:{operation}><sessionId>SID</sessionId>{parts}</n:{operation}>")
    if fits:
        assert answer.status == 200, answer.body
    else:
        assert (answer.fault.code, answer.fault.message) == UNFIT


ARRAY = 'xsi:type="enc:Array"'
ONE = '<item xsi:type="xsd:int">1</item>'


@pytest.mark.parametrize(
    ("path", "args", "expected"),
    [
        ("cart.info", f"<args {ARRAY}>{ONE}</args>", ""),
        ("cart.info", f"<args {ARRAY}><item>1</item></args>", ""),
        ("cart.info", f"<args {ARRAY}>{ONE}<item>de</item><item>more</item></args>", CLIENT),
        ("cart.info", f"<args {ARRAY}/>", "6"),
        ("cart.info", "", "6"),
        ("cart.info", f"<args {ARRAY}><item>abc</item></args>", CLIENT),
        ("cart.info", f'<args {ARRAY}><item xsi:type="xsd:float">1.5</item></args>', CLIENT),
        ("cart.info.more", f"<args {ARRAY}>{ONE}</args>", "3"),
        (
            "cart.info",
            '<args xsi:type="m:Map"><item><key>qid</key><value>1</value></item></args>',
            CLIENT,
        ),
        ("cart_customer.set", f"<args {ARRAY}>{ONE}<item>guest</item></args>", CLIENT),
        (
            "cart_customer.set",
            f'<args {ARRAY}>{ONE}<item xsi:type="m:Map"><item><key>vip</key><value>1</value></item>'
            "</item></args>",
            "",
        ),
        (
            "cart_customer.addresses",
            f'<args {ARRAY}>{ONE}<item xsi:type="m:Map"><item><key>city</key><value>K</value>'
            "</item></item></args>",
            CLIENT,
        ),
    ],
)
def test_arguments_of_v1_lose_nothing(path: str, args: str, expected: str) -> None:
    parts = f"<sessionId>SID</sessionId><resourcePath>{path}</resourcePath>{args}"
    assert code(send(f"<n:call>{parts}</n:call>", V1)) == expected


def test_a_client_that_does_as_declared_notices_nothing() -> None:
    calls: list[Any] = [
        (
            "<n:loginParam><username>apiUser</username><apiKey>apiKey-123</apiKey></n:loginParam>",
            V2,
        ),
        ("<n:globalFaults><sessionId>x</sessionId></n:globalFaults>", V1),
        (
            "<n:multiCall><sessionId>SID</sessionId>"
            f"<calls {ARRAY}><item {ARRAY}><item>cart.info</item>{ONE}</item></calls>"
            '<options xsi:nil="true"/></n:multiCall>',
            V1,
        ),
    ]
    for inner, path in calls:
        assert send(inner, path).status == 200
