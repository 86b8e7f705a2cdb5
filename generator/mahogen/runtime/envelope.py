"""SOAP envelopes: what stands around every message, and faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element

from mahogen.runtime.codec import text
from mahogen.runtime.codec.names import (
    APACHE_MAP,
    SOAP_11,
    SOAP_12,
    SOAP_12_RPC,
    SOAP_ENC,
    XSD,
    XSI,
    local_name,
)
from mahogen.runtime.xml import XmlRefused, parse

MAX_FAULT_TEXT: Final = 4096

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TYPES: Final = f' xmlns:xsd="{XSD}" xmlns:xsi="{XSI}"'
_ENCODING: Final = f' xmlns:SOAP-ENC="{SOAP_ENC}" SOAP-ENV:encodingStyle="{SOAP_ENC}"'
_MAP: Final = f' xmlns:ns2="{APACHE_MAP}"'
_TAIL: Final = "</SOAP-ENV:Body></SOAP-ENV:Envelope>\n"


class NotAnEnvelope(ValueError):
    """XML that is no SOAP envelope, or an envelope without anything in its Body.

    `version_mismatch`: the root is not an Envelope of SOAP 1.1 or 1.2.
    """

    def __init__(self, message: str, *, version_mismatch: bool = False) -> None:
        super().__init__(message)
        self.version_mismatch = version_mismatch


@dataclass(frozen=True, slots=True)
class SoapFault:
    """A fault as it stands on the wire."""

    code: str
    message: str


def encoded(namespace: str, wrapper: str, inner: str) -> bytes:
    """An rpc/encoded message of V2 in UTF-8: `inner` holds the parts, `wrapper` is a local name."""
    return _message(namespace, _TYPES + _ENCODING, wrapper, inner)


def mapped(namespace: str, wrapper: str, inner: str) -> bytes:
    """The same for V1, where Apache's Map is a type as well."""
    return _message(namespace, _TYPES + _MAP + _ENCODING, wrapper, inner)


def literal(namespace: str, wrapper: str, inner: str) -> bytes:
    """A document/literal message of WS-I: nothing is typed."""
    return _message(namespace, "", wrapper, inner)


def _message(namespace: str, attributes: str, wrapper: str, inner: str) -> bytes:
    uri = text.escape(namespace).replace('"', "&quot;")
    return (
        f'{_DECLARATION}<SOAP-ENV:Envelope xmlns:SOAP-ENV="{SOAP_11}" xmlns:ns1="{uri}"'
        f"{attributes}><SOAP-ENV:Body><ns1:{wrapper}>{inner}</ns1:{wrapper}>{_TAIL}"
    ).encode()


def fault(code: str, message: str) -> bytes:
    """A SOAP 1.1 fault message as a store writes it: the bare code, no actor, no detail."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<SOAP-ENV:Envelope xmlns:SOAP-ENV="{SOAP_11}"><SOAP-ENV:Body><SOAP-ENV:Fault>'
        f"<faultcode>{text.escape(code)}</faultcode>"
        f"<faultstring>{text.escape(message)}</faultstring>"
        f"</SOAP-ENV:Fault>{_TAIL}"
    ).encode()


def body_of(root: _Element) -> _Element:
    """The Body of an envelope.

    Raises:
        NotAnEnvelope: the root is something else, or has no Body.
    """
    namespace, _, name = str(root.tag).rpartition("}")
    if name != "Envelope" or namespace not in (f"{{{SOAP_11}", f"{{{SOAP_12}"):
        raise NotAnEnvelope(
            f"<{local_name(root.tag)[:60]}> is no SOAP envelope", version_mismatch=True
        )
    body = root.find(f"{namespace}}}Body")
    if body is None:
        raise NotAnEnvelope("the SOAP envelope has no Body")
    return body


def open_envelope(raw: bytes) -> _Element:
    """The first child of the Body: the wrapper of a call or an answer, or a Fault.

    Raises:
        XmlRefused, NotAnEnvelope
    """
    body = body_of(parse(raw))
    if not len(body):
        raise NotAnEnvelope("the SOAP Body is empty")
    return body[0]


def fault_of(element: _Element) -> SoapFault | None:
    """The fault that the first child of a Body is, in SOAP 1.1 or 1.2; None if it is an answer."""
    namespace, _, name = str(element.tag).rpartition("}")
    if name != "Fault" or namespace not in (f"{{{SOAP_11}", f"{{{SOAP_12}"):
        return None
    if namespace == f"{{{SOAP_11}":
        code, message = element.find("{*}faultcode"), element.find("{*}faultstring")
    else:
        code, message = element.find("{*}Code/{*}Value"), element.find("{*}Reason/{*}Text")
    return SoapFault(_text(code).strip(), _text(message)[:MAX_FAULT_TEXT])


def result_of(wrapper: _Element) -> _Element | None:
    """The first child of an answer's wrapper, whatever its name; None if there is none.

    Before it, SOAP 1.2 has an element of its own that says the result's name.
    """
    return next((child for child in wrapper if child.tag != f"{{{SOAP_12_RPC}}}result"), None)


def _text(element: _Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


__all__ = [
    "NotAnEnvelope",
    "SoapFault",
    "XmlRefused",
    "body_of",
    "encoded",
    "fault",
    "fault_of",
    "open_envelope",
    "result_of",
]
