"""Reports what a contract says and mahogen does not read, so that nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from xsdata.formats.dataclass.models.generics import AnyElement

from mahogen.errors import Diagnostics
from mahogen.read import xmlns
from mahogen.read.documents import Binding, Part, Port
from mahogen.read.nodes import Node
from mahogen.read.refuse import shown
from mahogen.read.schema import Schema
from mahogen.read.xml import AT, source_at

_OURS = {xmlns.WSDL, xmlns.SOAP, xmlns.XSD}
_OPTIONAL = 'list the alternatives in an xsd:all, each with minOccurs="0"'
_TYPES = "mahogen reads named xsd:complexType with xsd:all, xsd:sequence or a soapenc:Array"
_FOREIGN = "only WSDL 1.1, SOAP 1.1 and XML Schema are read; delete what is not"
_STORE_FAULTS = "classes of faults come from api.xml, where a store declares them: delete it"

_ELEMENT_HINTS = {
    "xsd:choice": _OPTIONAL,
    "xsd:group": "write the elements of the group out",
    "xsd:any": "declare the field with xsd:anyType",
    "xsd:anyAttribute": "delete it: SOAP structs have no attributes",
    "xsd:attribute": "delete it, or make it an xsd:element: SOAP structs have no attributes",
    "xsd:simpleContent": "use the built-in type",
    "xsd:extension": "write the fields of the base type out",
    "xsd:redefine": "declare the types as they are to be",
}
_UNCHECKED = "no store checks values: say in the documentation what they have to be"
_RULES = (
    *("fractionDigits", "length", "maxExclusive", "maxInclusive", "maxLength", "minExclusive"),
    *("minInclusive", "minLength", "pattern", "totalDigits", "whiteSpace"),
)
# PHP reads over these, and so a store's own modules may have them.
_READ_OVER = {
    **{f"xsd:{name}": _UNCHECKED for name in _RULES},
    "wsdl:fault": _STORE_FAULTS,
    "soap:fault": _STORE_FAULTS,
    "soap:header": "no header is sent, and none is read, as in a store: delete it",
}
_ATTRIBUTE_HINTS = {
    "default": "delete it, and say in notes.toml what leaving the field out means",
    "fixed": "delete it, and list the value in notes.toml",
    "ref": "give the element a name and a type of its own",
    "abstract": "delete it: mahogen knows no substitution",
    "substitutionGroup": "delete it: mahogen knows no substitution",
    "mixed": "delete it: a SOAP struct holds elements only",
    "form": "delete it: fields of a SOAP struct are unqualified",
}
# Attributes that say nothing beyond what is so anyway.
_HARMLESS = {
    ("mixed", "false"),
    ("abstract", "false"),
    ("form", "unqualified"),
    ("required", "true"),
}
_CHILDREN: dict[type[Node], tuple[str, ...]] = {}


def report(root: Node, diagnostics: Diagnostics) -> None:
    """Unknown WSDL, SOAP and XSD is an error, what is foreign a warning, each with its place."""
    for node, owner in _walk(root, "the contract"):
        for other in node.others:
            # The SOAP 1.2 or HTTP way to the same operations is passed over as a whole.
            if isinstance(other, AnyElement) and not _unused(node):
                _report_element(other, node, owner, diagnostics)
        for attribute, value in node.attributes.items():
            _report_attribute(node, attribute, value, owner, diagnostics)


def _unused(node: Node) -> bool:
    if isinstance(node, Binding):
        return node.soap is None
    return isinstance(node, Port) and node.address is None


def _walk(node: Node, owner: str) -> Iterator[tuple[Node, str]]:
    """Every node below `node`, with the words for the nearest named one around it."""
    name = getattr(node, "name", "")
    if name:
        owner = f"{_kind(node)} {name}"
    yield node, owner
    if isinstance(node, Binding) and node.soap is None:
        return
    for name in _names(node):
        value = getattr(node, name)
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, Node):
                yield from _walk(child, owner)


def _names(node: Node) -> tuple[str, ...]:
    """The fields of a node that may hold further nodes."""
    kind = type(node)
    if kind not in _CHILDREN:
        children = (f.name for f in fields(node) if f.metadata.get("type") == "Element")
        _CHILDREN[kind] = tuple(children)
    return _CHILDREN[kind]


def _metadata(node: Node) -> Iterator[Mapping[Any, Any]]:
    return (field.metadata for field in fields(node))


def _kind(node: Node) -> str:
    kind = type(node).__name__.removeprefix("Bound")
    return kind[0].lower() + kind[1:]


def _report_element(other: AnyElement, node: Node, owner: str, diagnostics: Diagnostics) -> None:
    qname = other.qname or ""
    source = source_at(str(other.attributes.get(AT, "")))
    uri, local = xmlns.split(qname)
    name = xmlns.spelled(qname)
    if uri not in _OURS:
        diagnostics.warn(source, f"{name} in {owner} is not read, nor served", _FOREIGN)
    elif name in _READ_OVER:
        diagnostics.warn(source, f"{name} in {owner} is not read, nor served", _READ_OVER[name])
    elif any((local, uri) == (m.get("name"), m.get("namespace")) for m in _metadata(node)):
        diagnostics.error(source, f"{name} stands twice in {owner}", "keep one of them")
    else:
        hint = _ELEMENT_HINTS.get(name, _TYPES if uri == xmlns.XSD else "delete it")
        diagnostics.error(source, f"{name} in {owner} is not supported", hint)


def _report_attribute(
    node: Node, attribute: str, value: str, owner: str, diagnostics: Diagnostics
) -> None:
    uri, local = xmlns.split(attribute)
    name = xmlns.spelled(attribute)
    value = xmlns.local(value) if value.startswith("{") else value
    what = f"the attribute {name}={shown(value)} of {owner}"
    if uri == xmlns.XML or (local, value) in _HARMLESS or attribute == "id":
        return
    if isinstance(node, Schema) and attribute == "version":
        return
    if attribute == "parameterOrder":
        hint = "arguments go in the order of the parts: delete it"
        diagnostics.warn(node.source, f"{what} is not read", hint)
    elif isinstance(node, Part) and attribute in ("minOccurs", "maxOccurs"):
        hint = "delete it: a part comes once, and some programs refuse the contract for it"
        diagnostics.warn(node.source, f"{what} is not read", hint)
    elif uri and uri not in _OURS:
        diagnostics.warn(node.source, f"{what} is not read, nor served", _FOREIGN)
    else:
        hint = _ATTRIBUTE_HINTS.get(local, "delete it")
        diagnostics.error(node.source, f"{what} is not supported", hint)
