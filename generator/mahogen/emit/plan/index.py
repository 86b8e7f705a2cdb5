"""What the templates of the packages' own modules print: exports and the contract as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mahogen.emit.docstrings import docstring
from mahogen.emit.imports import Imports, exported_key
from mahogen.emit.layout import Value, assign, call, dict_, keyword, tuple_
from mahogen.emit.literal import literal
from mahogen.emit.plan.names import Names
from mahogen.model.api import Api, Resource

ERRORS = (
    "MahoApiError",
    "MahoFault",
    "NotSent",
    "OutcomeUnknown",
    "ProtocolError",
    "TransportError",
)
SERVED_ERRORS = ("MahoFault",)
"""What a package without a client offers of them: what a service raises."""
CONVERSIONS = ("from_dict", "to_dict")
SERVER = (
    *("MAX_BODY", "Answer", "AnsweredWith", "Aside", "Authenticate", "Authorize", "Dropped"),
    *("MemorySessions", "Mode", "Request", "Served", "Service", "SessionStore", "SoapApp", "Watch"),
    *("api_users", "caller"),
)
API_LEVEL = "1"
"""The level of the runtime that the templates are written for."""


@dataclass(frozen=True, slots=True)
class GatheredView:
    """A module whose names are imported when they are first used.

    `imports` are for type checkers, `names` the literals of `__all__`, `lazy` the statement that
    finds them. `level` is the level of the runtime, where the module asks for one.
    """

    doc: str
    runtime: str
    imports: str
    level: str
    names: tuple[str, ...]
    lazy: str


@dataclass(frozen=True, slots=True)
class ServerView:
    imports: str


@dataclass(frozen=True, slots=True)
class ContractView:
    doc: str
    imports: str
    statement: str


def package_view(api: Api, names: Names) -> GatheredView:
    """The package itself."""
    taste = names.taste
    homes: dict[str, list[str]] = {".client": [*taste.facades]} if taste.client else {}
    for entity in api.entities:
        home = f".entities.{names.entity_home[entity.name]}"
        homes.setdefault(home, []).append(names.entity[entity.name])
    if taste.client:
        homes["mahogen.runtime.batch"] = ["prepare"]
    homes["mahogen.runtime.entity"] = list(CONVERSIONS)
    homes["mahogen.runtime.errors"] = list(ERRORS if taste.client else SERVED_ERRORS)
    contract = api.contracts[0]
    title = f"The SOAP API of {contract.name or contract.service or 'a store'}, typed."
    resources = ", ".join(resource.key for resource in api.resources)
    lines = [title, "", f"Resources: {resources}."] if resources else [title]
    # The level of a copy is that of the mahogen that made it, as is the package's.
    level = "" if taste.vendored else API_LEVEL
    return gathered_view(lines, homes, names, depth=0, level=level)


def gathered_view(
    doc: Sequence[str],
    homes: Mapping[str, Sequence[str]],
    names: Names,
    *,
    depth: int,
    level: str = "",
) -> GatheredView:
    """A module that offers names of others: `homes` has them by module."""
    imports, runtime = names.imports(depth), names.imports(depth)
    runtime.add("__future__", "annotations")
    runtime.add("typing", "TYPE_CHECKING")
    runtime.add("mahogen.runtime.lazy", "lazy")
    if level:
        runtime.add("mahogen.runtime", "require_level")
    for module, exported in homes.items():
        imports.add(module, *exported)
    located = {names.taste.located(module, depth): homes[module] for module in homes}
    rows = [
        (literal(module), tuple_([literal(name) for name in sorted(exported)]))
        for module, exported in sorted(located.items())
    ]
    found = call("lazy", "__name__", dict_(rows), exploded=True)
    return GatheredView(
        docstring(doc),
        runtime.render(),
        imports.render(4),
        level,
        tuple(literal(n) for n in sorted((n for g in homes.values() for n in g), key=exported_key)),
        assign("__getattr__, __dir__", found),
    )


def server_view(names: Names) -> ServerView:
    """The server, which is the same in every package but for where its runtime is."""
    imports = names.imports(0)
    imports.add("__future__", "annotations")
    imports.add("collections.abc", "Iterable")
    imports.add("typing", "Final")
    imports.add("mahogen.runtime.server", *SERVER, "soap_app as serve")
    imports.add("mahogen.runtime.server.packaged", "packaged_wsdls")
    imports.add(".contract", "CONTRACT")
    return ServerView(imports.render())


def contract_view(api: Api, names: Names) -> ContractView:
    """The contract as a whole, for the server."""
    imports = names.imports(1)
    imports.add("__future__", "annotations")
    imports.add("mahogen.runtime.contract", "ContractInfo")
    imports.add("..faults.common", "BY_CODE as COMMON__FAULTS")
    if api.operations:
        imports.add("..wire", "common")
    operations = [f"common.{names.operation_table[op.name]}" for op in api.operations]
    value = call(
        "ContractInfo",
        keyword("namespace", literal(api.contracts[0].target_namespace)),
        keyword("resources", tuple_([_resource(r, names, imports) for r in api.resources])),
        keyword("operations", tuple_(list(operations))),
        keyword("faults", "COMMON__FAULTS"),
        exploded=True,
    )
    doc = docstring(["What this package covers: as tables, for the server, and as WSDL."])
    return ContractView(doc, imports.render(), assign("CONTRACT", value))


def _resource(resource: Resource, names: Names, imports: Imports) -> Value:
    module = names.module[resource.key]
    imports.add("mahogen.runtime.contract", "ResourceInfo")
    imports.add("..wire", module)
    imports.add(f"..faults.{module}", f"BY_CODE as {module.upper()}__FAULTS")
    if resource.methods:
        imports.add("mahogen.runtime.contract", "Method")
    methods = [call("Method", literal(m.name), literal(m.title)) for m in resource.methods]
    tables = [f"{module}.{names.operation_table[op.name]}" for op in resource.operations]
    aliases = [literal(alias) for alias in resource.aliases]
    return call(
        "ResourceInfo",
        keyword("key", literal(resource.key)),
        keyword("title", literal(resource.title)),
        keyword("aliases", tuple_(list(aliases), exploded=False)),
        keyword("methods", tuple_(methods)),
        keyword("operations", tuple_(list(tables))),
        keyword("faults", f"{module.upper()}__FAULTS"),
        exploded=True,
    )
