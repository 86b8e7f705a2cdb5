"""The WSDL that a server shows."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from lxml import etree

_ADDRESS: Final = "{http://schemas.xmlsoap.org/wsdl/soap/}address"
_NOT_IN_A_URL: Final = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")


def served_wsdl(text: str, *, address: str, declared: str, namespace: str) -> bytes:
    """The contract's WSDL with the server's own address and, if it differs, namespace.

    The address is a setting and never what a request says of its host.

    Raises:
        ValueError: the address is no http(s) URL, the namespace no URI, or the text no WSDL that
            has a SOAP address.
    """
    url = urlsplit(address)
    if url.scheme not in ("http", "https") or not url.netloc or _NOT_IN_A_URL.search(address):
        raise ValueError(f"the address must be an absolute http or https URL, not {address!r}")
    if not namespace or _NOT_IN_A_URL.search(namespace):
        raise ValueError(f"the namespace must be a URI, not {namespace!r}")
    if namespace != declared:
        text = _renamed(text, declared, namespace)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"the WSDL is not well-formed: {error.msg}") from None
    places = list(root.iter(_ADDRESS))
    if not places:
        raise ValueError("the WSDL has no soap:address")
    for place in places:
        place.set("location", address)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _renamed(text: str, declared: str, namespace: str) -> str:
    """The text with every attribute that is exactly the declared namespace changed."""
    new = quoteattr(namespace)
    return re.sub(rf"=\s*([\"']){re.escape(declared)}\1", lambda _: f"={new}", text)
