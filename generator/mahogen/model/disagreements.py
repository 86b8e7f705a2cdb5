"""Where the contracts of V2 and WS-I say different things of the same store, each with its place.

None of it stops anything: what comes first says the types, and each dialect keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mahogen.errors import Diagnostics, Difference, Source
from mahogen.model.api import Anything, Api, ArrayOf, Dialect, Entity, Field, Operation, Resource
from mahogen.model.calls import Call
from mahogen.model.pairing import rows
from mahogen.model.spell import spell_shortly
from mahogen.model.spoken import Spoken

TYPED = (Dialect.V2, Dialect.WSI)
"""The dialects that are compared; V1 leaves types open."""


def report_disagreements(
    heard: Iterable[Spoken],
    operations: Iterable[Operation],
    resources: Iterable[Resource],
    diagnostics: Diagnostics,
) -> None:
    """Note every disagreement of what was `heard`, and what remains odd when it is put together."""
    typed = [one for one in heard if one.dialect in TYPED]
    if len(typed) == len(TYPED):
        first, other = typed
        _operations(first, other, diagnostics)
        _entities(first, other, diagnostics)
    for one in typed:
        _untyped(one, diagnostics)
    for operation in operations:
        _order(operation, diagnostics)
    for resource in resources:
        _faults(resource, diagnostics)


def about(api: Api, differences: Iterable[Difference]) -> Iterator[Difference]:
    """The differences that are about what `api` has.

    Those about no name at all are about a contract as a whole, as is what every store has.
    """
    operations = [*api.operations, *(o for resource in api.resources for o in resource.operations)]
    names = {operation.name for operation in operations}
    names |= {entity.name for entity in api.entities}
    names |= {resource.key for resource in api.resources}
    if api.operations:
        names.add("")
    return (difference for difference in differences if difference.about in names)


# -- operations ------------------------------------------------------------------------------------


def _operations(first: Spoken, other: Spoken, diagnostics: Diagnostics) -> None:
    calls = [{call.name: call for call in one.calls} for one in (first, other)]
    for name in dict.fromkeys(name for known in calls for name in known):
        mine, theirs = (known.get(name) for known in calls)
        if mine and theirs:
            _results(mine, theirs, diagnostics)
            _parameters([mine, theirs], diagnostics)
        elif call := mine or theirs:
            _lone("operations", call.source, name, f"the operation {name}", call, diagnostics)


def _results(first: Call, other: Call, diagnostics: Diagnostics) -> None:
    types = [call.wire.result.type if call.wire.result else None for call in (first, other)]
    if types[0] != types[1]:
        mine, theirs = (spell_shortly(of) if of else "nothing" for of in types)
        what = f"{first.name} gives {theirs}, in {first.wire.dialect} {mine}"
        diagnostics.differ("results of another type", other.result_source, first.name, what)


def _parameters(pair: list[Call], diagnostics: Diagnostics) -> None:
    name = pair[0].name
    for row in rows(pair):
        if len(row) < len(pair):
            [argument] = row.values()
            call = next(call for call in pair if call.wire.dialect in row)
            whose = f"the part {argument.part} of {name}"
            _lone("parts", argument.source, name, whose, call, diagnostics)
        elif row[Dialect.V2].type != row[Dialect.WSI].type:
            other, mine = row[Dialect.WSI], spell_shortly(row[Dialect.V2].type)
            what = f"{other.name} of {name} is {spell_shortly(other.type)}, in {Dialect.V2} {mine}"
            diagnostics.differ("parameters of another type", other.source, name, what)


def _lone(
    kind: str, source: Source, about: str, whose: str, call: Call, diagnostics: Diagnostics
) -> None:
    what = f"{whose} is in {call.wire.dialect} alone"
    diagnostics.differ(f"{kind} of one contract alone", source, about, what)


def _order(operation: Operation, diagnostics: Diagnostics) -> None:
    optional = False
    for parameter in operation.parameters:
        if optional and parameter.required:
            what = f"{parameter.name} of {operation.name} is required, and follows what is not"
            diagnostics.differ(
                "required parameters after others", parameter.source, operation.name, what
            )
        optional = optional or not parameter.required


# -- entities --------------------------------------------------------------------------------------


def _entities(first: Spoken, other: Spoken, diagnostics: Diagnostics) -> None:
    known = [{entity.name: entity for entity in one.entities} for one in (first, other)]
    for name in dict.fromkeys(name for entities in known for name in entities):
        mine, theirs = (entities.get(name) for entities in known)
        if mine and theirs:
            _fields(mine, theirs, diagnostics)
        elif entity := mine or theirs:
            what = f"the struct {name} is in {entity.wires[0].dialect} alone"
            diagnostics.differ("structs of one contract alone", entity.source, name, what)


def _fields(first: Entity, other: Entity, diagnostics: Diagnostics) -> None:
    mine, theirs = _by_name(first), _by_name(other)
    for name in dict.fromkeys([*mine, *theirs]):
        whose = f"the field {name} of {first.name}"
        if name in mine and name in theirs:
            if mine[name].type != theirs[name].type:
                types = [spell_shortly(fields[name].type) for fields in (theirs, mine)]
                what = f"{whose} is {types[0]}, in {first.wires[0].dialect} {types[1]}"
                kind, source = "fields of another type", theirs[name].source
                diagnostics.differ(kind, source, first.name, what)
            continue
        field = mine.get(name) or theirs[name]
        what = f"{whose} is in {field.wires[0].dialect} alone"
        diagnostics.differ("fields of one contract alone", field.source, first.name, what)


def _by_name(entity: Entity) -> Mapping[str, Field]:
    return {field.name: field for field in entity.fields}


def _untyped(one: Spoken, diagnostics: Diagnostics) -> None:
    for entity in one.entities:
        for field in entity.fields:
            if isinstance(field.type, ArrayOf) and isinstance(field.type.item, Anything):
                what = f"the field {field.name} of {entity.name} is an array of anything"
                diagnostics.differ("arrays of anything", field.source, entity.name, what)


# -- faults ----------------------------------------------------------------------------------------


def _faults(resource: Resource, diagnostics: Diagnostics) -> None:
    """Two faults of a resource with one code: nothing in an answer tells them apart."""
    first: dict[str, str] = {}
    for fault in resource.faults:
        tag = first.setdefault(fault.code, fault.tag)
        if tag != fault.tag:
            what = f"the fault {fault.tag} of {resource.key} has the code {fault.code} of {tag}"
            diagnostics.differ("faults with the code of another", fault.source, resource.key, what)
