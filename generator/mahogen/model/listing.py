"""An Api as text for people: what `inspect` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mahogen.model.api import (
    Api,
    Contract,
    Dialect,
    Entity,
    EntityWire,
    Fault,
    Field,
    FieldWire,
    Operation,
    OperationWire,
    Parameter,
    Resource,
)
from mahogen.model.spell import spell_shortly


def listing(api: Api, *, contracts: bool = True) -> str:
    """Contracts, resources with their operations, entities and faults, as plain text.

    What `api` has none of is left out; so are, without `contracts`, services and addresses. What
    only some of the dialects have, or have otherwise, is said below it.
    """
    spoken = [contract.dialect for contract in api.contracts]
    typed = [dialect for dialect in spoken if dialect is not Dialect.V1]
    sections = [
        ("contracts", _contracts(api.contracts if contracts else ())),
        ("operations of every store", _operations(api.operations, spoken)),
        *((f"resource {r.key}", _resource(r, spoken)) for r in api.resources if r.operations),
        ("entities", _entities(api.entities, typed)),
        ("faults of every call", _faults(api.faults)),
        ("resources without operations in the contract", _unused(api.resources)),
    ]
    texts = []
    for title, lines in sections:
        body = [f"  {line}" if line else "" for line in lines]
        if body:
            texts.append("\n".join([title, *body]).rstrip())
    return "\n\n".join(texts) + "\n"


def _contracts(contracts: Iterable[Contract]) -> Iterator[str]:
    for contract in contracts:
        yield f"{contract.dialect}  {contract.target_namespace}  {contract.style}"
        yield f"    service {contract.service}, port {contract.port}, binding {contract.binding}"
        yield f"    address {contract.address}"


def _resource(resource: Resource, spoken: Sequence[Dialect]) -> Iterator[str]:
    if resource.title:
        yield resource.title
    if resource.aliases:
        yield f"also called {', '.join(resource.aliases)}"
    if resource.prefix:
        yield f"operations start with {resource.prefix}"
    yield ""
    yield from _operations(resource.operations, spoken)
    if resource.faults:
        yield ""
        yield from _faults(resource.faults)


def _operations(operations: Iterable[Operation], spoken: Sequence[Dialect]) -> Iterator[str]:
    for operation in operations:
        name = operation.name
        if operation.method != name:
            name = f"{operation.method} = {name}"
        arguments = ", ".join(_parameter(p) for p in operation.parameters)
        result = f" -> {spell_shortly(operation.result)}" if operation.result else ""
        yield f"{name}({arguments}){result}"
        if operation.doc:
            yield f"    {operation.doc}"
        if only := _only(operation.wires, spoken):
            yield f"    {only}"
        for wire in operation.wires:
            if found := ", ".join(_differences(operation, wire)):
                yield f"    in {wire.dialect} {found}"


def _differences(operation: Operation, wire: OperationWire) -> Iterator[str]:
    """What a dialect lacks, or has in another type; V1 leaves types open."""
    parts = {part.parameter: part for part in wire.parts}
    for parameter in operation.parameters:
        part = parts.get(parameter.name)
        if part is None:
            yield f"without {parameter.name}"
        elif part.type != parameter.type and wire.dialect is not Dialect.V1:
            yield f"{parameter.name}: {spell_shortly(part.type)}"
    result = wire.result.type if wire.result else None
    if result != operation.result and wire.dialect is not Dialect.V1:
        yield f"-> {spell_shortly(result) if result else 'nothing'}"


def _only(
    wires: Iterable[OperationWire | EntityWire | FieldWire], spoken: Sequence[Dialect]
) -> str:
    """In which dialects something is, where that is not all of those `spoken`."""
    known = [wire.dialect for wire in wires]
    return "" if set(known) >= set(spoken) else f"only in {' and '.join(known)}"


def _parameter(parameter: Parameter) -> str:
    mark = "" if parameter.required else "?"
    return f"{parameter.name}{mark}: {spell_shortly(parameter.type)}"


def _entities(entities: Iterable[Entity], typed: Sequence[Dialect]) -> Iterator[str]:
    for entity in entities:
        said = [entity.name, entity.doc, _only(entity.wires, typed), _in_v1(entity)]
        yield "  ".join(filter(None, said))
        known = [wire.dialect for wire in entity.wires]
        names = [field.name if field.required else f"{field.name}?" for field in entity.fields]
        width = max(map(len, names), default=0)
        for name, field in zip(names, entity.fields, strict=True):
            said = [f"{name:<{width}}", spell_shortly(field.type), *_field(field, known)]
            yield f"    {'  '.join(said)}"
        yield ""


def _in_v1(entity: Entity) -> str:
    """What V1 has in place of the entity, or of a list of it."""
    if entity.pair:
        return f"in v1 a list is a map of {' to '.join(entity.pair)}"
    return "in v1 one list" if entity.listed else ""


def _field(field: Field, known: Sequence[Dialect]) -> Iterator[str]:
    if field.values:
        yield f"({', '.join(field.values)})"
    if only := _only(field.wires, known):
        yield only
    for wire in field.wires:
        if wire.type != field.type:
            yield f"in {wire.dialect} {spell_shortly(wire.type)}"
    if field.spread:
        yield "in v1 without a key of its own"


def _faults(faults: Iterable[Fault]) -> Iterator[str]:
    known = sorted(faults, key=lambda fault: (len(fault.code), fault.code))
    codes = max((len(fault.code) for fault in known), default=0)
    width = max((len(fault.tag) for fault in known), default=0)
    for fault in known:
        yield f"{fault.code:>{codes}}  {fault.tag:<{width}}  {fault.message.strip()}"


def _unused(resources: Iterable[Resource]) -> Iterator[str]:
    for resource in resources:
        if not resource.operations:
            yield resource.key
