"""Changes of one value, be it a part, a field or a result: its type, whether it may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from mahogen.drift.change import Change
from mahogen.drift.types import Direction, Types
from mahogen.errors import Source
from mahogen.model.api import TypeRef


class Occurring(Protocol):
    """What a dialect says of a value besides its type."""

    @property
    def required(self) -> bool:
        """Whether it has to be there."""

    @property
    def nillable(self) -> bool:
        """Whether xsi:nil may stand for it."""


def type_changes(
    path: str,
    was: TypeRef,
    now: TypeRef,
    direction: Direction,
    types: Types,
    sources: tuple[Source, Source],
    operation: str = "",
    entity: str = "",
) -> Iterator[Change]:
    """What the change of a type means for the value at `path`."""
    for verdict in types.compare(was, now, direction):
        # An array that changed is told as itself, wherever it is used.
        yield Change(
            verdict.rule,
            verdict.at or path,
            verdict.old,
            verdict.new,
            operation="" if verdict.at else operation,
            entity=verdict.at or entity,
            old_source=sources[0],
            new_source=sources[1],
        )


def occurrence_changes(
    path: str,
    was: Occurring,
    now: Occurring,
    direction: Direction,
    sources: tuple[Source, Source],
    operation: str = "",
    entity: str = "",
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
        yield Change(
            rule,
            path,
            old,
            new,
            operation=operation,
            entity=entity,
            old_source=sources[0],
            new_source=sources[1],
        )
