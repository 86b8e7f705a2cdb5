"""XML files as trees of plain values that compare with ==.

lxml alone reads them, so that a mistake in mahogen's own reader cannot hide one in the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"
SOAPENC = "{http://schemas.xmlsoap.org/soap/encoding/}"
XSD = "{http://www.w3.org/2001/XMLSchema}"
MAHO = "{urn:Maho}"

QNAMES = {"type", "element", "base", "ref", "message", "binding", f"{WSDL}arrayType"}


@dataclass(frozen=True)
class Node:
    """An element with its QNames resolved; white space between elements and comments are gone."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: tuple[Node, ...] = ()

    @property
    def name(self) -> str:
        return self.attributes["name"]

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, tag: str) -> list[Node]:
        return [node for node in self.walk() if node.tag == tag]

    def one(self, tag: str) -> Node:
        (found,) = self.all(tag)
        return found


def parse(path: Path, variables: Mapping[str, str]) -> Node:
    """The file at `path`; `variables` are what a store fills into the templates of its modules."""
    text = path.read_text(encoding="utf-8")
    for variable, value in variables.items():
        text = text.replace(f"{{{{var wsdl.{variable}}}}}", value)
    assert "{{" not in text, f"{path.name} has a variable that a store does not know"
    return _node(etree.fromstring(text.encode()))


def _node(element: etree._Element) -> Node:
    def value(name: str, text: str) -> str:
        if name not in QNAMES or ":" not in text:
            return text
        prefix, _, local = text.partition(":")
        return f"{{{element.nsmap[prefix]}}}{local}"

    children = tuple(_node(child) for child in element.iterchildren(tag=etree.Element))
    return Node(
        tag=str(element.tag),
        attributes={str(k): value(str(k), str(v)) for k, v in element.attrib.items()},
        text="" if children else element.text or "",
        children=children,
    )


def by_name(nodes: Iterable[Node]) -> dict[str, Node]:
    """The nodes by their attribute `name`, in their order, each name once."""
    found: dict[str, Node] = {}
    for each in nodes:
        assert each.name not in found, f"{each.name} is declared twice"
        found[each.name] = each
    return found


def bare(full: Node) -> Node:
    """The node without any attributes; those of an api.xml only steer translation."""
    return replace(full, attributes={}, children=tuple(bare(child) for child in full.children))


def section(catalog: Node, path: str) -> Node:
    """The element at `path` below config/api of an api.xml, without attributes."""
    for step in ("api", *path.split("/")):
        (catalog,) = (child for child in catalog.children if child.tag == step)
    return bare(catalog)
