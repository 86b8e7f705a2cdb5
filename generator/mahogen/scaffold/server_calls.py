"""What the test of a server asks: in which dialects, and for which method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mahogen.emit.layout import call, keyword, lay_out
from mahogen.emit.literal import literal
from mahogen.emit.plan.annotations import python_scalar
from mahogen.emit.plan.names import Names
from mahogen.model.api import (
    Anything,
    Api,
    ArrayOf,
    MapOf,
    Operation,
    Parameter,
    Scalar,
)
from mahogen.scaffold.stubs import Packages, class_of, path_of

_SAMPLES: Final = {"int": "1", "float": "1.0", "bool": "True", "str": '"1"'}
"""By Python type, what does for a call that is refused anyway."""


@dataclass(frozen=True, slots=True)
class UnfinishedView:
    """A call that is made while `patch` has the method say that nobody has written it; `module`
    and `cls` are where that method is.
    """

    module: str
    cls: str
    patch: str
    fault: str
    call: str


@dataclass(frozen=True, slots=True)
class ServerTestView:
    """Statements are laid out. `unfinished` is None where no call without an entity is in all
    dialects.
    """

    imports: str
    facade: str
    unfinished: UnfinishedView | None


def server_test_view(api: Api, names: Names, packages: Packages) -> ServerTestView:
    """What the test of the server prints."""
    facade = names.taste.facades[0]
    unfinished = _unfinished(api, names, packages)
    imports = packages.imports()
    for module in ("httpx", "pytest"):
        imports.module(module)
    imports.add("mahogen.runtime.dialects", "DialectName")
    imports.add(f"{packages.package}.server", "ADDRESS", "KEY", "USER", "create_app")
    imports.add(f"{packages.package}.services", "services")
    imports.add(f"{packages.api}.contract", "CONTRACT")
    imports.add(packages.api, facade, "MahoFault")
    if unfinished:
        imports.add("typing", "NoReturn")
        imports.add(f"{packages.package}.unfinished", "not_implemented")
        imports.add(unfinished.module, unfinished.cls)
    return ServerTestView(imports.render(), facade, unfinished)


def _unfinished(api: Api, names: Names, packages: Packages) -> UnfinishedView | None:
    """Of the calls that all dialects have the one with the fewest arguments, the first of them."""
    spoken = [contract.dialect for contract in api.contracts]
    found = [
        (resource, operation)
        for resource in api.resources
        for operation in resource.operations
        if all(operation.wire(dialect) for dialect in spoken)
        and all(_sample(p, names) for p in _needed(operation))
    ]
    if not found:
        return None
    resource, operation = min(found, key=lambda pair: len(_needed(pair[1])))
    function = names.function[operation.name]
    module = f"{packages.package}.services.{names.module[resource.key]}"
    cls = class_of(resource, names)
    arguments = [
        keyword(names.parameters[operation.name, p.name], _sample(p, names))
        for p in _needed(operation)
    ]
    raised = call("not_implemented", literal(path_of(resource, operation)))
    made = call(f"store.{names.attribute[resource.key]}.{function}", *arguments)
    return UnfinishedView(
        module,
        cls,
        lay_out(call("monkeypatch.setattr", cls, literal(function), "unfinished"), 4),
        "raise " + lay_out(raised, 8, len("raise ")),
        lay_out(made, 8),
    )


def _needed(operation: Operation) -> list[Parameter]:
    return [parameter for parameter in operation.parameters if parameter.required]


def _sample(parameter: Parameter, names: Names) -> str:
    """An argument that a client can send; empty where it would take an entity or an import."""
    match parameter.type:
        case Scalar(name):
            kind = python_scalar(name, names.taste)
            known = parameter.values if kind == "str" else ()
            return literal(known[0]) if known else _SAMPLES.get(kind, "")
        case ArrayOf():
            return "[]"
        case MapOf():
            return "{}"
        case Anything():
            return _SAMPLES["str"]
        case _:
            return ""
