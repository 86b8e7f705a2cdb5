"""What every element of a bound contract has: its place, and what nobody asked for.

QName-valued attributes are in Clark notation, {uri}local; `tidy` sees to that before binding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xsdata.formats.dataclass.models.generics import AnyElement

from mahogen.errors import Source
from mahogen.read import xmlns
from mahogen.read.xml import SOURCE_NS, source_at


def attribute(name: str, namespace: str = "") -> dict[str, str]:
    """How xsdata finds the value of a field: in an attribute."""
    return {"type": "Attribute", "name": name, "namespace": namespace}


def element(name: str, namespace: str) -> dict[str, str]:
    """How xsdata finds the value of a field: in a child element, or in several."""
    return {"type": "Element", "name": name, "namespace": namespace}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Any element of a contract: where it stands, and what nobody asked for."""

    at: str = field(default="", metadata=attribute("at", SOURCE_NS))
    others: tuple[object, ...] = field(
        default=(),
        metadata={"type": "Wildcard", "namespace": "##any", "process_contents": "skip"},
    )
    attributes: dict[str, str] = field(
        default_factory=dict, metadata={"type": "Attributes", "namespace": "##any"}
    )

    @property
    def source(self) -> Source:
        """Where the element starts."""
        return source_at(self.at)

    def unread(self, tag: str) -> Iterator[Mapping[str, str]]:
        """The attributes of each child {uri}local that nothing was made of."""
        for other in self.others:
            if isinstance(other, AnyElement) and other.qname == tag:
                yield {name: str(value) for name, value in other.attributes.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class WsdlNode(Node):
    """An element of WSDL, which may be documented."""

    doc: str = field(default="", metadata=element("documentation", xmlns.WSDL))


@dataclass(frozen=True, slots=True, kw_only=True)
class XsdNode(Node):
    """An element of XML Schema, which may be annotated."""

    doc: str = field(default="", metadata=element("annotation", xmlns.XSD))
