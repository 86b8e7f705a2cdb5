"""The types of a contract slice: which it declares, and how each is spelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from mahogen.model.api import (
    Anything,
    Api,
    ArrayOf,
    Compositor,
    Dialect,
    Entity,
    EntityRef,
    FieldWire,
    MapOf,
    OperationWire,
    PartWire,
    ResultWire,
    Scalar,
    TypeRef,
)


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field, part or result: `optional` and `nillable` are facts, `type` a prefixed name."""

    name: str
    type: str
    optional: bool = False
    nillable: bool = False
    doc: str = ""


@dataclass(frozen=True, slots=True)
class StructView:
    """`compositor` is the local name of the element that lists the fields."""

    name: str
    compositor: str
    fields: tuple[FieldView, ...]
    doc: str = ""


@dataclass(frozen=True, slots=True)
class ArrayView:
    name: str
    item: str


class Types:
    """Spells types; those of the contract's own schema with `prefix`."""

    def __init__(self, api: Api, dialect: Dialect, prefix: str) -> None:
        self._entities = api.entities
        self._dialect = dialect
        self._prefix = prefix

    def own(self, name: str) -> str:
        """A name of the contract's own schema."""
        return f"{self._prefix}:{name}"

    def part(self, part: PartWire) -> FieldView:
        """A part of a message, or a child of its wrapper."""
        return FieldView(
            part.name, self._name(part.type), not part.required, part.nillable, part.doc
        )

    def result(self, result: ResultWire) -> FieldView:
        """The same of an answer."""
        return FieldView(
            result.name, self._name(result.type), result.optional, result.nillable, result.doc
        )

    def declared(
        self, wires: Iterable[OperationWire]
    ) -> tuple[tuple[StructView, ...], tuple[ArrayView, ...]]:
        """The structs and arrays that the entities and `wires` use, arrays by name."""
        structs: dict[str, StructView] = {}
        used: list[TypeRef] = []
        for entity in self._entities:
            if (wire := entity.wire(self._dialect)) is not None:
                fields = self._fields(entity, wire.order)
                used += [field.type for _, field in fields]
                structs[entity.name] = StructView(
                    entity.name,
                    wire.compositor.value,
                    tuple(self._field(name, field) for name, field in fields),
                    wire.doc,
                )
        for operation in wires:
            used += [part.type for part in operation.parts]
            used += [operation.result.type] if operation.result else []
        arrays: dict[str, ArrayView] = {}
        for of in (inner for type_ in used for inner in _nested(type_)):
            if isinstance(of, MapOf):
                structs.setdefault(of.entry, self._entry(of))
                if of.name:
                    arrays[of.name] = ArrayView(of.name, self._name(EntityRef(of.entry)))
            elif isinstance(of, ArrayOf) and of.name:
                arrays[of.name] = ArrayView(of.name, self._name(of.item))
        return tuple(structs.values()), tuple(arrays[name] for name in sorted(arrays))

    def _fields(self, entity: Entity, order: tuple[str, ...]) -> list[tuple[str, FieldWire]]:
        found = {f.name: wire for f in entity.fields if (wire := f.wire(self._dialect))}
        return [(name, found[name]) for name in order or found]

    def _field(self, name: str, field: FieldWire) -> FieldView:
        return FieldView(
            name, self._name(field.type), not field.required, field.nillable, field.doc
        )

    def _entry(self, of: MapOf) -> StructView:
        fields = (FieldView("key", "xsd:string"), FieldView("value", self._name(of.value)))
        listed = Compositor.SEQUENCE if self._dialect is Dialect.WSI else Compositor.ALL
        return StructView(of.entry, listed.value, fields)

    def _name(self, of: TypeRef) -> str:
        match of:
            case Scalar(name):
                return f"xsd:{name}"
            case EntityRef(name):
                return self.own(name)
            case ArrayOf(name):
                return self.own(name) if name else "soapenc:Array"
            case MapOf(name, entry):
                return self.own(name or entry)
            case Anything():
                return "xsd:anyType"
            case _:
                assert_never(of)


def _nested(of: TypeRef) -> Iterator[TypeRef]:
    """A type, and what it holds without being named again."""
    yield of
    match of:
        case ArrayOf(_, item):
            yield from _nested(item)
        case MapOf(_, _, value):
            yield from _nested(value)
        case Scalar() | EntityRef() | Anything():
            pass
        case _:
            assert_never(of)
