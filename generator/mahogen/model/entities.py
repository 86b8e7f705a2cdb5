"""The structs of a contract to entities, as one dialect has them and without notes."""

from __future__ import annotations

from mahogen.errors import Diagnostics
from mahogen.model.api import Compositor, Dialect, Entity, EntityWire, Field, FieldWire
from mahogen.model.fields import declared_fields, nillable, required
from mahogen.model.schemas import Declared
from mahogen.model.types import Types
from mahogen.read.schema import ComplexType, Element


def entities(
    declared: Declared, dialect: Dialect, types: Types, diagnostics: Diagnostics
) -> tuple[Entity, ...]:
    """Every struct of the contract, in the order of declaration."""
    return tuple(
        _entity(struct, dialect, types, diagnostics) for struct in declared.structs.values()
    )


def _entity(
    struct: ComplexType, dialect: Dialect, types: Types, diagnostics: Diagnostics
) -> Entity:
    elements = declared_fields(struct, struct.name, dialect, diagnostics)
    compositor = Compositor.SEQUENCE if struct.sequence else Compositor.ALL
    return Entity(
        name=struct.name,
        fields=tuple(_field(e, struct.name, dialect, types) for e in elements.values()),
        wires=(EntityWire(dialect, compositor, doc=struct.doc),),
        doc=struct.doc,
        source=struct.source,
    )


def _field(element: Element, struct: str, dialect: Dialect, types: Types) -> Field:
    of = types.of_element(element, f"the field {element.name} of {struct}")
    listed = types.listed_of(element)
    wire = FieldWire(
        dialect,
        of,
        required(element),
        nillable(element),
        element.doc,
        listed=listed,
        stray=bool(element.stray),
    )
    return Field(
        name=element.name,
        type=of,
        required=wire.required,
        wires=(wire,),
        doc=element.doc,
        values=listed.values if listed else (),
        source=element.source,
    )
