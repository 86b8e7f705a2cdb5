"""What the change of a type means: which rule, and where it is to be told.

The path is that of the value, unless a named array changed: that is told once, at the array,
however many values have its type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from mahogen.model.api import Anything, ArrayOf, EntityRef, MapOf, Scalar, TypeRef
from mahogen.model.spell import spell_shortly


class Direction(Enum):
    """Which way a value goes, seen from the caller."""

    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule, and `at`, the name of the array type that changed, empty for the value itself."""

    rule: str
    old: str
    new: str
    at: str = ""


_INTEGERS: Final = frozenset(
    {
        *("byte", "int", "integer", "long", "short", "negativeInteger", "nonNegativeInteger"),
        *("nonPositiveInteger", "positiveInteger"),
        *("unsignedByte", "unsignedInt", "unsignedLong", "unsignedShort"),
    }
)
_NUMBERS: Final = _INTEGERS | {"decimal", "double", "float"}


@dataclass(frozen=True, slots=True)
class Types:
    """Compares types: `renamed` are entities by their new names, `gone` are entities and arrays
    that are no more.

    `alike` tells whether two entities, one of each contract, have the same fields.
    """

    renamed: Mapping[str, str]
    gone: frozenset[str]
    alike: Callable[[str, str], bool]

    def compare(self, old: TypeRef, new: TypeRef, direction: Direction) -> Iterator[Verdict]:
        """What changed from `old` to `new`; nothing if they are the same."""
        match old, new:
            case _ if old == new:
                return
            case ArrayOf(), ArrayOf():
                yield from self._arrays(old, new, direction)
            case MapOf(), MapOf():
                yield from self._maps(old, new, direction)
            case (MapOf(name), ArrayOf(other)) | (ArrayOf(name), MapOf(other)) if (
                name and name == other
            ):
                # What is an entry and what is not follows from the struct in the array.
                yield Verdict("TY007", spell_shortly(old), spell_shortly(new), name)
            case EntityRef(name), EntityRef(other):
                if self.renamed.get(name) != other:
                    rule = "TY008" if self.alike(name, other) else "TY014"
                    yield Verdict(rule, name, other)
            case EntityRef(name) | ArrayOf(name) | MapOf(name), Anything() if name in self.gone:
                yield _verdict("TY009", old, new)
            case (_, Anything()) | (Anything(), _):
                yield _verdict("TY013", old, new)
            case _, ArrayOf(_, item) if self._same(old, item, direction):
                yield _verdict("OC005", old, new)
            case ArrayOf(_, item), _ if self._same(item, new, direction):
                yield _verdict("OC006", old, new)
            case Scalar(name), Scalar(other):
                yield _verdict(_scalars(name, other, direction), old, new)
            case _:
                yield _verdict("TY007", old, new)

    def _arrays(self, old: ArrayOf, new: ArrayOf, direction: Direction) -> Iterator[Verdict]:
        if old.name != new.name:
            yield Verdict("TY008", old.name or "Array", new.name or "Array", old.name)
        yield from self._items(old.item, new.item, direction, old.name)

    def _maps(self, old: MapOf, new: MapOf, direction: Direction) -> Iterator[Verdict]:
        for name, other in ((old.name, new.name), (old.entry, new.entry)):
            if name != other:
                yield Verdict("TY008", name or "Array", other or "Array", name)
        if Anything() not in (old.value, new.value):
            yield from self._items(old.value, new.value, direction, old.name)
        elif old.value != new.value and old.entry == new.entry:
            # Another entry has been told, and whoever declares one says what is in it.
            yield Verdict("TY013", spell_shortly(old), spell_shortly(new), old.name)

    def _items(
        self, old: TypeRef, new: TypeRef, direction: Direction, array: str
    ) -> Iterator[Verdict]:
        """Whatever happens to its items, the type of the array is another one."""
        found = list(self.compare(old, new, direction))
        inner = [verdict for verdict in found if verdict.at]
        if len(inner) < len(found):
            yield Verdict("AR001", spell_shortly(old), spell_shortly(new), array)
        yield from inner

    def _same(self, old: TypeRef, new: TypeRef, direction: Direction) -> bool:
        return next(self.compare(old, new, direction), None) is None


def _verdict(rule: str, old: TypeRef, new: TypeRef) -> Verdict:
    return Verdict(rule, spell_shortly(old), spell_shortly(new))


def _scalars(old: str, new: str, direction: Direction) -> str:
    if "boolean" in (old, new):
        return "TY006"
    if old in _NUMBERS and new in _NUMBERS:
        return "TY005"
    request = direction is Direction.REQUEST
    if old in _NUMBERS or (old != "string" and new == "string"):
        return "TY001" if request else "TY003"
    return "TY002" if request else "TY004"
