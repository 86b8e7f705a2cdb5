"""Configuration files of modules laid over each other, as a store's own configuration does it.

A module adds to what those before it say. Where both give a plain value, the later one wins, and
its entry moves to the end; a plain value never replaces an entry that holds others, and the
attributes of an entry stay those of the first file that has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from mahogen.read.xml import AT


class Overlay:
    """One tree below <config>, made of many; each element knows the file it came from."""

    def __init__(self) -> None:
        self.root = etree.Element("config")
        self._inner: dict[etree._Element, dict[str, etree._Element]] = {self.root: {}}

    def lay(self, source: etree._Element) -> None:
        """Lay the document `source` over the others, whatever its root is called."""
        if AT not in self.root.attrib:
            self.root.set(AT, source.get(AT, ""))
        self._extend(self.root, source)

    def _extend(self, target: etree._Element, source: etree._Element) -> None:
        entries = self._inner[target]
        for child in _plain(source):
            name = etree.QName(child).localname
            leaf = next(_plain(child), None) is None
            known = entries.get(name)
            if known is not None and leaf:
                if self._inner[known]:
                    continue
                target.remove(known)
                del entries[name], self._inner[known]
                known = None
            if known is None:
                known = _copy(target, name, child)
                known.text = child.text if leaf else None
                entries[name], self._inner[known] = known, {}
            self._extend(known, child)


def _plain(element: etree._Element) -> Iterator[etree._Element]:
    """The children that a store sees: those without a prefix."""
    return (child for child in element.iterchildren(etree.Element) if child.prefix is None)


def _copy(target: etree._Element, name: str, source: etree._Element) -> etree._Element:
    made = etree.SubElement(target, name)
    for key, value in source.attrib.items():
        if key == AT or not str(key).startswith("{"):
            made.set(key, value)
    return made
