"""Changes of entities: which there are, and what fields they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mahogen.drift.change import Change
from mahogen.drift.fields import field_changes
from mahogen.drift.renames import renamed
from mahogen.drift.types import Direction, Types
from mahogen.drift.view import View
from mahogen.model.api import ArrayOf, Entity, EntityRef, MapOf, TypeRef
from mahogen.model.spell import spell


def types_of(old: View, new: View) -> Types:
    """How to compare types: with what is known of entities that came, went or were renamed."""

    names: dict[str, str] = {}

    def same(was: Entity, now: Entity) -> bool:
        return _shape(old, was, {**names, was.name: now.name}) == _shape(new, now)

    def alike(name: str, other: str) -> bool:
        was, now = old.entities.get(name), new.entities.get(other)
        return was is not None and now is not None and same(was, now)

    gone = {name: entity for name, entity in old.entities.items() if name not in new.entities}
    added = {name: entity for name, entity in new.entities.items() if name not in old.entities}
    while True:  # what holds another one is known by it, once that one is
        found = renamed(gone, added, same, lambda was, now: len(gone) == len(added) == 1)
        if len(found) <= len(names):
            break
        names.update(found)
    arrays = frozenset(old.contract.arrays).difference(new.contract.arrays, new.entities)
    return Types(names, arrays.union(gone), alike)


def entity_changes(old: View, new: View, types: Types) -> Iterator[Change]:
    """What changed in entities that both contracts have, by the direction they travel in."""
    common = [name for name in old.operations if name in new.operations]
    was_sent, was_received = old.sent(common), old.received(common)
    sent = was_sent & _old_names(new.sent(common), types.renamed)
    received = was_received & _old_names(new.received(common), types.renamed)
    for name, entity in old.entities.items():
        other = new.entities.get(types.renamed.get(name, name))
        if other is None:
            if not (name in old.sent(old.operations) or name in old.received(old.operations)):
                yield Change("TY010", name, name, "", entity=name, old_source=entity.source)
            continue
        if other.name != name:
            yield _change("TY008", entity, other, guess=True)
        used = [d for d, names in zip(Direction, (sent, received), strict=True) if name in names]
        if used:
            yield from field_changes(old, new, entity, other, used, types)
        elif _shape(old, entity, types.renamed) != _shape(new, other):
            told = name in was_sent | was_received and _arrays_alone(old, new, entity, other, types)
            if not told:
                yield _change("TY015", entity, other)


def _arrays_alone(old: View, new: View, was: Entity, now: Entity, types: Types) -> bool:
    """Whether nothing changed but what is in arrays that have a name, which is told at those."""
    before, after = old.fields(was), new.fields(now)
    if {n: wire.required for n, (_, wire) in before.items()} != {
        n: wire.required for n, (_, wire) in after.items()
    }:
        return False
    pairs = ((wire.type, after[name][1].type) for name, (_, wire) in before.items())
    return all(verdict.at for pair in pairs for verdict in types.compare(*pair, Direction.REQUEST))


def _old_names(names: frozenset[str], renamed: Mapping[str, str]) -> frozenset[str]:
    back = {new: old for old, new in renamed.items()}
    return frozenset(back.get(name, name) for name in names)


def _shape(
    view: View, entity: Entity, names: Mapping[str, str] = MappingProxyType({})
) -> frozenset[tuple[str, str, bool]]:
    """The fields, in whatever order, with entities called as `names` has them."""
    return frozenset(
        (name, spell(_called(wire.type, names)), wire.required)
        for name, (_, wire) in view.fields(entity).items()
    )


def _called(of: TypeRef, names: Mapping[str, str]) -> TypeRef:
    match of:
        case EntityRef(name):
            return EntityRef(names.get(name, name))
        case ArrayOf(name, item):
            return ArrayOf(name, _called(item, names))
        case MapOf(name, entry, value):
            return MapOf(name, entry, _called(value, names))
        case _:
            return of


def _change(rule: str, was: Entity, now: Entity, *, guess: bool = False) -> Change:
    return Change(
        rule,
        was.name,
        was.name if guess else "",
        now.name if guess else "",
        entity=was.name,
        guess=guess,
        old_source=was.source,
        new_source=now.source,
    )
