"""A request, from its bytes to the wrapper element of the call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from lxml.etree import _Element

from mahogen.runtime.codec.references import References
from mahogen.runtime.envelope import NotAnEnvelope, body_of
from mahogen.runtime.server.answer import Refusal, encoded_body, invalid_xml
from mahogen.runtime.server.limits import check_bytes, check_tree
from mahogen.runtime.xml import DoctypeRefused, XmlRefused, parse

NEXT_ACTORS: Final = (
    None,
    "",
    "http://schemas.xmlsoap.org/soap/actor/next",
    "http://www.w3.org/2003/05/soap-envelope/role/next",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What an HTTP request says to a SOAP server.

    The method, SOAPAction, Content-Type and Host take no part: a store looks at none of them.
    """

    body: bytes = b""
    query: bytes = b""
    content_encoding: str = ""

    @property
    def asks_for_wsdl(self) -> bool:
        """Whether the query has a parameter `wsdl`, whatever its value."""
        names = (part.partition(b"=")[0] for part in self.query.split(b"&"))
        return any(unquote_to_bytes(name) == b"wsdl" for name in names)


def open_request(request: Request) -> tuple[_Element, References | None]:
    """The first child of the Body, and the references of the document if it has any.

    A SOAP 1.2 envelope is read like one of SOAP 1.1.

    Raises:
        Refusal: there is no call in it, or it is beyond the limits.
    """
    if request.content_encoding.strip().lower() not in ("", "identity"):
        raise encoded_body()
    root = _parse(request.body)
    try:
        body = body_of(root)
    except NotAnEnvelope as error:
        if error.version_mismatch:
            raise Refusal("SOAP-ENV:VersionMismatch", "Wrong Version") from None
        raise Refusal("SOAP-ENV:Client", "Body must be present in a SOAP envelope") from None
    _check_headers(root)
    if not len(body):
        raise Refusal("SOAP-ENV:Client", 'looks like we got "Body" without function call')
    return body[0], References.of(root, request.body)


def _parse(body: bytes) -> _Element:
    check_bytes(body)
    try:
        root = parse(body)
    except DoctypeRefused as error:
        if error.entities:
            text = "Detected use of ENTITY in XML, disabled to prevent XXE/XEE attacks"
            raise Refusal("Sender", text) from None
        raise Refusal("SOAP-ENV:Server", "DTD are not supported by SOAP") from None
    except XmlRefused:
        raise invalid_xml() from None
    check_tree(root, body)
    return root


def _check_headers(root: _Element) -> None:
    """No header is understood, so one that must be is refused; others are ignored."""
    soap = str(root.tag).removesuffix("Envelope")
    header = root.find(f"{soap}Header")
    for block in header if header is not None else ():
        actor = block.get(f"{soap}actor") or block.get(f"{soap}role")
        if block.get(f"{soap}mustUnderstand") in ("1", "true") and actor in NEXT_ACTORS:
            raise Refusal("SOAP-ENV:MustUnderstand", "Header not understood")
