"""A request, from its bytes to the wrapper element of the call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from lxml.etree import _Element

from mahogen.runtime.codec.names import SOAP_12
from mahogen.runtime.codec.references import References
from mahogen.runtime.envelope import NotAnEnvelope, body_of
from mahogen.runtime.server.answer import Refusal, invalid_xml, several_calls
from mahogen.runtime.server.limits import check_bytes, check_tree
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.xml import DoctypeRefused, XmlRefused, parse

NEXT_ACTORS: Final = (
    None,
    "",
    "http://schemas.xmlsoap.org/soap/actor/next",
    "http://www.w3.org/2003/05/soap-envelope/role/next",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What an HTTP request says to a SOAP server before its body; names of headers apart.

    `path` is below `root`, which is where the server is mounted. The Host takes no part, and in
    mode `php` neither method, Content-Type nor SOAPAction do: a store looks at none of them.
    """

    method: str = "POST"
    path: str = "/"
    root: str = ""
    query: bytes = b""
    content_type: str = ""
    content_encoding: str = ""
    action: str = ""
    authorization: str = field(default="", repr=False)

    def parameter(self, name: str) -> str | None:
        """A parameter of the query, the last one of that name; None if there is none."""
        pairs = parse_qsl(self.query.decode("latin-1"), keep_blank_values=True)
        return next((value for key, value in reversed(pairs) if key == name), None)


@dataclass(frozen=True, slots=True)
class SoapRequest:
    """A SOAP message: the children of its Body, what its hrefs refer to, its SOAPAction, and the
    blocks of its Header."""

    body: _Element
    references: References
    action: str
    soap12: bool = False
    headers: Sequence[_Element] = ()

    @property
    def wrapper(self) -> _Element:
        """The call.

        Raises:
            Refusal: the Body is empty.
        """
        if not len(self.body):
            raise Refusal("SOAP-ENV:Client", 'looks like we got "Body" without function call')
        return self.body[0]

    def check_headers(self) -> None:
        """No block of a Header is understood, so one that must be is refused; others are ignored.

        Raises:
            Refusal: there is such a one.
        """
        soap = str(self.body.tag).removesuffix("Body")
        for block in self.headers:
            actor = block.get(f"{soap}actor") or block.get(f"{soap}role")
            if block.get(f"{soap}mustUnderstand") in ("1", "true") and actor in NEXT_ACTORS:
                raise Refusal("SOAP-ENV:MustUnderstand", "Header not understood")


def open_request(request: Request, body: bytes, mode: Mode) -> SoapRequest:
    """The message in a request's body.

    An envelope of SOAP 1.2 is read like one of SOAP 1.1, but not in mode `strict`, which also wants
    one call in a Body, beside what others refer to.

    Raises:
        Refusal: there is no such message in it, or it is beyond the limits.
    """
    root = _parse(body)
    try:
        soap_body = body_of(root)
    except NotAnEnvelope as error:
        if error.version_mismatch:
            raise _wrong_version() from None
        raise Refusal("SOAP-ENV:Client", "Body must be present in a SOAP envelope") from None
    if mode == "strict":
        if str(root.tag).startswith(f"{{{SOAP_12}}}"):
            raise _wrong_version()
        if any(child.get("id") is None for child in soap_body[1:]):
            raise several_calls()
    # Clients put no line feeds between tags: a text that is one is meant.
    references = References.of(root, body, exact_text=True)
    assert references is not None
    soap12 = str(root.tag).startswith(f"{{{SOAP_12}}}")
    header = root.find(f"{str(root.tag).removesuffix('Envelope')}Header")
    blocks = () if header is None else tuple(header)
    return SoapRequest(soap_body, references, request.action.strip().strip('"'), soap12, blocks)


def _wrong_version() -> Refusal:
    return Refusal("SOAP-ENV:VersionMismatch", "Wrong Version")


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
