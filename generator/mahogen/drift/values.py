"""Changes of one value, be it a part, a field or a result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from mahogen.drift.change import Change
from mahogen.drift.spot import Spot
from mahogen.drift.types import Direction, Types
from mahogen.model.api import Listed, TypeRef

ANY: Final = "any"
WORDS_OF_STRAY: Final = {True: "of WSDL", False: "of XML Schema"}


class Occurring(Protocol):
    """What a dialect says of a value besides its type."""

    @property
    def required(self) -> bool:
        """Whether it has to be there."""

    @property
    def nillable(self) -> bool:
        """Whether xsi:nil may stand for it."""


class Declared(Protocol):
    """What a contract says of a value and no code is made of."""

    @property
    def listed(self) -> Listed | None:
        """The values that its type lists."""

    @property
    def stray(self) -> bool:
        """Whether its element is none of XML Schema."""


class Said(Protocol):
    """What a contract says in words, whatever notes say instead."""

    @property
    def doc(self) -> str:
        """Plain text, empty where nothing is said."""


def doc_changes(
    spot: Spot,
    was: Said,
    now: Said,
) -> Iterator[Change]:
    """What a contract says in words, which is where docstrings come from."""
    if was.doc != now.doc:
        yield spot.change("OP007", was.doc, now.doc)


def type_changes(
    spot: Spot,
    was: TypeRef,
    now: TypeRef,
    direction: Direction,
    types: Types,
) -> Iterator[Change]:
    """What the change of a type means for the value there."""
    for verdict in types.compare(was, now, direction):
        # An array that changed is told as itself, wherever it is used.
        yield spot.change(verdict.rule, verdict.old, verdict.new, verdict.at)


def occurrence_changes(
    spot: Spot,
    was: Occurring,
    now: Occurring,
    direction: Direction,
) -> Iterator[Change]:
    """minOccurs and nillable."""
    request = direction is Direction.REQUEST
    found: list[tuple[str, str, str]] = []
    if was.required != now.required:
        words = {True: "required", False: "optional"}
        stricter = "OC001" if request else "OC004"
        looser = "OC002" if request else "OC003"
        rule = stricter if now.required else looser
        found.append((rule, words[was.required], words[now.required]))
    if was.nillable != now.nillable:
        words = {True: "nillable", False: "not nillable"}
        if request and was.nillable:
            found.append(("OC008", words[True], words[False]))
        if not request and now.nillable:
            found.append(("OC007", words[False], words[True]))
    for rule, old, new in found:
        yield spot.change(rule, old, new)


def declared_changes(
    spot: Spot,
    was: Declared,
    now: Declared,
    direction: Direction,
) -> Iterator[Change]:
    """The namespace of its element, and the values that are listed.

    Those of a named type are told as that of the type, however many values are of it.
    """
    if was.stray != now.stray:
        yield spot.change("EL011", WORDS_OF_STRAY[was.stray], WORDS_OF_STRAY[now.stray])
    name = was.listed.name if was.listed and now.listed else ""
    at = name if now.listed and now.listed.name == name else ""
    for rule, old, new in _listed(was.listed, now.listed, direction):
        yield spot.change(rule, old, new, at)


def _listed(
    was: Listed | None, now: Listed | None, direction: Direction
) -> Iterator[tuple[str, str, str]]:
    """Rules with the values that went and that came; where none are listed, any will do."""
    old, new = (one.values if one else (ANY,) for one in (was, now))
    gone = () if now is None else tuple(value for value in old if value not in new)
    came = () if was is None else tuple(value for value in new if value not in old)
    request = direction is Direction.REQUEST
    if gone:
        left = ", ".join(new) if was is None else ""
        yield ("EN001" if request else "EN003"), ", ".join(gone), left
    if came:
        left = ", ".join(old) if now is None else ""
        yield ("EN002" if request else "EN004"), left, ", ".join(came)
