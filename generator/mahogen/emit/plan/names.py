"""Every Python name of a package, made and checked once, before anything is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mahogen.emit import naming
from mahogen.emit.naming import PythonName, Scope
from mahogen.emit.plan.reach import entity_homes
from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Entity, Operation, Resource

NewScope = Callable[[str], Scope]

COMMON = PythonName("common")
SESSION_OPERATIONS = frozenset({"login", "startSession", "endSession"})
"""Global operations that the client's session handling calls, so that a caller need not."""
UNTYPED_OPERATIONS = frozenset({"call", "multiCall"})
"""Global operations that carry others; the runtime knows them, so that they need no table."""


@dataclass(slots=True)
class Names:
    """Look-ups from wire names to Python names; pairs are keyed (owner, name)."""

    module: dict[str, PythonName] = field(default_factory=dict)
    resource_class: dict[str, PythonName] = field(default_factory=dict)
    service_class: dict[str, PythonName] = field(default_factory=dict)
    fault_base: dict[str, PythonName] = field(default_factory=dict)
    attribute: dict[str, PythonName] = field(default_factory=dict)
    entity: dict[str, PythonName] = field(default_factory=dict)
    entity_table: dict[str, PythonName] = field(default_factory=dict)
    entity_home: dict[str, PythonName] = field(default_factory=dict)
    fields: dict[tuple[str, str], PythonName] = field(default_factory=dict)
    function: dict[str, PythonName] = field(default_factory=dict)
    operation_table: dict[str, PythonName] = field(default_factory=dict)
    parameters: dict[tuple[str, str], PythonName] = field(default_factory=dict)
    fault: dict[str, PythonName] = field(default_factory=dict)

    def unused(self, overrides: Mapping[str, str]) -> list[str]:
        """The overrides that name nothing."""
        pairs = {f"{owner}.{name}" for owner, name in (*self.fields, *self.parameters)}
        known = pairs.union(self.module, self.entity, self.function)
        known |= {f"{name} (entity)" for name in self.entity_table}
        known |= {f"{name} (operation)" for name in self.operation_table}
        known |= {f"fault {tag}" for tag in self.fault}
        known |= {f"resource {key}" for key in self.fault_base}
        return [path for path in overrides if path not in known]


def name_all(api: Api, overrides: Mapping[str, str], diagnostics: Diagnostics) -> Names:
    """Name everything in `api`; collisions are gathered in `diagnostics`.

    `overrides` maps wire paths (`entity`, `entity.field`, `operation`, `operation.parameter`,
    `resource`) to Python names.
    """
    names = Names()

    def scope(what: str) -> Scope:
        return Scope(what, overrides, diagnostics)

    facade, modules, classes = scope("the client"), scope("the package"), scope("the package")
    tables: dict[str, Scope] = {}
    for resource in api.resources:
        _name_resource(resource, names, facade, modules, scope)
    for operation in api.operations:
        if operation.name not in SESSION_OPERATIONS:
            path = operation.name
            name = naming.snake(path, naming.FACADE_RESERVED)
            names.function[path] = facade.add(path, name, operation.source)
        else:
            names.function[operation.name] = naming.snake(operation.name)
        _name_parameters(operation, names, scope)
    homes = entity_homes(api)
    for entity in api.entities:
        home = names.module.get(homes[entity.name], COMMON)
        names.entity_home[entity.name] = home
        _name_entity(entity, names, classes, scope)
        table = tables.setdefault(home, scope(f"wire/{home}.py"))
        names.entity_table[entity.name] = table.add(
            f"{entity.name} (entity)", naming.constant(f"{entity.name}Struct"), entity.source
        )
    owners = [
        (COMMON, api.operations),
        *((names.module[r.key], r.operations) for r in api.resources),
    ]
    for home, operations in owners:
        table = tables.setdefault(home, scope(f"wire/{home}.py"))
        for operation in operations:
            names.operation_table[operation.name] = table.add(
                f"{operation.name} (operation)",
                naming.constant(operation.name),
                operation.source,
            )
    _name_faults(api, names, scope("faults"))
    return names


def _name_resource(
    resource: Resource, names: Names, facade: Scope, modules: Scope, scope: NewScope
) -> None:
    key, source = resource.key, resource.source
    module = modules.add(key, naming.snake(key, naming.MODULE_RESERVED), source)
    names.module[key] = module
    names.attribute[key] = facade.add(key, naming.snake(key, naming.FACADE_RESERVED), source)
    stem = naming.pascal(module, ())
    names.resource_class[key] = PythonName(f"{stem}Resource")
    names.service_class[key] = PythonName(f"{stem}Service")
    names.fault_base[key] = PythonName(f"{stem}Fault")
    functions = scope(f"the resource {key}")
    for operation in resource.operations:
        name = naming.snake(operation.method)
        names.function[operation.name] = functions.add(operation.name, name, operation.source)
        _name_parameters(operation, names, scope)


def _name_parameters(operation: Operation, names: Names, scope: NewScope) -> None:
    parameters = scope(f"the operation {operation.name}")
    for parameter in operation.parameters:
        names.parameters[operation.name, parameter.name] = parameters.add(
            f"{operation.name}.{parameter.name}", naming.snake(parameter.name), parameter.source
        )


def _name_entity(entity: Entity, names: Names, classes: Scope, scope: NewScope) -> None:
    names.entity[entity.name] = classes.add(entity.name, naming.pascal(entity.name), entity.source)
    fields = scope(f"the entity {entity.name}")
    for f in entity.fields:
        names.fields[entity.name, f.name] = fields.add(
            f"{entity.name}.{f.name}", naming.snake(f.name, naming.FIELD_RESERVED), f.source
        )


def _name_faults(api: Api, names: Names, classes: Scope) -> None:
    for resource in api.resources:
        base = names.fault_base[resource.key]
        classes.add(f"resource {resource.key}", base, resource.source)
    for fault in (*api.faults, *(f for r in api.resources for f in r.faults)):
        if fault.tag not in names.fault:
            name = naming.pascal(fault.tag)
            names.fault[fault.tag] = classes.add(f"fault {fault.tag}", name, fault.source)
