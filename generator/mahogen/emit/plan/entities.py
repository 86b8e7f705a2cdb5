"""What entities.py.jinja prints: the dataclasses of one module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mahogen.emit.docstrings import docstring, sentence
from mahogen.emit.imports import Imports
from mahogen.emit.layout import Value, assign, call, keyword
from mahogen.emit.plan.annotations import Annotations
from mahogen.emit.plan.names import Names
from mahogen.model.api import Entity, Field


@dataclass(frozen=True, slots=True)
class FieldView:
    """`declaration` is the whole statement; `doc` a literal, empty if there is nothing to say."""

    declaration: str
    doc: str


@dataclass(frozen=True, slots=True)
class EntityView:
    name: str
    doc: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class EntitiesView:
    doc: str
    imports: str
    entities: tuple[EntityView, ...]


def entities_view(
    home: str, entities: Sequence[Entity], sent: set[str], names: Names
) -> EntitiesView:
    """The module `home`; `sent` are the entities whose known values may be enforced."""
    imports = names.imports(1)
    imports.add("__future__", "annotations")
    imports.add("dataclasses", "dataclass")
    imports.add("mahogen.runtime.entity", "Entity")
    annotations = Annotations(names, imports, home)
    views = tuple(
        EntityView(
            names.entity[entity.name],
            docstring(_doc(entity), 4),
            tuple(
                _field(entity, field, entity.name in sent, names, annotations, imports)
                for field in entity.fields
            ),
        )
        for entity in entities
    )
    what = "several resources" if home == "common" else home
    doc = docstring([f"Entities of {what}; import them from the package itself."])
    return EntitiesView(doc, imports.render(), views)


def _doc(entity: Entity) -> list[str]:
    first = sentence(entity.doc) or f"{entity.name}."
    return [first, "", f"Wire name: {entity.name}."] if entity.doc else [first]


def _field(
    entity: Entity,
    field: Field,
    sent: bool,
    names: Names,
    annotations: Annotations,
    imports: Imports,
) -> FieldView:
    name = names.fields[entity.name, field.name]
    annotation = annotations.field(field.type, field.values if sent else ())
    value: Value = "None"
    if field.secret:
        imports.add("dataclasses", "field")
        value = call("field", keyword("default", "None"), keyword("repr", "False"))
    declaration = assign(f"{name}: {annotation} | None", value, 4)
    return FieldView(
        declaration,
        docstring(lines, 4) if (lines := _field_doc(field, name, "Literal[" in annotation)) else "",
    )


def _field_doc(field: Field, name: str, enforced: bool) -> list[str]:
    known = "" if enforced or not field.values else f"Known values: {', '.join(field.values)}."
    wire = "" if field.name == name else f"Wire name: {field.name}."
    line = " ".join(part for part in (sentence(field.doc), known, wire) if part)
    return [line] if line else []
