"""Changes to findings: how bad each is for whom, and which concern the resources in question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property

from mahogen.drift.change import Change
from mahogen.drift.finding import Finding
from mahogen.drift.rules import Severity, Side, rules
from mahogen.errors import Source
from mahogen.model.api import NOWHERE, Api, ArrayOf, Entity, MapOf, Operation, TypeRef
from mahogen.model.reach import reached, types_of_fields, types_of_operation
from mahogen.model.select import select


@dataclass(frozen=True, slots=True)
class Question:
    """What a user wants to know.

    `sides` are those that count, `resources` the keys or aliases that do, or patterns of them
    (None: all), `overrides` severities of the user's own by the id of a rule. `asked` is
    where the resources are named.
    """

    sides: Sequence[Side] = (Side.CLIENT,)
    resources: Sequence[str] | None = None
    overrides: Mapping[str, Severity] = field(default_factory=dict)
    asked: Source = NOWHERE


def judge(changes: Iterable[Change], apis: Sequence[Api], question: Question) -> list[Finding]:
    """The findings, in the order of the changes; those of severity none are left out.

    `apis` are the contracts of both sides, the old ones first.

    Raises:
        ConfigError: a resource that no contract has.
    """
    users = [_Users(api) for api in apis]
    chosen = _chosen(apis, question.resources, question.asked)
    found = []
    for change in changes:
        rule = rules()[change.rule]
        override = question.overrides.get(change.rule)
        severities = {
            side: severity if override is None or side not in question.sides else override
            for side, severity in rule.severities.items()
        }
        severity = max(severities[side] for side in question.sides)
        operations = tuple(dict.fromkeys(name for user in users for name in user.of(change)))
        if severity is Severity.NONE or not _concerns(change, operations, chosen):
            continue
        shown = () if change.operation else operations
        found.append(Finding(change, rule, severity, severities, shown))
    return found


@dataclass(frozen=True, slots=True)
class _Chosen:
    resources: frozenset[str]
    operations: frozenset[str]


def _chosen(apis: Sequence[Api], names: Sequence[str] | None, asked: Source) -> _Chosen | None:
    """What belongs to the resources called `names` in any contract."""
    if names is None:
        return None
    known = [[n for n in names if _has(api, n)] for api in apis]
    known[0] += [name for name in names if all(name not in some for some in known)]
    found = [select(a, some, asked) for a, some in zip(apis, known, strict=True) if some]
    every = [resource for api in found for resource in api.resources]
    operations = [o.name for resource in every for o in resource.operations]
    operations += [o.name for api in found for o in api.operations]
    return _Chosen(frozenset(r.key for r in every), frozenset(operations))


def _has(api: Api, name: str) -> bool:
    usable = (resource for resource in api.resources if resource.operations)
    return any(fnmatchcase(own, name) for r in usable for own in (r.key, *r.aliases))


def _concerns(change: Change, operations: Sequence[str], chosen: _Chosen | None) -> bool:
    if chosen is None:
        return True
    if change.operation:
        return change.operation in chosen.operations or change.resource in chosen.resources
    if change.entity:
        return bool(chosen.operations.intersection(operations))
    return not change.resource or change.resource in chosen.resources


@dataclass
class _Users:
    """Which operations of a contract lead to a type."""

    api: Api

    def of(self, change: Change) -> Iterator[str]:
        if change.operation:
            yield change.operation
        elif change.entity:
            yield from self._by_type.get(change.entity, ())

    @cached_property
    def _by_type(self) -> Mapping[str, list[str]]:
        api = self.api
        found: dict[str, list[str]] = {}
        fields = {e.name: list(types_of_fields(e)) for e in api.entities}
        lists = {e.name: list(_listed_in(e)) for e in api.entities}
        for operation in _operations(api):
            types = list(types_of_operation(operation))
            names = reached(types, api.entities)
            types += [of for name in names for of in fields.get(name, ())]
            listed = (*_listed_by(operation), *(n for name in names for n in lists.get(name, ())))
            for name in (*names, *(n for of in types for n in _arrays(of)), *listed):
                users = found.setdefault(name, [])
                if not users or users[-1] != operation.name:
                    users.append(operation.name)
        return found


def _operations(api: Api) -> Iterator[Operation]:
    yield from api.operations
    for resource in api.resources:
        yield from resource.operations


def _listed_by(operation: Operation) -> Iterator[str]:
    """The simple types with values of their own that an operation takes or gives."""
    for wire in operation.wires:
        for value in (*wire.parts, wire.result):
            if value is not None and value.listed:
                yield value.listed.name


def _listed_in(entity: Entity) -> Iterator[str]:
    """Those of the fields of an entity."""
    for field_ in entity.fields:
        for wire in field_.wires:
            if wire.listed:
                yield wire.listed.name


def _arrays(of: TypeRef) -> Iterator[str]:
    """The named arrays that a type is made of."""
    match of:
        case ArrayOf(name, item):
            yield name
            yield from _arrays(item)
        case MapOf(name, entry, value):
            yield name
            yield entry
            yield from _arrays(value)
