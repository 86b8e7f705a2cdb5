"""Who calls in SOAP 1.2 is answered in it where that is wanted."""

from __future__ import annotations

from asgi_driver import call, envelope, http, login
from lxml import etree
from shop import Carts, make_app

SOAP_11 = b"http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"


def test_soap_12_is_answered_in_soap_12() -> None:
    app = make_app(Carts(), soap12=True)
    parts = f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>"
    for session, names in (
        (parts, ["Envelope", "Body", "cartInfoResponse", "result", "result", "quote_id"]),
        ("", ["Envelope", "Body", "Fault", "Code", "Value", "Reason", "Text"]),
    ):
        body = envelope(f"<n:cartInfo>{session}</n:cartInfo>")
        body = body.replace(SOAP_11, SOAP_12.encode())
        root = etree.fromstring(http(app, body).body)
        assert root.tag == f"{{{SOAP_12}}}Envelope"
        assert [etree.QName(element).localname for element in root.iter()] == names


def test_the_others_are_answered_in_soap_11() -> None:
    app = make_app(Carts(), soap12=True)
    parts = f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>"
    assert SOAP_11 in call(app, "cartInfo", parts).body
