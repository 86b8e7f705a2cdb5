"""Which entities some types lead to, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from mahogen.model.api import (
    Anything,
    ArrayOf,
    Entity,
    EntityRef,
    MapOf,
    Operation,
    Scalar,
    TypeRef,
)


def reached(types: Iterable[TypeRef], entities: Iterable[Entity]) -> frozenset[str]:
    """The names of the entities that `types` lead to, in any number of steps."""
    by_name = {entity.name: entity for entity in entities}
    found: set[str] = set()
    waiting = list(types)
    while waiting:
        for name in named_in(waiting.pop()):
            if name not in found:
                found.add(name)
                if name in by_name:
                    waiting.extend(types_of_fields(by_name[name]))
    return frozenset(found)


def named_in(of: TypeRef) -> Iterator[str]:
    """The entities that a type names: at most one, since the item of an array is one type."""
    match of:
        case EntityRef(name):
            yield name
        case ArrayOf(_, item):
            yield from named_in(item)
        case MapOf(_, _, value):
            yield from named_in(value)
        case Scalar() | Anything():
            pass
        case _:
            assert_never(of)


def types_of_fields(entity: Entity) -> Iterator[TypeRef]:
    """The types of an entity's fields, in every dialect."""
    for field in entity.fields:
        yield field.type
        for wire in field.wires:
            yield wire.type


def types_of_operation(operation: Operation) -> Iterator[TypeRef]:
    """The types that an operation takes and gives, in every dialect."""
    for parameter in operation.parameters:
        yield parameter.type
    if operation.result is not None:
        yield operation.result
    for wire in operation.wires:
        for part in wire.parts:
            yield part.type
        if wire.result is not None:
            yield wire.result.type
