"""The XML namespaces that contracts use, and names in Clark notation: {uri}local."""

from __future__ import annotations

import re

WSDL = "http://schemas.xmlsoap.org/wsdl/"
SOAP = "http://schemas.xmlsoap.org/wsdl/soap/"
SOAP12 = "http://schemas.xmlsoap.org/wsdl/soap12/"
HTTP = "http://schemas.xmlsoap.org/wsdl/http/"
XSD = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
SOAPENC = "http://schemas.xmlsoap.org/soap/encoding/"
SOAP_HTTP = "http://schemas.xmlsoap.org/soap/http"
ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
WSDL20 = "http://www.w3.org/ns/wsdl"

# Where a name goes whose prefix nothing declares: reported once, then passed over in silence.
UNRESOLVED = "urn:mahogen:unresolved"

_PREFIXES = {WSDL: "wsdl", SOAP: "soap", SOAP12: "soap12", HTTP: "http", XSD: "xsd", XSI: "xsi"}
_PREFIXES |= {XML: "xml", SOAPENC: "soapenc"}
# Names become file names, too; no store's name is half as long.
MAX_NAME = 200
# What XML lets a name start with, and go on with; \w takes out what nobody sees, such as joiners.
_STARTS = (
    r"A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f"
    r"\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START = rf"(?=[^\W\d])[{_STARTS}]"
_REST = rf"(?:\.|-|(?=\w)[0-9\u00b7{_STARTS}])"
_NCNAME = re.compile(rf"{_START}{_REST}*")
_TOKEN = re.compile(rf"{_REST}+")


def is_name(text: str) -> bool:
    """Whether XML allows `text` as the name of an element, without a prefix."""
    return _NCNAME.fullmatch(text) is not None


def is_token(text: str) -> bool:
    """Whether `text` is made of what may stand in a name, though not at its start."""
    return _TOKEN.fullmatch(text) is not None


def split(clark: str) -> tuple[str, str]:
    """Take {uri}local apart; the uri is empty where there is none."""
    uri, brace, local = clark.rpartition("}")
    return (uri[1:], local) if brace else ("", clark)


def local(clark: str) -> str:
    """The part of {uri}local after the namespace."""
    return split(clark)[1]


def spelled(clark: str) -> str:
    """A name as people write it: with its usual prefix, where there is one."""
    uri, name = split(clark)
    if not uri:
        return name
    return f"{_PREFIXES[uri]}:{name}" if uri in _PREFIXES else clark
