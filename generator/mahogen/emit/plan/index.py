"""What the templates of the packages' own modules print: exports and the contract as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mahogen.emit.docstrings import docstring, sentence
from mahogen.emit.imports import Imports
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
CONVERSIONS = ("from_dict", "to_dict")


@dataclass(frozen=True, slots=True)
class PackageView:
    """`lazy` is the statement that finds names when they are first used."""

    doc: str
    imports: str
    lazy: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module that only gathers names."""

    doc: str
    imports: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContractView:
    imports: str
    statement: str


@dataclass(frozen=True, slots=True)
class ServerView:
    """`dialect` is the literal of the one whose WSDL is shown."""

    dialect: str


def package_view(api: Api, names: Names) -> PackageView:
    """The package itself."""
    homes: dict[str, list[str]] = {".client": ["AsyncMaho", "Maho"]}
    for entity in api.entities:
        home = f".entities.{names.entity_home[entity.name]}"
        homes.setdefault(home, []).append(names.entity[entity.name])
    homes["mahogen.runtime.batch"] = ["prepare"]
    homes["mahogen.runtime.entity"] = list(CONVERSIONS)
    homes["mahogen.runtime.errors"] = list(ERRORS)
    imports = Imports()
    for module, exported in homes.items():
        imports.add(module, *exported)
    rows = [
        (literal(module), tuple_([literal(name) for name in sorted(exported)]))
        for module, exported in sorted(homes.items())
    ]
    found = call("lazy", "__name__", dict_(rows), exploded=True)
    contract = api.contracts[0]
    title = f"Typed bindings for the SOAP API of a store: {contract.name or contract.service}."
    resources = ", ".join(resource.key for resource in api.resources)
    return PackageView(
        docstring([sentence(title), "", f"Resources: {resources}."]),
        imports.render(4),
        assign("__getattr__, __dir__", found),
        tuple(literal(n) for n in sorted(n for group in homes.values() for n in group)),
    )


def gathered_view(names: Names, classes: Mapping[str, Sequence[str]], doc: str) -> ModuleView:
    """A package that exports the classes of its modules, one module for each resource."""
    imports = Imports()
    for key, own in classes.items():
        imports.add(f".{names.module[key]}", *own)
    exported = sorted(cls for own in classes.values() for cls in own)
    return ModuleView(docstring([doc]), imports.render(), tuple(literal(n) for n in exported))


def contract_view(api: Api, names: Names) -> ContractView:
    """The contract as a whole, for the server."""
    imports = Imports()
    imports.add("__future__", "annotations")
    imports.add("mahogen.runtime.contract", "ContractInfo")
    imports.add("..faults", "common as common_faults")
    if api.operations:
        imports.add(".", "common")
    operations = [f"common.{names.operation_table[op.name]}" for op in api.operations]
    value = call(
        "ContractInfo",
        keyword("namespace", literal(api.contracts[0].target_namespace)),
        keyword("resources", tuple_([_resource(r, names, imports) for r in api.resources])),
        keyword("operations", tuple_(list(operations))),
        keyword("faults", "common_faults.BY_CODE"),
        exploded=True,
    )
    return ContractView(imports.render(), assign("CONTRACT", value))


def _resource(resource: Resource, names: Names, imports: Imports) -> Value:
    module = names.module[resource.key]
    imports.add("mahogen.runtime.contract", "ResourceInfo")
    imports.add(".", module)
    imports.add("..faults", f"{module} as {module}_faults")
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
        keyword("faults", f"{module}_faults.BY_CODE"),
        exploded=True,
    )
