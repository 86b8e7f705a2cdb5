"""What the modules of a Maho declare, read by a few lines that share nothing with mahogen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from support.corpus import BASE, CORPUS, MODULES

XSD = "http://www.w3.org/2001/XMLSchema"
WSDL = "http://schemas.xmlsoap.org/wsdl/"
SOAP_ENC = "http://schemas.xmlsoap.org/soap/encoding/"
ANY_ARRAY = "soapenc:Array"

FILES = {"v2": ("wsdl2.xml", "wsdl.xml"), "wsi": ("wsi.xml", "wsi.xml")}


@dataclass(frozen=True)
class Element:
    """A field of a struct, or a part of a message: its type by name, xsd: before those of XSD."""

    name: str
    type: str
    optional: bool
    where: str


@dataclass
class Declared:
    """One dialect of the whole store; of what is declared twice, the first holds."""

    structs: dict[str, dict[str, Element]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    """The type of the members by that of the array."""
    members: dict[str, str] = field(default_factory=dict)
    """What WS-I calls the member of an array."""
    messages: dict[str, dict[str, Element]] = field(default_factory=dict)
    operations: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The messages of each operation, to the store and back."""
    declared_at: dict[str, str] = field(default_factory=dict)
    """The file and line of each operation."""

    def parts(self, operation: str) -> dict[str, Element]:
        """What an operation takes, its session id first or wherever it stands."""
        return self._inside(self.operations[operation][0])

    def result(self, operation: str) -> Element:
        """What an operation gives."""
        [result] = self._inside(self.operations[operation][1]).values()
        return result

    def knows(self, kind: str) -> bool:
        """Whether a type is declared, or needs not be."""
        return kind.startswith("xsd:") or kind in (*self.structs, *self.lists, ANY_ARRAY)

    def _inside(self, message: str) -> dict[str, Element]:
        """The parts of a message; in WS-I its only one is an element that has them as fields."""
        parts = self.messages[message]
        wrapper = parts["parameters"].type if "parameters" in parts else ""
        return self.structs.get(wrapper, parts)


@cache
def declared(dialect: str) -> Declared:
    """All modules of the corpus in V2 ("v2") or WS-I ("wsi")."""
    base, name = FILES[dialect]
    paths = [CORPUS / BASE / base]
    for folder in MODULES:
        paths += sorted(CORPUS.glob(f"*/{folder}/etc/{name}"))
    found = Declared()
    for path in paths:
        _read(path.read_bytes(), path.relative_to(CORPUS).as_posix(), found)
    return found


def _read(data: bytes, file: str, found: Declared) -> None:
    root = etree.fromstring(data)
    for kind in root.iter(f"{{{XSD}}}complexType"):
        # A wrapper of WS-I is an element with a type of its own, which has no name.
        parent = kind.getparent()
        assert parent is not None
        _read_type(kind.get("name") or f"{parent.get('name')}", kind, file, found)
    for message in root.iter(f"{{{WSDL}}}message"):
        parts = found.messages.setdefault(str(message.get("name")), {})
        for part in _elements(message, f"{{{WSDL}}}part", file):
            parts.setdefault(part.name, part)
    for port in root.iter(f"{{{WSDL}}}portType"):
        for operation in port.iter(f"{{{WSDL}}}operation"):
            ways = [operation.find(f"{{{WSDL}}}{way}") for way in ("input", "output")]
            to, back = (
                str(way.get("message")).rpartition(":")[2] for way in ways if way is not None
            )
            name = str(operation.get("name"))
            found.operations.setdefault(name, (to, back))
            found.declared_at.setdefault(name, f"{file}:{operation.sourceline}")


def _read_type(name: str, kind: etree._Element, file: str, found: Declared) -> None:
    array = kind.find(f".//{{{XSD}}}attribute")
    fields = list(_elements(kind, f"{{{XSD}}}element", file))
    if array is not None:
        item = str(array.get(f"{{{WSDL}}}arrayType")).removesuffix("[]")
        found.lists.setdefault(name, _resolved(item, array))
    elif kind.find(f".//{{{XSD}}}element[@maxOccurs='unbounded']") is not None:
        found.lists.setdefault(name, fields[0].type)
        found.members.setdefault(name, fields[0].name)
    else:
        known = found.structs.setdefault(name, {})
        for one in fields:
            known.setdefault(one.name, one)


def _elements(parent: etree._Element, tag: str, file: str) -> Iterator[Element]:
    for child in parent.iter(tag):
        kind = str(child.get("type") or child.get("element"))
        optional = child.get("minOccurs") == "0"
        where = f"{file}:{child.sourceline}"
        yield Element(str(child.get("name")), _resolved(kind, child), optional, where)


def _resolved(name: str, at: etree._Element) -> str:
    prefix, _, local = name.rpartition(":")
    uri = at.nsmap.get(prefix or None)
    return {XSD: f"xsd:{local}", SOAP_ENC: f"soapenc:{local}"}.get(uri or "", local)
