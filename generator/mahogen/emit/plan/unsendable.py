"""What one dialect has of an entity and another cannot carry, so that it must not be sent there."""

from __future__ import annotations

from mahogen.model.api import Anything, ArrayOf, Dialect, Entity, Field, MapOf, TypeRef


def not_in(entity: Entity, field: Field) -> list[Dialect]:
    """The dialects of the entity that have no such field, or another kind of thing by its name.

    Not V1: it takes any field. A PHP server reads over what its contract does not have, without a
    word to the caller.
    """
    return [
        dialect
        for dialect in (Dialect.V2, Dialect.WSI)
        if entity.wire(dialect)
        and ((wire := field.wire(dialect)) is None or not _alike(wire.type, field.type))
    ]


def _alike(one: TypeRef, other: TypeRef) -> bool:
    """Whether both are lists, maps, structs or scalars, of whichever name."""
    match one, other:
        case (Anything(), _) | (_, Anything()):
            return True
        case (ArrayOf(item=inner), ArrayOf(item=others)):
            return _alike(inner, others)
        case (MapOf(value=inner), MapOf(value=others)):
            return _alike(inner, others)
        case _:
            return type(one) is type(other)
