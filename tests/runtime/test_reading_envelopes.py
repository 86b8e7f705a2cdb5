"""What stands around a result: wrappers, faults, statuses, and answers that are no answers."""

from __future__ import annotations

import pytest

from mahogen.runtime.answer import Answer
from mahogen.runtime.errors import (
    EmptyAnswer,
    MahoFault,
    NotSoap,
    NotXml,
    ProtocolError,
    Redirected,
    RequestRefused,
    StoreFailure,
    UnexpectedStatus,
)
from mahogen.runtime.exchange import Exchange
from support.recordings import recording
from support.stub_store import answer, envelope, fault
from support.things import (
    EXCHANGE,
    TAGS,
    THING,
    SessionExpired,
    Thing,
    ThingNotExists,
    operation,
)

GET = operation(THING)
OK = answer("get", "<result><id>1</id></result>")


def get(raw: bytes, status: int = 200, location: str = "") -> Thing:
    return EXCHANGE.result(GET, Answer(status, location, raw))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(OK, id="as PHP writes it"),
        pytest.param(envelope("<x><y><id>1</id></y></x>"), id="any wrapper, any result"),
        pytest.param(envelope('<x xmlns="urn:o"><y><id>1</id></y></x>'), id="any namespace"),
        pytest.param(envelope("<x><y><id>1</id></y><z/></x>"), id="more than one result"),
        pytest.param(envelope("<x><!-- c --><?p?><y><id>1</id></y></x>"), id="comments"),
        pytest.param(OK.replace(b"<SOAP-ENV:Body", b"<SOAP-ENV:Header/><SOAP-ENV:Body"), id="head"),
        pytest.param(b"\xef\xbb\xbf" + OK, id="BOM"),
        pytest.param(OK.decode().replace("UTF-8", "UTF-16").encode("utf-16"), id="UTF-16"),
        pytest.param(OK.replace(b"UTF-8", b"ISO-8859-1"), id="ISO-8859-1"),
        pytest.param(OK.replace(b'<?xml version="1.0" encoding="UTF-8"?>\n', b""), id="bare"),
        pytest.param(
            OK.replace(
                b"/schemas.xmlsoap.org/soap/envelope/", b"/www.w3.org/2003/05/soap-envelope"
            ),
            id="SOAP 1.2",
        ),
    ],
)
def test_the_result_is_the_first_child_whatever_stands_around_it(raw: bytes) -> None:
    assert get(raw) == Thing(id=1)


def test_a_call_without_result_needs_none() -> None:
    assert EXCHANGE.result(operation(None), Answer(200, "", envelope("<r/>"))) is None
    assert EXCHANGE.result(operation(None), Answer(200, "", OK)) is None


@pytest.mark.parametrize("status", [200, 202, 302, 400, 404, 500, 503])
@pytest.mark.parametrize(
    ("code", "cls"),
    [
        ("101", ThingNotExists),
        ("5", SessionExpired),
        ("\n 5 \n", SessionExpired),
        ("102", MahoFault),
        ("", MahoFault),
        ("SOAP-ENV:Server", StoreFailure),
        ("Server", StoreFailure),
        ("Receiver", StoreFailure),
        ("WSDL", StoreFailure),
        ("SOAP-ENV:Client", RequestRefused),
        ("Sender", RequestRefused),
        ("SOAP-ENV:MustUnderstand", RequestRefused),
        ("SOAP-ENV:VersionMismatch", RequestRefused),
    ],
)
def test_faults_count_whatever_the_status(status: int, code: str, cls: type[MahoFault]) -> None:
    raw = fault(code, "a &lt;b&gt; &amp; c")
    with pytest.raises(MahoFault) as raised:
        get(raw, status)
    assert type(raised.value) is cls
    assert raised.value.code == code.strip()
    assert raised.value.message == "a <b> & c"
    assert raised.value.raw == raw
    assert raised.value.operation == "get"


def test_a_code_means_what_the_resource_of_the_call_says() -> None:
    exchange = Exchange({"101": SessionExpired}, exact_text=False)
    with pytest.raises(ThingNotExists):
        exchange.result(GET, Answer(200, "", fault("101")))
    with pytest.raises(SessionExpired):
        exchange.plain_result("get", Answer(200, "", fault("101")))


@pytest.mark.parametrize(
    ("inner", "code", "message"),
    [
        ("<faultcode>9</faultcode>", "9", ""),
        ("<faultstring>only this</faultstring>", "", "only this"),
        ("<x/>", "", ""),
        ("<SOAP-ENV:faultcode>9</SOAP-ENV:faultcode>", "9", ""),
        ("<faultcode>9</faultcode><faultstring>a<b>c</b>d</faultstring>", "9", "acd"),
        ("<faultcode>9</faultcode><faultactor>x</faultactor><detail><a/></detail>", "9", ""),
    ],
)
def test_faults_of_any_shape(inner: str, code: str, message: str) -> None:
    with pytest.raises(MahoFault) as raised:
        get(envelope(f"<SOAP-ENV:Fault>{inner}</SOAP-ENV:Fault>"))
    assert (raised.value.code, raised.value.message) == (code, message)


@pytest.mark.parametrize(
    ("code", "cls"),
    [("101", ThingNotExists), ("env:Sender", RequestRefused), ("env:Receiver", StoreFailure)],
)
def test_faults_of_soap_12(code: str, cls: type[MahoFault]) -> None:
    raw = (
        '<env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body><env:Fault>'
        f"<env:Code><env:Value>{code}</env:Value></env:Code>"
        '<env:Reason><env:Text xml:lang="en">no such thing</env:Text></env:Reason>'
        "</env:Fault></env:Body></env:Envelope>"
    ).encode()
    with pytest.raises(MahoFault, match="no such thing") as raised:
        get(raw, 500)
    assert (type(raised.value), raised.value.code) == (cls, code)


def test_a_result_called_fault_is_no_fault() -> None:
    assert get(envelope("<ns1:Fault><result><id>1</id></result></ns1:Fault>")) == Thing(id=1)


HTML = b"<!DOCTYPE html>\n<html><head><title>Service Temporarily Unavailable</title></head></html>"
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("raw", "status", "error", "message"),
    [
        (b"", 200, EmptyAnswer, "the answer is empty"),
        (b" \n", 200, EmptyAnswer, "the answer is empty"),
        (b"", 204, EmptyAnswer, "the answer is empty"),
        (HTML, 200, NotXml, "a document type declaration is not accepted"),
        (HTML, 503, UnexpectedStatus, "HTTP 503: <!DOCTYPE html> <html><head><title>Service"),
        (HTML, 404, UnexpectedStatus, "HTTP 404: <!DOCTYPE html>"),
        (b"", 502, UnexpectedStatus, "HTTP 502: no body"),
        (b"<html/>", 200, NotSoap, "<html> is no SOAP envelope: <html/>"),
        (b"<html/>", 500, UnexpectedStatus, "HTTP 500: <html/>"),
        (OK, 500, UnexpectedStatus, "HTTP 500: <?xml"),
        (b"<br />\n<b>Fatal error</b>: Allowed memory size", 200, NotXml, "is not XML"),
        (b"PHP Warning: x\n" + OK, 200, NotXml, "is not XML"),
        (b"\n" + OK, 200, NotXml, "is not XML"),
        (XXE + b"<x>&a;</x>", 200, NotXml, "a document type declaration is not accepted"),
        (OK.replace(b"UTF-8", b"UTF-7"), 200, NotXml, "encoding utf-7 is not accepted"),
        (OK.replace(b"UTF-8", b"nonsense"), 200, NotXml, "is not XML"),
        (b"\x00\xff\xfe", 200, NotXml, "is not XML"),
        (OK.replace(b"<id>1", b"<id>\xff"), 200, NotXml, "is not XML"),
        (envelope(""), 200, NotSoap, "the SOAP Body is empty"),
        (OK.replace(b"Body", b"Corpse"), 200, NotSoap, "the SOAP envelope has no Body"),
        (OK.replace(b"/soap/envelope/", b"/soap/envelop/"), 200, NotSoap, "is no SOAP envelope"),
        (b"", 302, Redirected, "HTTP 302 to nowhere; redirects are not followed"),
        (OK, 301, Redirected, "HTTP 301 to nowhere"),
        (envelope("<x><r>text</r></x>"), 200, ProtocolError, "the result is no thingEntity: <?xml"),
    ],
)
def test_what_is_no_answer(
    raw: bytes, status: int, error: type[ProtocolError], message: str
) -> None:
    with pytest.raises(ProtocolError) as raised:
        get(raw, status)
    assert type(raised.value) is error
    assert str(raised.value).startswith("get: ")
    assert message in str(raised.value)
    assert len(str(raised.value)) < 400
    assert str(raised.value).isprintable()
    assert raised.value.raw == raw
    assert getattr(raised.value, "status", status) == status


def test_a_redirect_says_where_to() -> None:
    with pytest.raises(Redirected, match=r"HTTP 302 to https://other\.example/; redirects are not"):
        get(b"", 302, "https://other.example/")


def test_an_answer_cut_off_anywhere_is_never_a_value() -> None:
    raw = recording("v2", 54).response.rstrip()
    for length in range(0, len(raw), 97):
        with pytest.raises(ProtocolError):
            EXCHANGE.result(operation(TAGS), Answer(200, "", raw[:length]))
    with pytest.raises(NotXml):
        EXCHANGE.result(GET, Answer(200, "", raw[:-1]))
