"""An Api as text for people: what `inspect` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mahogen.model.api import Api, Contract, Entity, Fault, Operation, Parameter, Resource
from mahogen.model.spell import spell_shortly


def listing(api: Api) -> str:
    """Contracts, resources with their operations, entities and faults, as plain text."""
    sections = [
        ("contracts", _contracts(api.contracts)),
        ("operations of every store", _operations(api.operations)),
        *((f"resource {r.key}", _resource(r)) for r in api.resources if r.operations),
        ("entities", _entities(api.entities)),
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


def _resource(resource: Resource) -> Iterator[str]:
    if resource.title:
        yield resource.title
    if resource.aliases:
        yield f"also called {', '.join(resource.aliases)}"
    if resource.prefix:
        yield f"operations start with {resource.prefix}"
    yield ""
    yield from _operations(resource.operations)
    if resource.faults:
        yield ""
        yield from _faults(resource.faults)


def _operations(operations: Iterable[Operation]) -> Iterator[str]:
    for operation in operations:
        name = operation.name
        if operation.method != name:
            name = f"{operation.method} = {name}"
        arguments = ", ".join(_parameter(p) for p in operation.parameters)
        result = f" -> {spell_shortly(operation.result)}" if operation.result else ""
        yield f"{name}({arguments}){result}"
        if operation.doc:
            yield f"    {operation.doc}"


def _parameter(parameter: Parameter) -> str:
    mark = "" if parameter.required else "?"
    return f"{parameter.name}{mark}: {spell_shortly(parameter.type)}"


def _entities(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        yield f"{entity.name}" + (f"  {entity.doc}" if entity.doc else "")
        names = [field.name if field.required else f"{field.name}?" for field in entity.fields]
        width = max(map(len, names), default=0)
        for name, field in zip(names, entity.fields, strict=True):
            known = f"  ({', '.join(field.values)})" if field.values else ""
            yield f"    {name:<{width}}  {spell_shortly(field.type)}{known}"
        yield ""


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
