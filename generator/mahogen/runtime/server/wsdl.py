"""The WSDL that a server shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias
from xml.sax.saxutils import quoteattr

from lxml import etree

_ADDRESS: Final = "{http://schemas.xmlsoap.org/wsdl/soap/}address"
_NOT_IN_A_URI: Final = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")

WsdlText: TypeAlias = Callable[[], str] | str
"""The text of a WSDL, or what returns it."""


def check_namespace(namespace: str) -> None:
    """Refuse what is no URI.

    Raises:
        ValueError
    """
    if not namespace or _NOT_IN_A_URI.search(namespace):
        raise ValueError(f"the namespace must be a URI, not {namespace!r}")


def served_wsdl(source: WsdlText, *, address: str, declared: str, namespace: str) -> bytes:
    """The contract's WSDL with the server's own address and, if it differs, namespace.

    Raises:
        ValueError: the text is no WSDL that has a SOAP address.
    """
    text = source if isinstance(source, str) else source()
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
