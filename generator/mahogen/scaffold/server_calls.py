"""What the test of a server asks: in which dialects, and for which method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mahogen.emit.layout import Argument, Call, Value, call, keyword, lay_out
from mahogen.emit.literal import literal
from mahogen.emit.plan.annotations import python_scalar
from mahogen.emit.plan.names import Names
from mahogen.model.api import (
    Anything,
    Api,
    ArrayOf,
    Dialect,
    MapOf,
    Operation,
    Parameter,
    Resource,
    Scalar,
)
from mahogen.scaffold.stubs import Packages, class_of, path_of

_WSDLS: Final = {
    Dialect.V2: "/api/v2_soap/?wsdl",
    Dialect.WSI: "/api/v2_soap/?wsdl&wsi=1",
    Dialect.V1: "/api/soap/?wsdl",
}
"""Where a server shows its contracts; the dialects in the order in which a client prefers them."""
_SAMPLES: Final = {"int": "1", "float": "1.0", "bool": "True", "str": '"1"'}
"""By Python type, what does for a call that is refused anyway."""


@dataclass(frozen=True, slots=True)
class UnfinishedView:
    """A call that is made while `patch` has the method say that nobody has written it."""

    dialects: str
    patch: str
    fault: str
    call: str


@dataclass(frozen=True, slots=True)
class ServerTestView:
    """Statements are laid out. `dialects` lists those with a login, and is empty if none has one;
    `unfinished` is None where every method takes an entity.
    """

    imports: str
    facade: str
    dialects: str
    places: str
    unfinished: UnfinishedView | None


def server_test_view(api: Api, names: Names, packages: Packages) -> ServerTestView:
    """What the test of the server prints."""
    facade = names.taste.facades[0]
    login = next((op for op in api.operations if op.name == "login"), None)
    spoken = [dialect for dialect in _WSDLS if login and login.wire(dialect)]
    unfinished = _unfinished(api, names, packages, spoken)
    imports = packages.imports()
    for module in ("httpx", "pytest"):
        imports.module(module)
    imports.add(f"{packages.package}.server", "ADDRESS", "KEY", "USER", "create_app")
    imports.add(f"{packages.package}.services", "services")
    imports.add(f"{packages.api}.contract", "CONTRACT")
    if spoken:
        imports.add("typing", "Literal")
        imports.add(packages.api, facade, "MahoFault")
    if unfinished:
        imports.add("typing", "NoReturn")
        imports.add(f"{packages.package}.unfinished", "not_implemented")
    shown = [place for dialect, place in _WSDLS.items() if api.contract(dialect)]
    return ServerTestView(
        imports.render(),
        facade,
        lay_out(_list(spoken)) if spoken else "",
        lay_out(call("@pytest.mark.parametrize", literal("place"), _list(shown))),
        unfinished,
    )


def _unfinished(
    api: Api, names: Names, packages: Packages, spoken: Sequence[Dialect]
) -> UnfinishedView | None:
    """One of the calls that most dialects have, with the fewest arguments: the first of them."""
    found = [
        (resource, operation, dialects)
        for resource in api.resources
        for operation in resource.operations
        if (dialects := [dialect for dialect in spoken if operation.wire(dialect)])
        and all(_sample(p, names) for p in _needed(operation))
    ]
    if not found:
        return None
    resource, operation, dialects = min(found, key=lambda f: (-len(f[2]), len(_needed(f[1]))))
    return _view(resource, operation, dialects, names, packages)


def _view(
    resource: Resource,
    operation: Operation,
    dialects: Sequence[Dialect],
    names: Names,
    packages: Packages,
) -> UnfinishedView:
    function = names.function[operation.name]
    module = f"{packages.package}.services.{names.module[resource.key]}"
    method = literal(f"{module}.{class_of(resource, names)}.{function}")
    arguments = [
        keyword(names.parameters[operation.name, p.name], _sample(p, names))
        for p in _needed(operation)
    ]
    raised = call("not_implemented", literal(path_of(resource, operation)))
    made = call(f"store.{names.attribute[resource.key]}.{function}", *arguments)
    return UnfinishedView(
        lay_out(call("@pytest.mark.parametrize", literal("dialect"), _list(dialects))),
        lay_out(call("monkeypatch.setattr", method, "unfinished"), 4),
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


def _list(texts: Sequence[str]) -> Value:
    return Call("[", tuple(Argument(literal(text)) for text in texts))
