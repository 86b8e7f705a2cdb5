"""An Api as one dialect has it: what is compared with the same dialect of another Api."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mahogen.model.api import (
    Api,
    Contract,
    Dialect,
    Entity,
    Field,
    FieldWire,
    Operation,
    OperationWire,
    TypeRef,
)
from mahogen.model.reach import named_in


@dataclass(frozen=True)
class View:
    """What one dialect declares; calls that V1 makes through `call` are those of the catalog."""

    api: Api
    dialect: Dialect

    @cached_property
    def contract(self) -> Contract:
        """What the WSDL says of itself.

        Raises:
            LookupError: the Api has no contract of the dialect.
        """
        found = self.api.contract(self.dialect)
        if found is None:
            raise LookupError(self.dialect)
        return found

    @cached_property
    def operations(self) -> dict[str, tuple[Operation, OperationWire]]:
        """The operations that the WSDL declares, by their names."""
        every = (*self.api.operations, *(o for r in self.api.resources for o in r.operations))
        wires = ((operation, operation.wire(self.dialect)) for operation in every)
        return {o.name: (o, wire) for o, wire in wires if wire is not None and not wire.path}

    @cached_property
    def resource_of(self) -> dict[str, str]:
        """The key of the resource that an operation belongs to, by its name."""
        return {o.name: r.key for r in self.api.resources for o in r.operations}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities that the WSDL declares, by their names."""
        return {e.name: e for e in self.api.entities if e.wire(self.dialect) is not None}

    def fields(self, entity: Entity) -> dict[str, tuple[Field, FieldWire]]:
        """The fields of an entity in the order of the WSDL, by their names."""
        wires = {f.name: (f, w) for f in entity.fields if (w := f.wire(self.dialect)) is not None}
        declared = entity.wire(self.dialect)
        order = declared.order if declared and declared.order else wires
        return {name: wires[name] for name in order if name in wires}

    def sent(self, operations: Iterable[str]) -> frozenset[str]:
        """The entities that requests of `operations` lead to."""
        return self._reached(
            part.type for name in operations for part in self.operations[name][1].parts
        )

    def received(self, operations: Iterable[str]) -> frozenset[str]:
        """The entities that answers of `operations` lead to."""
        results = (self.operations[name][1].result for name in operations)
        return self._reached(result.type for result in results if result is not None)

    def _reached(self, types: Iterable[TypeRef]) -> frozenset[str]:
        found: set[str] = set()
        waiting = [name for of in types for name in named_in(of)]
        while waiting:
            name = waiting.pop()
            if name not in found and name in self.entities:
                found.add(name)
                waiting.extend(self._named(self.entities[name]))
        return frozenset(found)

    def _named(self, entity: Entity) -> Iterator[str]:
        for _, wire in self.fields(entity).values():
            yield from named_in(wire.type)
