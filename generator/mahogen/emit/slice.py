"""What v2.wsdl.jinja prints: the V2 contract of the selected resources, from the IR alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from mahogen.model.api import (
    Anything,
    Api,
    ArrayOf,
    Contract,
    Dialect,
    Entity,
    EntityRef,
    MapOf,
    Operation,
    OperationWire,
    Scalar,
    TypeRef,
)


@dataclass(frozen=True, slots=True)
class ElementView:
    """A field: `optional` and `nillable` are facts, `type` a prefixed name."""

    name: str
    type: str
    optional: bool
    nillable: bool


@dataclass(frozen=True, slots=True)
class StructView:
    name: str
    elements: tuple[ElementView, ...]


@dataclass(frozen=True, slots=True)
class ArrayView:
    name: str
    item: str


@dataclass(frozen=True, slots=True)
class PartView:
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class OperationView:
    name: str
    doc: str
    wire: OperationWire
    inputs: tuple[PartView, ...]
    outputs: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class SliceView:
    contract: Contract
    structs: tuple[StructView, ...]
    arrays: tuple[ArrayView, ...]
    operations: tuple[OperationView, ...]


def slice_view(api: Api, dialect: Dialect) -> SliceView | None:
    """The slice of one dialect; None where the API has no contract of it."""
    contract = api.contract(dialect)
    if contract is None:
        return None
    operations = [*api.operations, *(op for r in api.resources for op in r.operations)]
    views = tuple(
        _operation(op, wire) for op in operations if (wire := op.wire(dialect)) is not None
    )
    structs = {entity.name: _struct(entity, dialect) for entity in api.entities}
    arrays: dict[str, ArrayView] = {}
    for type_ in _types(api, operations, dialect):
        for found in _nested(type_):
            if isinstance(found, MapOf):
                key = ElementView("key", "xsd:string", optional=False, nillable=False)
                value = ElementView("value", _name(found.value), optional=False, nillable=False)
                structs.setdefault(found.entry, StructView(found.entry, (key, value)))
                arrays.setdefault(found.name, ArrayView(found.name, f"typens:{found.entry}[]"))
            elif isinstance(found, ArrayOf) and found.name:
                arrays.setdefault(found.name, ArrayView(found.name, f"{_name(found.item)}[]"))
    return SliceView(
        contract,
        tuple(structs.values()),
        tuple(arrays[name] for name in sorted(arrays)),
        views,
    )


def _struct(entity: Entity, dialect: Dialect) -> StructView:
    elements = []
    for field in entity.fields:
        wire = next((w for w in field.wires if w.dialect is dialect), None)
        if wire is not None:
            elements.append(
                ElementView(field.name, _name(wire.type), not wire.required, wire.nillable)
            )
    return StructView(entity.name, tuple(elements))


def _operation(operation: Operation, wire: OperationWire) -> OperationView:
    outputs = () if wire.result is None else (PartView(wire.result.name, _name(wire.result.type)),)
    inputs = tuple(PartView(part.name, _name(part.type)) for part in wire.parts)
    return OperationView(operation.name, operation.doc, wire, inputs, outputs)


def _types(api: Api, operations: list[Operation], dialect: Dialect) -> Iterator[TypeRef]:
    for entity in api.entities:
        for field in entity.fields:
            yield from (w.type for w in field.wires if w.dialect is dialect)
    for operation in operations:
        if wire := operation.wire(dialect):
            yield from (part.type for part in wire.parts)
            if wire.result is not None:
                yield wire.result.type


def _nested(type_: TypeRef) -> Iterator[TypeRef]:
    yield type_
    if isinstance(type_, ArrayOf):
        yield from _nested(type_.item)
    elif isinstance(type_, MapOf):
        yield from _nested(type_.value)


def _name(type_: TypeRef) -> str:
    match type_:
        case Scalar(name):
            return f"xsd:{name}"
        case EntityRef(name):
            return f"typens:{name}"
        case ArrayOf(name) | MapOf(name):
            return f"typens:{name}" if name else "soapenc:Array"
        case Anything():
            return "xsd:anyType"
        case _:
            assert_never(type_)
