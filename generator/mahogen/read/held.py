"""What a place holds: the documents found there, parsed and not yet read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as a tree, each element of which knows its file and line (`read.xml.source_of`).

    `name` is what messages call the document as a whole; elements that were merged into it from
    other files bear the names of those.
    """

    name: str
    root: etree._Element


@dataclass(frozen=True, slots=True)
class Held:
    """The contracts of a place by the key of their dialect (v2, wsi, v1), and its catalog."""

    wsdls: Mapping[str, Raw] = field(default_factory=dict)
    catalog: Raw | None = None
