"""What generated code says of a contract as a whole; the client and the server both start here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from mahogen.runtime.errors import MahoFault
from mahogen.runtime.operation import FaultsByCode, Message, Operation, Path


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a resource as `resources` lists it."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class ResourceInfo:
    """A resource: its title, aliases and methods, its operations and its faults by code."""

    key: str
    title: str
    aliases: tuple[str, ...]
    methods: tuple[Method, ...]
    operations: tuple[Operation[Any], ...]
    faults: FaultsByCode


Declared: TypeAlias = tuple[Operation[Any], ResourceInfo | None]
"""An operation and its resource; the global operations have none."""


@dataclass(frozen=True)
class ContractInfo:
    """The contract: its namespace, resources, global operations and faults."""

    namespace: str
    resources: tuple[ResourceInfo, ...]
    operations: tuple[Operation[Any], ...]
    faults: FaultsByCode

    @cached_property
    def by_request_v2(self) -> Mapping[str, Declared]:
        """Operations by the wrapper element of their V2 request."""
        return {found[0].v2.request: found for found in self._declared() if found[0].v2}

    @cached_property
    def by_request_wsi(self) -> Mapping[str, Declared]:
        """Operations by the wrapper element of their WS-I request."""
        return {found[0].wsi.request: found for found in self._declared() if found[0].wsi}

    @cached_property
    def by_request_v1(self) -> Mapping[str, Declared]:
        """Operations that are ones in V1 too, by the wrapper element: login and its like."""
        return {
            found[0].v1.request: found
            for found in self._declared()
            if isinstance(found[0].v1, Message)
        }

    @cached_property
    def by_path_v1(self) -> Mapping[str, Declared]:
        """Operations by the paths that V1's `call` takes, those over an alias included."""
        table: dict[str, Declared] = {}
        for operation, resource in self._declared():
            if resource is not None and isinstance(operation.v1, Path):
                key, _, method = operation.v1.path.partition(".")
                for name in (key, *resource.aliases):
                    table.setdefault(f"{name}.{method}", (operation, resource))
        return table

    def _declared(self) -> Iterator[Declared]:
        for operation in self.operations:
            yield operation, None
        for resource in self.resources:
            for operation in resource.operations:
                yield operation, resource


def fault_class(code: str, faults: FaultsByCode, globals_: FaultsByCode) -> type[MahoFault] | None:
    """The class of a fault code: the resource's own, else the global one, else None."""
    return faults.get(code) or globals_.get(code)
