"""The entities of all dialects to one set: by name, fields by name, and with their notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mahogen.model.api import Entity, Field
from mahogen.model.noted import Noted
from mahogen.model.v1_forms import listed, pair, spread, without_circles
from mahogen.read.noting import ValueNote


def merged(dialects: Iterable[tuple[Entity, ...]], noted: Noted) -> tuple[Entity, ...]:
    """One entity for each name; what comes first says the type of a field and the order."""
    found: dict[str, Entity] = {}
    for entities in dialects:
        for entity in entities:
            first = found.get(entity.name)
            found[entity.name] = _joined(first, entity) if first else entity
    entities = tuple(_noted(entity, noted) for entity in found.values())
    return without_circles(entities, noted.diagnostics)


def _joined(first: Entity, other: Entity) -> Entity:
    """`first` with what the dialect of `other` adds to it."""
    fields = {field.name: field for field in first.fields}
    for field in other.fields:
        known = fields.get(field.name)
        fields[field.name] = _joined_field(known, field) if known else field
    [wire] = other.wires
    names = tuple(field.name for field in other.fields)
    if names != tuple(name for name in fields if name in names):
        wire = replace(wire, order=names)
    return replace(
        first,
        fields=tuple(fields.values()),
        wires=(*first.wires, wire),
        doc=first.doc or other.doc,
    )


def _joined_field(first: Field, other: Field) -> Field:
    return replace(
        first,
        wires=(*first.wires, *other.wires),
        doc=first.doc or other.doc,
        values=first.values or (other.values if other.type == first.type else ()),
    )


def _noted(entity: Entity, noted: Noted) -> Entity:
    types = {field.name: field.type for field in entity.fields}
    notes = noted.entity(entity.name, types)
    fields = []
    for field in entity.fields:
        note = notes.fields.get(field.name, ValueNote(field.source))
        whose = f"the field {field.name} of {entity.name}"
        fields.append(
            replace(
                field,
                doc=note.doc or field.doc,
                values=noted.values(note, field.type, whose) or field.values,
                secret=noted.secret(field.name),
                spread=spread(note, field.type, whose, noted.diagnostics),
            )
        )
    return replace(
        entity,
        fields=tuple(fields),
        doc=notes.doc or entity.doc,
        pair=pair(notes, entity.name, types, noted.diagnostics),
        listed=listed(notes, entity.name, types.values(), noted.diagnostics),
    )
