"""What wire.py.jinja prints: tables of entities and operations for the runtime."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mahogen.emit.docstrings import docstring
from mahogen.emit.imports import Imports
from mahogen.emit.layout import Argument, Value, assign, call, keyword, later, tuple_
from mahogen.emit.literal import literal
from mahogen.emit.plan.annotations import Codecs
from mahogen.emit.plan.names import COMMON, Names
from mahogen.emit.plan.unsendable import not_in
from mahogen.model.api import Api, Dialect, Entity, Operation, OperationWire
from mahogen.model.reach import named_in

OPERATION = "mahogen.runtime.operation"
STRUCT = "mahogen.runtime.codec.struct"


@dataclass(frozen=True, slots=True)
class TableView:
    """`statement` is a whole assignment."""

    statement: str


@dataclass(frozen=True, slots=True)
class WireView:
    doc: str
    imports: str
    tables: tuple[TableView, ...]


def wire_view(
    home: str,
    entities: Sequence[Entity],
    operations: Sequence[Operation],
    resource: str,
    sent: Collection[str],
    names: Names,
    api: Api,
) -> WireView:
    """The tables of the module `home`; `resource` is its key, empty for the common module.

    `sent` are the entities that no answer holds.
    """
    imports = names.imports(1)
    imports.add("__future__", "annotations")
    codecs = Codecs(names, imports, home)
    tables = _structs(entities, sent, names, imports, codecs)
    tables += [_operation(op, resource, names, imports, codecs) for op in operations]
    if home == COMMON and names.taste.client:
        tables.append(_profile(api, names, imports))
    what = "what several resources share" if home == COMMON else f"the resource {resource}"
    return WireView(docstring([f"The wire format of {what}."]), imports.render(), tuple(tables))


def _structs(
    entities: Sequence[Entity],
    sent: Collection[str],
    names: Names,
    imports: Imports,
    codecs: Codecs,
) -> list[TableView]:
    """Entities after those that they refer to; a reference in a circle is deferred."""
    tables = []
    ordered = _ordered(entities)
    deferred = _deferred(ordered)
    done: set[str] = set()
    for entity in ordered:
        imports.add(STRUCT, "Struct", *(["Field"] if entity.fields else []))
        home = names.entity_home[entity.name]
        imports.add("..entities", "entities" if home == "entities" else f"{home} as entities")
        cls = f"entities.{names.entity[entity.name]}"
        rows = []
        for field in entity.fields:
            codec: Value = codecs.codec(field.type)
            if any(n in deferred and n not in done for n in named_in(field.type)):
                codec = later(codec)
            name = literal(names.fields[entity.name, field.name])
            arguments: list[Value | Argument] = [name, literal(field.name), codec]
            if field.required:
                arguments.append(keyword("required", "True"))
            if field.spread:
                arguments.append(keyword("spread", "True"))
            # A service may return it all the same: who asked reads over what it does not know.
            if entity.name in sent and (lacking := not_in(entity, field)):
                dialects = tuple_([literal(d.value) for d in lacking], exploded=False)
                arguments.append(keyword("not_in", dialects))
            rows.append(call("Field", *arguments))
        value = call("Struct", literal(entity.name), cls, tuple_(rows), *_forms(entity))
        hint = f": Struct[{cls}]" if entity.name in deferred else ""
        tables.append(_table(names.entity_table[entity.name] + hint, value))
        done.add(entity.name)
    return tables


def _forms(entity: Entity) -> list[Argument]:
    """What V1 makes of the entity, if not a Map of its fields."""
    forms = []
    if entity.pair:
        forms.append(
            keyword("pair", tuple_([literal(name) for name in entity.pair], exploded=False))
        )
    if entity.listed:
        forms.append(keyword("listed", "True"))
    return forms


def _ordered(entities: Sequence[Entity]) -> list[Entity]:
    by_name = {entity.name: entity for entity in entities}
    state: dict[str, bool] = {}
    ordered: list[Entity] = []
    for root in entities:
        stack = [(root, iter(_references(root)))] if root.name not in state else []
        state.setdefault(root.name, False)
        while stack:
            entity, references = stack[-1]
            following = next((n for n in references if n in by_name and n not in state), None)
            if following is not None:
                state[following] = False
                stack.append((by_name[following], iter(_references(by_name[following]))))
            else:
                stack.pop()
                ordered.append(entity)
    return ordered


def _deferred(ordered: Sequence[Entity]) -> set[str]:
    """Entities that one before them, or they themselves, refer to."""
    position = {entity.name: index for index, entity in enumerate(ordered)}
    return {
        name
        for index, entity in enumerate(ordered)
        for name in _references(entity)
        if position.get(name, -1) >= index
    }


def _references(entity: Entity) -> list[str]:
    return [name for field in entity.fields for name in named_in(field.type)]


def _operation(
    operation: Operation, resource: str, names: Names, imports: Imports, codecs: Codecs
) -> TableView:
    imports.add(OPERATION, "Operation")
    parameters = tuple_(
        [_parameter(operation, index, names, codecs) for index in range(len(operation.parameters))]
    )
    if operation.parameters:
        imports.add(OPERATION, "Parameter")
    arguments: list[Argument] = [
        keyword("name", literal(operation.name)),
        keyword("resource", literal(resource)),
        keyword("method", literal(operation.method if resource else "")),
        keyword("function", literal(names.function[operation.name])),
        keyword("parameters", parameters),
        keyword("result", "None" if operation.result is None else codecs.codec(operation.result)),
    ]
    if not operation.session:
        arguments.append(keyword("session", "False"))
    for dialect in (Dialect.V2, Dialect.WSI, Dialect.V1):
        if wire := operation.wire(dialect):
            spelled = _path(operation, wire) if wire.path else _message(operation, wire, codecs)
            imports.add(OPERATION, "Path" if wire.path else "Message")
            arguments.append(keyword(dialect, spelled))
    home = names.module[resource] if resource else COMMON
    imports.add(f"..faults.{home}", "BY_CODE")
    arguments.append(keyword("faults", "BY_CODE"))
    hint = ": Operation[None]" if operation.result is None else ""
    value = call("Operation", *arguments, exploded=True)
    return _table(names.operation_table[operation.name] + hint, value)


def _parameter(operation: Operation, index: int, names: Names, codecs: Codecs) -> Value:
    parameter = operation.parameters[index]
    arguments: list[Value | Argument] = [
        literal(names.parameters[operation.name, parameter.name]),
        codecs.codec(parameter.type),
    ]
    if not parameter.required:
        arguments.append(keyword("required", "False"))
    if parameter.secret:
        arguments.append(keyword("secret", "True"))
    return call("Parameter", *arguments)


def _message(operation: Operation, wire: OperationWire, codecs: Codecs) -> Value:
    """Part names in the order of the session id and then the operation's own parameters."""
    carried = {part.parameter: part.name for part in wire.parts}
    order: list[str | None] = [None] if operation.session else []
    order += [parameter.name for parameter in operation.parameters]
    spelled = [literal(carried[name]) if name in carried else "None" for name in order]
    parts = tuple_(spelled, exploded=False)
    arguments = [
        keyword("request", literal(wire.request)),
        keyword("parts", parts),
        keyword("response", literal(wire.response)),
        keyword("result", "None" if wire.result is None else literal(wire.result.name)),
    ]
    if wire.soap_action:
        arguments.append(keyword("action", literal(wire.soap_action)))
    if wire.result and codecs.differ(wire.result.type, operation.result):
        arguments.append(keyword("type", codecs.codec(wire.result.type)))
    return call("Message", *arguments, exploded=True)


def _path(operation: Operation, wire: OperationWire) -> Value:
    """V1's path, and which of the operation's parameters V1 takes, if not all of them in order."""
    names = [parameter.name for parameter in operation.parameters]
    taken = [names.index(part.parameter) for part in wire.parts if part.parameter is not None]
    arguments: list[Value | Argument] = [literal(wire.path)]
    if taken != list(range(len(names))):
        places = tuple_([str(place) for place in taken], exploded=False)
        arguments.append(keyword("arguments", places))
    return call("Path", *arguments)


def _profile(api: Api, names: Names, imports: Imports) -> TableView:
    imports.add("mahogen.runtime.exchange", "Profile")
    imports.add(f"..faults.{COMMON}", "BY_CODE")
    declared = {operation.name for operation in api.operations}

    def table(name: str) -> str:
        return names.operation_table[name] if name in declared else "None"

    value = call(
        "Profile",
        keyword("namespace", literal(api.contracts[0].target_namespace)),
        keyword("login", table("login")),
        keyword("end_session", table("endSession")),
        keyword("faults", "BY_CODE"),
        exploded=True,
    )
    return _table("PROFILE", value)


def _table(target: str, value: Value) -> TableView:
    return TableView(assign(target, value))
