"""What the resource and service templates print: the classes of one resource."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mahogen.emit import naming
from mahogen.emit.docstrings import docstring, section, sentence
from mahogen.emit.imports import Imports
from mahogen.emit.literal import literal
from mahogen.emit.plan.annotations import Annotations
from mahogen.emit.plan.methods import Kind, MethodView, method_view
from mahogen.emit.plan.names import Names
from mahogen.model.api import Fault, Resource


@dataclass(frozen=True, slots=True)
class ClassView:
    name: str
    base: str
    doc: str
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class ResourceView:
    """The client side: a class for callers, one for those who await."""

    doc: str
    imports: str
    classes: tuple[ClassView, ...]


@dataclass(frozen=True, slots=True)
class ServiceView:
    """The server side. `key` is the resource as a literal."""

    doc: str
    imports: str
    service: ClassView
    key: str


def resource_view(resource: Resource, names: Names) -> ResourceView:
    """What callers use."""
    imports, annotations = _module(resource, names)
    imports.add("mahogen.runtime.async_client", "AsyncResource")
    imports.add("mahogen.runtime.client", "Resource")
    module = names.module[resource.key]
    imports.add("..wire", "wire" if module == "wire" else f"{module} as wire")
    name, title = names.resource_class[resource.key], title_of(resource)
    doc = docstring([title, *_fault_lines(resource.faults, names)], 4)
    awaited = docstring([title, "", f"`{name}`, to be awaited."], 4)
    classes = tuple(
        ClassView(cls, base, text, _methods(resource, names, annotations, kind))
        for cls, base, text, kind in (
            (name, "Resource", doc, Kind.SYNC),
            (f"Async{name}", "AsyncResource", awaited, Kind.ASYNC),
        )
    )
    about = docstring([f"Calls of the resource {resource.key}."])
    return ResourceView(about, imports.render(), classes)


def service_view(resource: Resource, names: Names) -> ServiceView:
    """What an implementation has to provide."""
    imports, annotations = _module(resource, names)
    imports.add("abc", "abstractmethod")
    imports.add("collections.abc", "Awaitable")
    imports.add("mahogen.runtime.server.service", "Service")
    hint = "Derive from it and implement every method, sync or async."
    doc = docstring([title_of(resource), "", hint, *_fault_lines(resource.faults, names)], 4)
    methods = _methods(resource, names, annotations, Kind.SERVED)
    service = ClassView(names.service_class[resource.key], "Service", doc, methods)
    about = docstring([f"The resource {resource.key}, to be implemented."])
    return ServiceView(about, imports.render(), service, literal(resource.key))


def _module(resource: Resource, names: Names) -> tuple[Imports, Annotations]:
    imports = names.imports(1)
    imports.add("__future__", "annotations")
    annotations = Annotations(names, imports, names.module[resource.key], package="..entities.")
    annotations.hidden = naming.shadowed(names.function[op.name] for op in resource.operations)
    return imports, annotations


def _methods(
    resource: Resource, names: Names, annotations: Annotations, kind: Kind
) -> tuple[MethodView, ...]:
    return tuple(
        method_view(operation, names, annotations, kind, "self._client")
        for operation in resource.operations
    )


def title_of(resource: Resource) -> str:
    """What a class of the resource is said to be."""
    return sentence(resource.title) or f"The resource {resource.key}."


def _fault_lines(faults: Sequence[Fault], names: Names) -> list[str]:
    entries = [(f.code, f"{names.fault[f.tag]}: {sentence(f.message)}") for f in faults]
    return section("Faults", entries)
