"""Which entities an operation reaches, and which module an entity therefore lives in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from mahogen.model.api import (
    Anything,
    Api,
    ArrayOf,
    EntityRef,
    MapOf,
    Operation,
    Scalar,
    TypeRef,
)


def entity_names(type_: TypeRef) -> Iterator[str]:
    """The entities that a type names directly."""
    match type_:
        case EntityRef(name):
            yield name
        case ArrayOf(_, item):
            yield from entity_names(item)
        case MapOf(_, _, value):
            yield from entity_names(value)
        case Scalar() | Anything():
            return
        case _:
            assert_never(type_)


def reachable(api: Api, types: Iterable[TypeRef]) -> set[str]:
    """The entities that types name, and those that their fields name in turn."""
    entities = {entity.name: entity for entity in api.entities}
    found: set[str] = set()
    open_ = [name for type_ in types for name in entity_names(type_)]
    while open_:
        name = open_.pop()
        if name not in found and name in entities:
            found.add(name)
            open_ += [n for f in entities[name].fields for n in entity_names(f.type)]
    return found


def types_of(operation: Operation) -> list[TypeRef]:
    """The types that an operation takes and gives."""
    given = [operation.result] if operation.result is not None else []
    return [*(parameter.type for parameter in operation.parameters), *given]


def entity_homes(api: Api) -> dict[str, str]:
    """The resource whose operations alone reach an entity; empty for shared and global ones."""
    users: dict[str, set[str]] = {entity.name: set() for entity in api.entities}
    for resource in api.resources:
        types = [type_ for op in resource.operations for type_ in types_of(op)]
        for name in reachable(api, types):
            users[name].add(resource.key)
    for name in reachable(api, [type_ for op in api.operations for type_ in types_of(op)]):
        users[name].add("")
    return {name: keys.pop() if len(keys) == 1 else "" for name, keys in users.items()}


def only_sent(api: Api) -> set[str]:
    """The entities that callers pass and no answer holds."""
    operations = [*api.operations, *(op for r in api.resources for op in r.operations)]
    sent = reachable(api, [p.type for op in operations for p in op.parameters])
    received = reachable(api, [op.result for op in operations if op.result is not None])
    return sent - received
