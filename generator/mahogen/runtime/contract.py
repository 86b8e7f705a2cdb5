"""What generated code says of a contract as a whole; the client and the server both start here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mahogen.runtime.errors import MahoFault
from mahogen.runtime.operation import FaultsByCode, Operation


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

    def fault_code(self, tag: str) -> str | None:
        """The code that this resource gives to a tag shared with other resources."""
        return next((code for code, fault in self.faults.items() if fault.tag == tag), None)


@dataclass(frozen=True)
class ContractInfo:
    """The contract: its namespace, resources, global operations and faults.

    `documents` holds the WSDL that a server shows, by dialect, with the address left open.
    """

    namespace: str
    resources: tuple[ResourceInfo, ...]
    operations: tuple[Operation[Any], ...]
    faults: FaultsByCode

    @cached_property
    def by_request_v2(self) -> Mapping[str, tuple[Operation[Any], ResourceInfo | None]]:
        """Operations by the wrapper element of their V2 request, each with its resource."""
        table: dict[str, tuple[Operation[Any], ResourceInfo | None]] = {
            operation.v2.request: (operation, None) for operation in self.operations if operation.v2
        }
        for resource in self.resources:
            for operation in resource.operations:
                if operation.v2:
                    table[operation.v2.request] = (operation, resource)
        return table


def fault_class(code: str, faults: FaultsByCode, globals_: FaultsByCode) -> type[MahoFault] | None:
    """The class of a fault code: the resource's own, else the global one, else None."""
    return faults.get(code) or globals_.get(code)
