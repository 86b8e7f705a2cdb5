"""What the resource, service and client templates print: methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mahogen.emit import naming
from mahogen.emit.docstrings import docstring, section, sentence
from mahogen.emit.imports import Imports
from mahogen.emit.layout import call, lay_out, signature
from mahogen.emit.literal import literal
from mahogen.emit.plan.annotations import Annotations
from mahogen.emit.plan.names import COMMON, SESSION_OPERATIONS, Names
from mahogen.model.api import Api, Fault, Operation, Parameter, Resource


@dataclass(frozen=True, slots=True)
class MethodView:
    """`signature` and `call` are laid out for the body of a class and of a method in it."""

    signature: str
    doc: str
    call: str


@dataclass(frozen=True, slots=True)
class CallsView:
    """A module with one class of methods. `key` is the resource as a literal."""

    doc: str
    imports: str
    name: str
    class_doc: str
    key: str
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class AttributeView:
    """A resource on the client: a property that imports its class when it is first used."""

    signature: str
    doc: str
    imports: str
    cls: str


@dataclass(frozen=True, slots=True)
class ClientView:
    doc: str
    imports: str
    type_imports: str
    class_doc: str
    attributes: tuple[AttributeView, ...]
    methods: tuple[MethodView, ...]


def resource_view(resource: Resource, names: Names) -> CallsView:
    """The client side of a resource."""
    home = names.module[resource.key]
    imports = _imports()
    imports.add("mahogen.runtime.client", "Resource")
    imports.add("..wire", f"{home} as wire")
    annotations = Annotations(names, imports, home, package="..entities.")
    annotations.hidden = naming.shadowed(names.function[op.name] for op in resource.operations)
    methods = tuple(_method(op, names, annotations, "self._client") for op in resource.operations)
    title = sentence(resource.title) or f"The resource {resource.key}."
    return CallsView(
        docstring([f"Calls of the resource {resource.key}."]),
        imports.render(),
        names.resource_class[resource.key],
        docstring([title, *_fault_lines(resource.faults, names)], 4),
        literal(resource.key),
        methods,
    )


def service_view(resource: Resource, names: Names) -> CallsView:
    """The server side of a resource: what an implementation has to provide."""
    home = names.module[resource.key]
    imports = _imports()
    imports.add("abc", "abstractmethod")
    imports.add("collections.abc", "Awaitable")
    imports.add("mahogen.runtime.server.service", "Service")
    annotations = Annotations(names, imports, home, package="..entities.")
    annotations.hidden = naming.shadowed(names.function[op.name] for op in resource.operations)
    methods = tuple(_method(op, names, annotations, "", served=True) for op in resource.operations)
    title = sentence(resource.title) or f"The resource {resource.key}."
    hint = "Derive from it and implement every method, sync or async."
    return CallsView(
        docstring([f"The resource {resource.key}, to be implemented."]),
        imports.render(),
        names.service_class[resource.key],
        docstring([title, "", hint, *_fault_lines(resource.faults, names)], 4),
        literal(resource.key),
        methods,
    )


def client_view(api: Api, names: Names) -> ClientView:
    """The facade: resources as attributes, global operations as methods."""
    imports = _imports()
    imports.add("functools", "cached_property")
    imports.add("typing", "TYPE_CHECKING")
    imports.add("mahogen.runtime.client", "Client")
    imports.add(".wire", f"{COMMON} as wire")
    type_imports = Imports()
    annotations = Annotations(names, type_imports, "", package=".entities.")
    methods = tuple(
        _method(operation, names, annotations, "self")
        for operation in api.operations
        if operation.name not in SESSION_OPERATIONS
    )
    attributes = []
    for resource in api.resources:
        module, cls = names.module[resource.key], names.resource_class[resource.key]
        own = Imports()
        for where in (own, type_imports):
            where.add(f".resources.{module}", cls)
        head = signature(names.attribute[resource.key], ["self"], [cls], 4)
        title = sentence(resource.title) or f"The resource {resource.key}."
        attributes.append(AttributeView(head, docstring([title], 8), own.render(8), cls))
    keys = ", ".join(resource.key for resource in api.resources)
    return ClientView(
        docstring(["The client."]),
        imports.render(),
        type_imports.render(4),
        docstring(
            [
                f"A store's API, resource by resource: {keys}.",
                "",
                "See `mahogen.runtime.client.Client` for its arguments; close it, or use it in a"
                " `with` statement, to end the session.",
            ],
            4,
        ),
        tuple(attributes),
        methods,
    )


def _imports() -> Imports:
    imports = Imports()
    imports.add("__future__", "annotations")
    return imports


def _method(
    operation: Operation,
    names: Names,
    annotations: Annotations,
    client: str,
    served: bool = False,
) -> MethodView:
    """`client` is the expression that calls go to; a `served` result may be awaited."""
    result = "None" if operation.result is None else annotations.field(operation.result)
    returns = [result, f"Awaitable[{result}]"] if served else [result]
    returns.sort(key=lambda kind: kind == "None")
    parameters = _parameters(operation, names, annotations)
    arguments = [names.parameters[operation.name, p.name] for p in operation.parameters]
    table = f"wire.{names.operation_table[operation.name]}"
    return MethodView(
        signature(names.function[operation.name], parameters, returns, 4),
        docstring(_doc(operation, names), 8),
        lay_out(call(f"{client}.invoke", table, *arguments), 8, len("return ")),
    )


def _parameters(operation: Operation, names: Names, annotations: Annotations) -> tuple[str, ...]:
    """Once a parameter may be left out, a required one behind it is keyword-only."""
    lines = ["self"]
    optional_seen = keyword_only = False
    for parameter in operation.parameters:
        annotation = annotations.parameter(parameter.type, parameter.values)
        if parameter.required and optional_seen and not keyword_only:
            lines.append("*")
            keyword_only = True
        optional_seen = optional_seen or not parameter.required
        tail = "" if parameter.required else " | None = None"
        lines.append(f"{names.parameters[operation.name, parameter.name]}: {annotation}{tail}")
    return tuple(lines)


def _doc(operation: Operation, names: Names) -> list[str]:
    first = sentence(operation.doc) or f"{operation.name}."
    parameters = [
        (names.parameters[operation.name, p.name], _parameter_doc(operation, p))
        for p in operation.parameters
    ]
    returns = [("", sentence(operation.result_doc))] if operation.result_doc else []
    return [
        first,
        "",
        f"Wire name: {operation.name}.",
        *section("Args", [(name, text) for name, text in parameters if text]),
        *section("Returns", returns),
    ]


def _parameter_doc(operation: Operation, parameter: Parameter) -> str:
    spellings = {
        part.name: wire.dialect.upper()
        for wire in operation.wires
        for part in wire.parts
        if part.parameter == parameter.name and part.name != parameter.name
    }
    other = [f"{name} in {dialect}" for name, dialect in spellings.items()]
    known = f"Known values: {', '.join(parameter.values)}." if parameter.values else ""
    wire = f"Wire name: {', '.join(other)}." if other else ""
    return " ".join(text for text in (sentence(parameter.doc), known, wire) if text)


def _fault_lines(faults: Sequence[Fault], names: Names) -> list[str]:
    entries = [(f.code, f"{names.fault[f.tag]}: {sentence(f.message)}") for f in faults]
    return section("Faults", entries)
