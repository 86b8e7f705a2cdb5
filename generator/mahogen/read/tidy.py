"""A pass over the tree of a WSDL before it is bound: names checked, QNames resolved.

Afterwards every QName-valued attribute is in Clark notation, so that prefixes play no part any
more, documentation is one line of plain text, and no text stands where only elements may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from mahogen.errors import Diagnostics
from mahogen.read import xmlns
from mahogen.read.address import without_credentials
from mahogen.read.refuse import shown
from mahogen.read.xml import source_of

_OURS = {xmlns.WSDL, xmlns.SOAP, xmlns.XSD}
_ARRAY_TYPE = f"{{{xmlns.WSDL}}}arrayType"
QNAMES = ("type", "base", "ref", "element", "message", "binding", _ARRAY_TYPE)
# Whose names become tags; those of all else are only referred to.
_TAGS = {
    *(f"{{{xmlns.WSDL}}}{kind}" for kind in ("operation", "part")),
    f"{{{xmlns.XSD}}}element",
}
_URIS = ("targetNamespace", "namespace")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]+")


def tidy(root: etree._Element, diagnostics: Diagnostics) -> None:
    """Make `root` fit to be bound, in place, and report what cannot be resolved or is no name."""
    _report_template_variables(root, diagnostics)
    for element in _walk(root):
        uri, local = xmlns.split(str(element.tag))
        _strip_xsi(element, diagnostics)
        if uri not in _OURS:
            continue
        if local in ("documentation", "annotation"):
            _flatten(element)
            continue
        _refuse_text(element, diagnostics)
        _check_names(element, diagnostics)
        for attribute in QNAMES:
            value = element.get(attribute)
            if value is not None and uri != xmlns.SOAP:
                element.set(attribute, _resolve(element, attribute, value, diagnostics))


def _walk(element: etree._Element) -> Iterator[etree._Element]:
    """Every element; what is taken out of one while it is looked at is not visited."""
    yield element
    for child in list(element):
        yield from _walk(child)


def _report_template_variables(root: etree._Element, diagnostics: Diagnostics) -> None:
    for element in root.iter(etree.Element):
        for value in element.attrib.values():
            if "{{" in str(value):
                said = shown(without_credentials(str(value)))
                diagnostics.error(
                    source_of(element),
                    f"{said} is a template variable: this is a module's own file",
                    "give the store's source tree, or what the store serves at its address",
                )
                return


def _strip_xsi(element: etree._Element, diagnostics: Diagnostics) -> None:
    """Take away what would have xsdata bind another class, or none."""
    for attribute in [str(name) for name in element.attrib]:
        uri, local = xmlns.split(attribute)
        if uri != xmlns.XSI:
            continue
        del element.attrib[attribute]
        if local in ("type", "nil"):
            what = (
                f"{xmlns.spelled(str(element.tag))} has xsi:{local}, which has no place in a WSDL"
            )
            diagnostics.error(source_of(element), what, "delete it")


def _flatten(element: etree._Element) -> None:
    """Documentation as one line of text, whatever markup it has."""
    documents = element.findall(f"{{{xmlns.XSD}}}documentation") or [element]
    text = " ".join(str(piece) for document in documents for piece in document.itertext())
    for child in list(element):
        element.remove(child)
    element.text = " ".join(text.split())


def _refuse_text(element: etree._Element, diagnostics: Diagnostics) -> None:
    """Report text, and take it away: xsdata cannot bind any here."""
    texts = [element.text, *(child.tail for child in element)]
    element.text = None
    for child in element:
        child.tail = None
    stray = next((text for text in texts if text and text.strip()), None)
    if stray:
        inside = xmlns.spelled(str(element.tag))
        what = f"{inside} holds the text {shown(stray)}, where only elements may stand"
        diagnostics.error(source_of(element), what, "delete the text")


def _check_names(element: etree._Element, diagnostics: Diagnostics) -> None:
    name = element.get("name")
    what = xmlns.spelled(str(element.tag))
    if name is not None and "{{" not in name:
        called = f"{what} is called {shown(name)}, which XML does not allow as a name"
        if not xmlns.is_token(name) or (element.tag in _TAGS and not xmlns.is_name(name)):
            diagnostics.error(
                source_of(element),
                called,
                "a name starts with a letter or _ and goes on with letters, digits, _ - or .",
            )
        elif len(name) > xmlns.MAX_NAME:
            long = f"{what} has a name of {len(name):,} characters: {shown(name, 20)}"
            diagnostics.error(
                source_of(element), long, f"keep names under {xmlns.MAX_NAME} characters"
            )
        elif not xmlns.is_name(name):
            hint = "stores take it; let it start with a letter, for clients that do not"
            diagnostics.warn(source_of(element), called, hint)
    for attribute in _URIS:
        uri = element.get(attribute)
        if uri is not None and "{{" not in uri and not _URI.fullmatch(uri):
            diagnostics.error(
                source_of(element),
                f"{what} has the {attribute} {shown(uri)}, which is not a URI",
                "write one such as urn:Maho",
            )


def _resolve(element: etree._Element, attribute: str, value: str, diagnostics: Diagnostics) -> str:
    """`value` in Clark notation, with the brackets of an arrayType left at its end."""
    name, bracket, dimensions = value.strip().partition("[")
    prefix, colon, local = name.rpartition(":")
    if "{{" in value:
        return f"{{{xmlns.UNRESOLVED}}}{bracket}{dimensions}"
    if not xmlns.is_token(local) or (colon and not xmlns.is_name(prefix)):
        what = f"{xmlns.spelled(attribute)}={shown(value)} is not a name"
        diagnostics.error(source_of(element), what, "write prefix:name, as in typens:cartEntity")
        return f"{{{xmlns.UNRESOLVED}}}{bracket}{dimensions}"
    uri = element.nsmap.get(prefix or None)
    if uri is None and prefix:
        what = f"{xmlns.spelled(attribute)}={shown(value)} has a prefix that nothing declares"
        diagnostics.error(source_of(element), what, f'declare xmlns:{prefix}="..." on the root')
        return f"{{{xmlns.UNRESOLVED}}}{local}{bracket}{dimensions}"
    return f"{{{uri or ''}}}{local}{bracket}{dimensions}"
