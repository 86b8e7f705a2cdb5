"""What a place holds: the documents found there, parsed and not yet read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from mahogen.read.address import Address
from mahogen.read.source import Origin


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as a tree, each element of which knows its file and line (`read.xml.source_of`).

    `name` is what messages call the document as a whole; elements that were merged into it from
    other files bear the names of those. `place` is where it was read, as far as that is one place.
    """

    name: str
    root: etree._Element
    place: Origin | Address | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The contracts of a place by the key of their dialect (v2, wsi, v1), and its catalog."""

    wsdls: Mapping[str, Raw] = field(default_factory=dict)
    catalog: Raw | None = None
