"""Every Python name of a package, made and checked once, before anything is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from mahogen.emit import naming
from mahogen.emit.imports import Imports
from mahogen.emit.naming import Override, PythonName, Scope
from mahogen.emit.plan.reach import entity_homes
from mahogen.emit.taste import STANDARD, Taste
from mahogen.errors import Diagnostics, Source
from mahogen.model.api import Api, Operation, Resource

NewScope = Callable[..., Scope]

COMMON = PythonName("common")
SESSION_OPERATIONS = frozenset({"login", "startSession", "endSession"})
"""Global operations that the client's session handling calls, so that a caller need not."""
UNTYPED_OPERATIONS = frozenset({"call", "multiCall"})
"""Global operations that carry others; the runtime knows them, so that they need no table."""


@dataclass(slots=True)
class Names:
    """Look-ups from wire names to Python names; pairs are keyed (owner, name)."""

    taste: Taste = STANDARD
    module: dict[str, PythonName] = field(default_factory=dict)
    resource_class: dict[str, PythonName] = field(default_factory=dict)
    service_class: dict[str, PythonName] = field(default_factory=dict)
    fault_base: dict[str, PythonName] = field(default_factory=dict)
    attribute: dict[str, PythonName] = field(default_factory=dict)
    aliases: dict[str, tuple[PythonName, ...]] = field(default_factory=dict)
    entity: dict[str, PythonName] = field(default_factory=dict)
    entity_table: dict[str, PythonName] = field(default_factory=dict)
    entity_home: dict[str, PythonName] = field(default_factory=dict)
    fields: dict[tuple[str, str], PythonName] = field(default_factory=dict)
    function: dict[str, PythonName] = field(default_factory=dict)
    operation_table: dict[str, PythonName] = field(default_factory=dict)
    parameters: dict[tuple[str, str], PythonName] = field(default_factory=dict)
    fault: dict[str, PythonName] = field(default_factory=dict)

    def imports(self, depth: int) -> Imports:
        """Those of a module that lies `depth` folders deep in the package."""
        return Imports(self.taste, depth)

    def report_unused(self, overrides: Mapping[str, Override], diagnostics: Diagnostics) -> None:
        """Note the overrides that name nothing."""
        pairs = {f"{owner}.{name}" for owner, name in (*self.fields, *self.parameters)}
        known = pairs.union(self.module, self.entity, self.function)
        known |= {f"{name} (entity)" for name in self.entity_table}
        known |= {f"{name} (operation)" for name in self.operation_table}
        known |= {f"fault {tag}" for tag in self.fault}
        for path, override in overrides.items():
            if path not in known:
                near = get_close_matches(path, known, 1)
                hint = "delete it, or correct it: a field is named as entity.field"
                hint = f'did you mean "{near[0]}"?' if near else hint
                what = f'gives "{path}" a name, but the package has no such thing'
                diagnostics.misuse(override.source, what, hint)


def name_all(
    api: Api,
    overrides: Mapping[str, Override],
    diagnostics: Diagnostics,
    taste: Taste = STANDARD,
) -> Names:
    """Name everything in `api`; collisions are gathered in `diagnostics`.

    `overrides` maps wire paths (`entity`, `entity.field`, `operation`, `operation.parameter`,
    `resource`) to Python names.
    """
    names = Names(taste)

    def scope(what: str, reserved: Iterable[str] = ()) -> Scope:
        return Scope(what, overrides, diagnostics, reserved)

    facade = scope("the client", naming.FACADE_RESERVED)
    modules = scope("the package", naming.MODULE_RESERVED | naming.UNUSABLE_FILES)
    classes = scope("the package", naming.CLASS_RESERVED)
    for resource in api.resources:
        _name_resource(resource, names, facade, modules, classes, scope)
    for operation in api.operations:
        _name_global(operation, names, facade, scope)
    _name_aliases(api, names)
    _name_entities(api, names, classes, scope)
    _name_tables(api, names, overrides, scope)
    _name_faults(api, names, scope("faults", naming.FAULT_RESERVED))
    for facade_class in taste.facades:
        if thing := classes.owner(facade_class):
            what = f"{thing} and the client both become {facade_class} in the package"
            diagnostics.misuse(taste.facade_at, what, "give the client another name")
    return names


def _name_resource(
    resource: Resource,
    names: Names,
    facade: Scope,
    modules: Scope,
    classes: Scope,
    scope: NewScope,
) -> None:
    key, source = resource.key, resource.source
    module = modules.add(key, naming.module(key), source)
    alone = module not in names.module.values()
    names.module[key] = module
    names.attribute[key] = facade.add(key, naming.snake(key, naming.FACADE_RESERVED), source)
    stem = naming.pascal(module, ())
    names.resource_class[key] = PythonName(f"{stem}Resource")
    names.service_class[key] = PythonName(f"{stem}Service")
    for made in (f"{stem}Resource", f"Async{stem}Resource", f"{stem}Service"):
        if alone:  # else the modules collide, which has been said
            classes.derive("resource", key, module, PythonName(made), source)
    fault = f"{stem}Fault"
    names.fault_base[key] = PythonName(f"{fault}_" if fault in naming.FAULT_RESERVED else fault)
    functions = scope(f"the resource {key}", naming.METHOD_RESERVED)
    for operation in resource.operations:
        name = naming.snake(operation.method, naming.METHOD_RESERVED)
        names.function[operation.name] = functions.add(operation.name, name, operation.source)
        _name_parameters(operation, names, scope)


def _name_global(operation: Operation, names: Names, facade: Scope, scope: NewScope) -> None:
    name = naming.snake(operation.name)
    if operation.name not in SESSION_OPERATIONS:
        name = naming.snake(operation.name, naming.FACADE_RESERVED)
        name = facade.add(operation.name, name, operation.source)
    names.function[operation.name] = name
    _name_parameters(operation, names, scope)


def _name_aliases(api: Api, names: Names) -> None:
    """The aliases of resources, but for those whose name something else has on the client."""
    made = {
        r.key: dict.fromkeys(naming.snake(alias, naming.FACADE_RESERVED) for alias in r.aliases)
        for r in api.resources
    }
    taken = Counter(name for own in made.values() for name in own)
    taken.update(names.attribute.values())
    taken.update(names.function[o.name] for o in api.operations if o.name not in SESSION_OPERATIONS)
    for key, own in made.items():
        names.aliases[key] = tuple(name for name in own if taken[name] == 1)


def _name_parameters(operation: Operation, names: Names, scope: NewScope) -> None:
    parameters = scope(f"the operation {operation.name}", naming.PARAMETER_RESERVED)
    for parameter in operation.parameters:
        names.parameters[operation.name, parameter.name] = parameters.add(
            f"{operation.name}.{parameter.name}",
            naming.snake(parameter.name, naming.PARAMETER_RESERVED),
            parameter.source,
        )


def _name_entities(api: Api, names: Names, classes: Scope, scope: NewScope) -> None:
    homes = entity_homes(api)
    for entity in api.entities:
        names.entity_home[entity.name] = names.module.get(homes[entity.name], COMMON)
        name = naming.pascal(entity.name)
        names.entity[entity.name] = classes.add(entity.name, name, entity.source)
        fields = scope(f"the entity {entity.name}", naming.FIELD_RESERVED)
        for f in entity.fields:
            names.fields[entity.name, f.name] = fields.add(
                f"{entity.name}.{f.name}", naming.snake(f.name, naming.FIELD_RESERVED), f.source
            )


def _name_tables(
    api: Api, names: Names, overrides: Mapping[str, Override], scope: NewScope
) -> None:
    """The constants of the wire modules.

    Where two collide, that of which the configuration renames the class or method follows it.
    """
    tables: dict[str, Scope] = {}
    owners: dict[tuple[str, str], str] = {}

    def add(home: str, kind: str, wire: str, own: PythonName, source: Source) -> PythonName:
        tail = "Struct" if kind == "entity" else ""
        name = naming.constant(f"{wire}{tail}")
        if owners.get((home, name)) == own:
            return name  # the classes or methods collide, which has been said
        if (home, name) in owners and wire in overrides:
            name = naming.constant(f"{own}{tail}")
        owners.setdefault((home, name), own)
        table = tables.setdefault(home, scope(f"wire/{home}.py", naming.TABLE_RESERVED))
        return table.add(f"{wire} ({kind})", name, source)

    for entity in api.entities:
        home, own = names.entity_home[entity.name], names.entity[entity.name]
        names.entity_table[entity.name] = add(home, "entity", entity.name, own, entity.source)
    homes = [(COMMON, api.operations)]
    homes += [(names.module[r.key], r.operations) for r in api.resources]
    for home, operations in homes:
        for operation in operations:
            name, own = operation.name, names.function[operation.name]
            names.operation_table[name] = add(home, "operation", name, own, operation.source)


def _name_faults(api: Api, names: Names, classes: Scope) -> None:
    bases = {names.module[resource.key]: resource for resource in reversed(api.resources)}
    for module, resource in bases.items():
        base = names.fault_base[resource.key]
        classes.derive("resource", resource.key, module, base, resource.source)
    for fault in (*api.faults, *(f for r in api.resources for f in r.faults)):
        if fault.tag not in names.fault:
            name = naming.pascal(fault.tag, naming.FAULT_RESERVED)
            names.fault[fault.tag] = classes.add(f"fault {fault.tag}", name, fault.source)
