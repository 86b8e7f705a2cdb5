"""Which function serves which operation; settled once, from tables, before the first call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import signature
from typing import Any

from mahogen.runtime.contract import ContractInfo, ResourceInfo
from mahogen.runtime.operation import Operation
from mahogen.runtime.server.service import Service


class Registry:
    """The services by resource, and their methods by operation.

    Raises:
        ValueError: a service for a resource that the contract lacks, two for one resource, or one
            that does not have the methods and parameters of its resource. All that is wrong is
            said at once.
    """

    def __init__(self, contract: ContractInfo, services: Iterable[Service]) -> None:
        self._functions: dict[str, Callable[..., Any]] = {}
        resources = {resource.key: resource for resource in contract.resources}
        served: dict[str, Service] = {}
        problems: list[str] = []
        for service in services:
            problem = _misplaced(service, resources, served)
            if problem:
                problems.append(problem)
                continue
            served[service.resource] = service
            for operation in resources[service.resource].operations:
                function: Any = getattr(service, operation.function, None)
                problem = _unfit(service, function, operation)
                if problem:
                    problems.append(problem)
                else:
                    self._functions[operation.name] = function
        if problems:
            raise ValueError("; ".join(problems))
        self.served = tuple(r for r in contract.resources if r.key in served)

    def function(self, operation: Operation[Any]) -> Callable[..., Any] | None:
        """The bound method that serves an operation, None where no service was given for it."""
        return self._functions.get(operation.name)


def _misplaced(
    service: Service, resources: Mapping[str, ResourceInfo], served: Mapping[str, Service]
) -> str:
    name = _name(service)
    if isinstance(service, type):
        return f"{name} is a class; pass an instance, {name}()"
    key: Any = getattr(service, "resource", None)
    if key not in resources:
        known = ", ".join(resources)
        return f"{name} serves {key!r}, which the contract does not have (it has {known})"
    if key in served:
        return f"{name} and {_name(served[key])} both serve {key!r}"
    return ""


def _unfit(service: Service, function: Any, operation: Operation[Any]) -> str:
    if not callable(function):
        return f"{_name(service)} has no method {operation.function}"
    try:
        accepted = signature(function)
    except (TypeError, ValueError):  # something without a signature: the call will tell
        return ""
    names = [parameter.name for parameter in operation.parameters]
    try:
        accepted.bind(**dict.fromkeys(names))
    except TypeError as error:
        takes = f"it takes {', '.join(names)}" if names else "it takes nothing"
        method = f"{_name(service)}.{operation.function}"
        return f"{method} cannot be called by name: {error}; by the contract {takes}"
    return ""


def _name(service: object) -> str:
    return service.__name__ if isinstance(service, type) else type(service).__name__
