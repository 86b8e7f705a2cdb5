"""Implementations of services whose methods only say that nobody has written them."""

from __future__ import annotations

from dataclasses import dataclass

from mahogen.emit import naming
from mahogen.emit.docstrings import docstring
from mahogen.emit.imports import Imports
from mahogen.emit.layout import WIDTH, call
from mahogen.emit.literal import literal
from mahogen.emit.naming import PythonName
from mahogen.emit.plan.annotations import Annotations
from mahogen.emit.plan.methods import MethodView, stub_method_view
from mahogen.emit.plan.names import Names
from mahogen.emit.plan.resources import title_of
from mahogen.emit.taste import STANDARD
from mahogen.model.api import Api, Operation, Resource


@dataclass(frozen=True, slots=True)
class Packages:
    """The two packages of a project: the user's own, and the generated one."""

    package: str
    api: str

    def imports(self) -> Imports:
        """Those of a module of the project, with the line that all of them have."""
        imports = Imports(STANDARD, 0, {self.package, self.api})
        imports.add("__future__", "annotations")
        return imports


@dataclass(frozen=True, slots=True)
class StubView:
    """The class of a resource, whose first line is `head`.

    `own_lines` begin what generated code has not: imports of other packages, and `raise`.
    """

    doc: str
    imports: str
    head: str
    class_doc: str
    methods: tuple[MethodView, ...]

    @property
    def own_lines(self) -> set[str]:
        """Stripped, as the grammar compares them."""
        bodies = {method.body.partition("\n")[0] for method in self.methods}
        return bodies | set(self.imports.split("\n"))


@dataclass(frozen=True, slots=True)
class ServicesView:
    doc: str
    imports: str
    classes: tuple[str, ...]


def stub_view(resource: Resource, names: Names, packages: Packages) -> StubView:
    """What the implementation of a resource starts from."""
    imports = packages.imports()
    base = names.service_class[resource.key]
    imports.add(f"{packages.api}.services", base)
    annotations = Annotations(names, imports, "", public=packages.api)
    annotations.hidden = naming.shadowed(names.function[op.name] for op in resource.operations)
    fault = _fault(resource, names, imports)
    methods = tuple(
        stub_method_view(op, names, annotations, call(fault, literal(path_of(resource, op))))
        for op in resource.operations
    )
    head = f"class {class_of(resource, names)}({base}):"
    if len(head) > WIDTH:
        head = f"class {class_of(resource, names)}(\n    {base}\n):"
    about = docstring([f"The resource {resource.key}."])
    title = docstring([title_of(resource)], 4)
    return StubView(about, imports.render(), head, title, methods)


def services_view(api: Api, names: Names, packages: Packages) -> ServicesView:
    """The package of services, which makes one of each."""
    imports = packages.imports()
    imports.add(f"{packages.api}.server", "Service")
    classes = []
    for resource in api.resources:
        if resource.operations:
            classes.append(class_of(resource, names))
            imports.add(f".{names.module[resource.key]}", classes[-1])
    doc = docstring([f"What {packages.package} serves: a class for each resource."])
    return ServicesView(doc, imports.render(), tuple(classes))


def _fault(resource: Resource, names: Names, imports: Imports) -> str:
    """What the function that makes the fault is called where no parameter is called so."""
    name, called = "not_implemented", "not_implemented"
    taken = {
        names.parameters[op.name, parameter.name]
        for op in resource.operations
        for parameter in op.parameters
    }
    while called in taken:
        called += "_"
    imports.add("..unfinished", name if called == name else f"{name} as {called}")
    return called


def path_of(resource: Resource, operation: Operation) -> str:
    """What V1 calls an operation."""
    return f"{resource.key}.{operation.method}"


def class_of(resource: Resource, names: Names) -> PythonName:
    """The resource in PascalCase, told apart from what the modules of services import."""
    taken = naming.CLASS_RESERVED.union(names.entity.values(), names.service_class.values())
    name = naming.pascal(names.module[resource.key], ())
    while name in taken:
        name = PythonName(f"{name}Implementation")
    return name
