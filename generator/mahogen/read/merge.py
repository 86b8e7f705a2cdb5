"""The WSDL files of modules merged into the base contract, as a store merges them.

What a module says is looked for, level by level, by its name and its attributes: found, it is
left as it is, and the merge goes on below; not found, it is appended. So the first definition
wins, and an element finds one that has more attributes than it has itself.
"""

from __future__ import annotations

from lxml import etree

from mahogen.errors import Diagnostics
from mahogen.read import xmlns
from mahogen.read.fragment import Attributes, Piece
from mahogen.read.merged import Spot
from mahogen.read.refuse import refuse, shown
from mahogen.read.xml import AT, source_of

_QNAMES = ("type", "base", "ref", "element", "message", "binding", f"{{{xmlns.WSDL}}}arrayType")
# An element that is asked for both by its namespace and as one without a prefix may double, and
# what is in it again.
_TIMES = 16


class Merge:
    """A contract that grows by the files of modules, in the order in which they are added.

    `wsi` is whether it is WS-I's: a store goes about that one a little differently.
    """

    def __init__(self, base: etree._Element, wsi: bool, diagnostics: Diagnostics) -> None:
        self.root = base
        self._wsi = wsi
        self._diagnostics = diagnostics
        self._top = Spot.of(base)

    def add(self, fragment: etree._Element) -> None:
        """Merge the tree of a module's file, given as read; its root itself says nothing.

        Raises:
            InputError: a store would append its elements over and over again.
        """
        size = sum(1 for _ in fragment.iter(etree.Element))
        addition = _Addition(self._wsi, self._diagnostics, _TIMES * size)
        addition.extend(self._top, Piece.of(fragment))


class _Addition:
    """One file on its way into the contract: says each thing once."""

    def __init__(self, wsi: bool, diagnostics: Diagnostics, limit: int) -> None:
        self.wsi = wsi
        self.diagnostics = diagnostics
        self.left = limit
        # What was merged where: some pieces are visited twice, and so is all that is in them.
        self.merged: set[tuple[int, int]] = set()
        # Prefixes, and an empty one for what is overlooked.
        self.told: set[str] = set()

    def extend(self, target: Spot, source: Piece) -> None:
        if (id(target), id(source)) in self.merged:
            return
        self.merged.add((id(target), id(source)))
        self.check_overlooked(source)
        for space, piece in source.visited(self.wsi):
            attributes = piece.attributes()
            spot = target.find(space, piece.name, attributes)
            if spot is None:
                spot = self.append(target, space, piece, attributes)
            else:
                self.check_twice(spot, piece)
            if spot is not None:
                self.extend(spot, piece)

    def append(
        self, target: Spot, space: str | None, piece: Piece, attributes: Attributes
    ) -> Spot | None:
        """A copy of `piece` at the end of `target`; None if a store makes another element of it."""
        uri = target.uri if space is None else space
        if piece.uri and piece.uri != uri:
            self.refuse_twisted(target, piece)
            return None
        self.check_prefixes(target, piece)
        element = piece.element
        self.left -= 1
        if self.left < 0:
            file, line = source_of(element).file, source_of(element).line
            what = f"a store would merge this more than {_TIMES} times"
            refuse(file, line, what, "give each namespace one prefix in a file, or none")
        leaf = next(piece.visited(self.wsi), None) is None
        text = element.text if leaf else None
        return target.append(space, piece.name, _kept(attributes), text, element.get(AT, ""))

    def check_twice(self, spot: Spot, piece: Piece) -> None:
        """Warn of what its own file has said already; what another file says is said on purpose."""
        name, here, first = piece.element.get("name"), source_of(piece.element), spot.source
        if name is not None and first.file == here.file and first.line != here.line:
            spelled = xmlns.spelled(str(piece.element.tag))
            what = f"{spelled} {shown(name)} stands twice, first in line {first.line}"
            self.diagnostics.warn(here, what, "a store leaves this one out: keep one of them")

    def check_overlooked(self, source: Piece) -> None:
        lost = next(source.overlooked(self.wsi), None)
        if lost is not None and "" not in self.told:
            self.told.add("")
            what = f"{lost.prefix}:{lost.name} is left out, as any store leaves it out"
            hint = "write it without a prefix, and declare its namespace with xmlns="
            self.diagnostics.warn(source_of(lost.element), what, hint)

    def refuse_twisted(self, target: Spot, piece: Piece) -> None:
        """Report what a store would append in the namespace of its parent, for want of a match."""
        name, uri = piece.name, piece.element.get("targetNamespace")
        spelled = xmlns.spelled(f"{{{piece.uri}}}{name}")
        if uri is not None:
            what = f"{spelled} of {shown(uri)} is not in the contract that it is merged into"
            hint = 'write targetNamespace="urn:{{var wsdl.name}}", which is right in every store'
        else:
            what = f"{spelled} is not in the contract that it is merged into"
            hint = "start from a file of Mage_Catalog: prefixes have to be as they are there"
        twisted = xmlns.spelled(f"{{{target.uri}}}{name}")
        what += f": a store makes {twisted} of it, which PHP refuses"
        self.diagnostics.error(source_of(piece.element), what, hint)

    def check_prefixes(self, target: Spot, piece: Piece) -> None:
        """Warn of a name whose prefix means something else where it goes to."""
        for key in _QNAMES:
            prefix, colon, _ = (piece.element.get(key) or "").strip().rpartition(":")
            if not colon or prefix in self.told:
                continue
            here, there = piece.element.nsmap.get(prefix), target.scope.get(prefix)
            if here != there and here is not None:
                self.told.add(prefix)
                means = f"there it stands for {there}" if there else "there nothing declares it"
                what = f"the prefix {prefix} stands for {here} here, and names are merged as text"
                hint = "declare and use the prefixes of Mage_Api's own file, so that both agree"
                self.diagnostics.warn(source_of(piece.element), f"{what}: {means}", hint)


def _kept(attributes: Attributes) -> Attributes:
    """What a store copies: of the attributes with a namespace, only those of WSDL itself."""
    return {
        key: value
        for key, value in attributes.items()
        if not key.startswith("{") or xmlns.split(key)[0] == xmlns.WSDL
    }
