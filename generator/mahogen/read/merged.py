"""A place in a merged contract: an element, and what finds its children again without a search."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from mahogen.errors import Source
from mahogen.read import xmlns
from mahogen.read.fragment import Attributes, plain
from mahogen.read.xml import AT, source_of

_Key = tuple[str, ...]


class Spot:
    """An element of the merged contract. `scope` is what each prefix stands for there."""

    __slots__ = ("_found", "_index", "attributes", "element", "prefix", "scope", "uri")

    def __init__(
        self,
        element: etree._Element,
        prefix: str | None,
        attributes: Attributes,
        scope: Mapping[str | None, str],
    ) -> None:
        self.element = element
        self.uri, _ = xmlns.split(str(element.tag))
        self.prefix = prefix
        self.attributes = attributes
        self.scope = scope
        self._index: dict[_Key, list[Spot]] = {}
        self._found: dict[tuple[str | None, str, frozenset[tuple[str, str]]], Spot] = {}

    @classmethod
    def of(cls, element: etree._Element) -> Spot:
        """`element` of the base contract, with all that is below it."""
        spot = cls(element, element.prefix, plain(element), element.nsmap)
        for child in element.iterchildren(etree.Element):
            spot._add(cls.of(child))
        return spot

    @property
    def source(self) -> Source:
        """The file and line that it came from."""
        return source_of(self.element)

    def find(self, space: str | None, name: str, attributes: Attributes) -> Spot | None:
        """The first child called `name` that has all these attributes, and maybe more.

        With a namespace it is one of that namespace, without one it is one without a prefix.
        """
        key = (space, name, frozenset(attributes.items()))
        if key not in self._found:
            keys: list[_Key] = [(name, *item) for item in attributes.items()] or [(name,)]
            likely = min((self._index.get(k, []) for k in keys), key=len)
            for spot in likely:
                asked = spot.prefix is None if space is None else spot.uri == space
                if asked and attributes.items() <= spot.attributes.items():
                    self._found[key] = spot
                    break
        return self._found.get(key)

    def append(
        self, space: str | None, name: str, attributes: Attributes, text: str | None, at: str
    ) -> Spot:
        """A new last child; without a namespace of its own it takes this element's."""
        uri, prefix, scope = self.uri, self.prefix, self.scope
        declared: dict[str | None, str] = {}
        if space is not None:
            uri = space
            if space in scope.values():
                prefix = next(known for known, value in scope.items() if value == space)
            else:
                prefix, declared = None, {None: space}
                scope = {None: space, **{known: scope[known] for known in scope if known}}
        tag = f"{{{uri}}}{name}" if uri else name
        element = etree.SubElement(self.element, tag, {**attributes, AT: at}, declared or None)
        element.text = text
        spot = Spot(element, prefix, attributes, scope)
        self._add(spot)
        return spot

    def _add(self, spot: Spot) -> None:
        name = xmlns.local(str(spot.element.tag))
        keys: list[_Key] = [(name,), *((name, *item) for item in spot.attributes.items())]
        for key in keys:
            self._index.setdefault(key, []).append(spot)
