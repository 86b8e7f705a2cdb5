"""Changes of the fields of one entity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mahogen.drift.change import Change
from mahogen.drift.renames import renamed
from mahogen.drift.spot import Spot
from mahogen.drift.types import Direction, Types
from mahogen.drift.values import declared_changes, doc_changes, occurrence_changes, type_changes
from mahogen.drift.view import View
from mahogen.errors import Source
from mahogen.model.api import Compositor, Entity, FieldWire
from mahogen.model.spell import spell_shortly


def field_changes(
    old: View, new: View, was: Entity, now: Entity, used: Sequence[Direction], types: Types
) -> Iterator[Change]:
    """What changed in an entity that travels in the directions `used`, at least one."""
    before, after = old.fields(was), new.fields(now)
    before_wire, after_wire = was.wire(old.dialect), now.wire(new.dialect)
    if before_wire and after_wire:
        spot = Spot(was.name, was.source, now.source, entity=was.name)
        yield from doc_changes(spot, before_wire, after_wire)
        if before_wire.compositor is not after_wire.compositor:
            kinds = (before_wire.compositor.value, after_wire.compositor.value)
            yield _change("EL009", was, now, "", *kinds)
    gone = {name: wire for name, (_, wire) in before.items() if name not in after}
    added = {name: wire for name, (_, wire) in after.items() if name not in before}
    places = {name: place for place, name in enumerate(before)}
    others = {name: place for place, name in enumerate(after)}
    names = renamed(
        gone,
        added,
        lambda a, b: not [*types.compare(a.type, b.type, used[0])] and a.required == b.required,
        lambda a, b: places[a] == others[b] and len(before) == len(after),
    )
    for name, other in names.items():
        yield _change("EL007", was, now, name, name, other, guess=True)
    for name, wire in gone.items():
        if name not in names:
            for direction in used:
                yield _change(_gone(wire, direction), was, now, name, _spelled(wire), "")
    for name, wire in added.items():
        if name not in names.values():
            for direction in used:
                yield _change(_added(wire, direction), was, now, name, "", _spelled(wire))
    kept = [name for name in before if name in after]
    if kept != [name for name in after if name in before] and _ordered(old, was):
        yield _change(
            "EL008", was, now, "", " ".join(kept), " ".join(n for n in after if n in kept)
        )
    for name in kept:
        (old_field, a), (new_field, b) = before[name], after[name]
        at = Spot(f"{was.name}.{name}", old_field.source, new_field.source, entity=was.name)
        yield from doc_changes(at, a, b)
        for direction in used:
            yield from type_changes(at, a.type, b.type, direction, types)
            yield from occurrence_changes(at, a, b, direction)
            yield from declared_changes(at, a, b, direction)


def _gone(wire: FieldWire, direction: Direction) -> str:
    if direction is Direction.REQUEST:
        return "EL003"
    return "EL006" if wire.required else "EL005"


def _added(wire: FieldWire, direction: Direction) -> str:
    if direction is Direction.RESPONSE:
        return "EL004"
    return "EL002" if wire.required else "EL001"


def _ordered(view: View, entity: Entity) -> bool:
    wire = entity.wire(view.dialect)
    return wire is not None and wire.compositor is Compositor.SEQUENCE


def _spelled(wire: FieldWire) -> str:
    return spell_shortly(wire.type)


def _change(
    rule: str, was: Entity, now: Entity, field: str, old: str, new: str, *, guess: bool = False
) -> Change:
    def source(entity: Entity, name: str) -> Source:
        return next((f.source for f in entity.fields if f.name == name), entity.source)

    return Change(
        rule,
        f"{was.name}.{field}" if field else was.name,
        old,
        new,
        entity=was.name,
        guess=guess,
        old_source=source(was, field),
        new_source=source(now, new if guess else field),
    )
