"""Which operations V1 makes through `call`, and by which paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mahogen.errors import Diagnostics
from mahogen.model.api import Anything, Dialect, Operation, OperationWire, PartWire, Resource
from mahogen.model.calls import Call
from mahogen.model.noted import Noted
from mahogen.model.spoken import CALL


def with_paths(
    resources: tuple[Resource, ...], calls: Iterable[Call], noted: Noted, diagnostics: Diagnostics
) -> tuple[Resource, ...]:
    """`resources` with a wire of V1 for each operation that `call` of the V1 contract can make.

    Those are the ones whose method the catalog declares: a store refuses any other path. The notes
    may say of some that V1 does not have them all the same, or not all of their parameters.
    """
    call = next((call for call in calls if call.name == CALL), None)
    if call is None:
        return resources
    if not call.session or len(call.arguments) != 2:
        what = f"{CALL} does not take a session id, a path and arguments"
        hint = 'a store says <part name="sessionId"/>, "resourcePath" and "args"'
        diagnostics.error(call.source, what, hint)
    _report_absent(resources, noted, diagnostics)
    return tuple(_resource(resource, call.wire, noted) for resource in resources)


def _report_absent(resources: tuple[Resource, ...], noted: Noted, diagnostics: Diagnostics) -> None:
    for operation in (operation for resource in resources for operation in resource.operations):
        name = operation.name
        if (name, "") in noted.not_in_v1:
            what = f"{name} cannot be called in V1"
            diagnostics.differ("operations that V1 does not have", operation.source, name, what)
        for parameter in operation.parameters:
            if (name, parameter.name) in noted.not_in_v1:
                what = f"{parameter.name} of {name} cannot be passed in V1"
                kind = "parameters that V1 does not have"
                diagnostics.differ(kind, parameter.source, name, what)


def _resource(resource: Resource, call: OperationWire, noted: Noted) -> Resource:
    methods = {method.name for method in resource.methods}
    operations = (
        _operation(o, f"{resource.key}.{o.method}", call, noted)
        if o.method in methods
        and o.wire(Dialect.V1) is None
        and (o.name, "") not in noted.not_in_v1
        else o
        for o in resource.operations
    )
    return replace(resource, operations=tuple(operations))


def _operation(operation: Operation, path: str, call: OperationWire, noted: Noted) -> Operation:
    parts = tuple(
        PartWire(p.name, Anything(), p.name)
        for p in operation.parameters
        if (operation.name, p.name) not in noted.not_in_v1
    )
    wire = replace(call, parts=parts, path=path, doc="")
    return replace(operation, wires=(*operation.wires, wire))
