"""A module's WSDL file as a store's merge sees it: by prefixes, and not as XML means them.

The merge asks for children without a prefix, and for children of each namespace that some prefix
stands for anywhere below; outside WS-I it never asks for those of the prefix wsdl.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from mahogen.read import xmlns
from mahogen.read.xml import AT

Attributes = dict[str, str]
# A prefix whose attributes a store overlooks.
_OVERLOOKED = "soap"


@dataclass(frozen=True, slots=True)
class Piece:
    """An element of a module's file. `used` holds the prefixes from here down, first come first."""

    element: etree._Element
    prefix: str | None
    uri: str
    name: str
    used: Mapping[str | None, str]
    inner: tuple[Piece, ...] = field(repr=False)

    @classmethod
    def of(cls, element: etree._Element) -> Piece:
        """`element` with all that is below it."""
        uri, name = xmlns.split(str(element.tag))
        inner = tuple(cls.of(child) for child in element.iterchildren(etree.Element))
        used: dict[str | None, str] = {element.prefix: uri} if uri else {}
        for named in _attribute_prefixes(element):
            used.setdefault(*named)
        for piece in inner:
            for prefix, space in piece.used.items():
                used.setdefault(prefix, space)
        return cls(element, element.prefix, uri, name, used, inner)

    def visited(self, wsi: bool) -> Iterator[tuple[str | None, Piece]]:
        """The children in the order of a store, each with the namespace that it was asked for by.

        One may come twice, by its namespace and as one without a prefix; or not at all.
        """
        if not self.inner:
            return
        spaces = dict.fromkeys(
            space for prefix, space in self.used.items() if prefix and (wsi or prefix != "wsdl")
        )
        asked: dict[str, list[Piece]] = {space: [] for space in spaces}
        for piece in self.inner:
            if piece.uri in asked:
                asked[piece.uri].append(piece)
        for space, pieces in asked.items():
            yield from ((space, piece) for piece in pieces)
        yield from ((None, piece) for piece in self.inner if piece.prefix is None)

    def overlooked(self, wsi: bool) -> Iterator[Piece]:
        """The children that no visit reaches."""
        reached = {id(piece) for _, piece in self.visited(wsi)}
        return (piece for piece in self.inner if id(piece) not in reached)

    def attributes(self) -> Attributes:
        """The attributes that a store compares."""
        spaces = {space for prefix, space in self.used.items() if prefix not in (None, _OVERLOOKED)}
        return {
            key: value
            for key, value in plain(self.element).items()
            if not key.startswith("{") or xmlns.split(key)[0] in spaces
        }


def plain(element: etree._Element) -> Attributes:
    """The attributes of `element` without ours."""
    return {str(key): str(value) for key, value in element.attrib.items() if key != AT}


def _attribute_prefixes(element: etree._Element) -> Iterator[tuple[str, str]]:
    for key in plain(element):
        uri, _ = xmlns.split(key)
        if uri:
            prefixes = (p for p, space in element.nsmap.items() if p and space == uri)
            yield next(prefixes, "xml"), uri
