"""What the notes say of how V1 spells an entity, where the entity can be spelled so at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeGuard

from mahogen.errors import Diagnostics, Source
from mahogen.model.api import ArrayOf, Entity, EntityRef, MapOf, Scalar, TypeRef
from mahogen.read.noting import EntityNote, ValueNote
from mahogen.read.stock import is_stock


def spread(note: ValueNote, of: TypeRef, whose: str, diagnostics: Diagnostics) -> bool:
    """Whether V1 has what the field holds in the field's owner."""
    if note.spread and not isinstance(of, EntityRef | MapOf):
        what = f"{whose} has spread in the notes, but is neither a struct nor a map"
        _report(note.source, what, "delete spread", diagnostics)
        return False
    return bool(note.spread)


def pair(
    note: EntityNote, name: str, fields: Mapping[str, TypeRef], diagnostics: Diagnostics
) -> tuple[str, ...]:
    """The fields that are key and value in V1."""
    named = note.pair or ()
    unknown = [field for field in named if field not in fields]
    if unknown:
        what = f"pair names {' and '.join(unknown)}, which {name} does not have"
        _report(note.source, what, "name two fields of it, or delete pair", diagnostics)
        return ()
    if named and not isinstance(fields[named[0]], Scalar):
        what = f"pair names {named[0]} of {name} for a key, which is no text and no number"
        _report(note.source, what, "name another field first, or delete pair", diagnostics)
        return ()
    return named


def listed(
    note: EntityNote, name: str, fields: Collection[TypeRef], diagnostics: Diagnostics
) -> bool:
    """Whether V1 has one list of all that the fields hold, which therefore are alike."""
    items = {of.item for of in fields if isinstance(of, ArrayOf)}
    alike = len(items) == 1 and all(isinstance(of, ArrayOf) for of in fields)
    if note.listed and not alike:
        what = f"{name} is listed in the notes, but its fields are not lists of one type"
        _report(note.source, what, "delete listed", diagnostics)
    return bool(note.listed) and alike


def without_circles(entities: tuple[Entity, ...], diagnostics: Diagnostics) -> tuple[Entity, ...]:
    """`entities`, none of which stands in itself by fields that are spread."""
    inner = {
        entity.name: [f.type.name for f in entity.fields if f.spread and _is_struct(f.type)]
        for entity in entities
    }
    return tuple(
        _closed(entity, inner, diagnostics) if inner[entity.name] else entity for entity in entities
    )


def _closed(entity: Entity, inner: Mapping[str, list[str]], diagnostics: Diagnostics) -> Entity:
    """The entity without spread fields that lead back to it."""
    fields = []
    for field in entity.fields:
        if (
            field.spread
            and _is_struct(field.type)
            and entity.name in _within(field.type.name, inner)
        ):
            what = f"the field {field.name} of {entity.name} is spread into itself"
            diagnostics.warn(field.source, what, "delete spread in the notes")
            field = replace(field, spread=False)
        fields.append(field)
    return replace(entity, fields=tuple(fields))


def _within(name: str, inner: Mapping[str, list[str]]) -> set[str]:
    """The entity and those that stand in it."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += inner.get(one, [])
    return found


def _is_struct(of: TypeRef) -> TypeGuard[EntityRef]:
    return isinstance(of, EntityRef)


def _report(source: Source, what: str, hint: str, diagnostics: Diagnostics) -> None:
    """Warn of a note that somebody wrote; those for every store need not fit each."""
    if not is_stock(source.file):
        diagnostics.warn(source, what, hint)
