"""Contracts against contracts: every change, each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from mahogen.drift.catalog import catalog_changes
from mahogen.drift.change import Change
from mahogen.drift.contracts import contract_changes
from mahogen.drift.entities import entity_changes, types_of
from mahogen.drift.fold import folded
from mahogen.drift.operations import operation_changes
from mahogen.drift.view import View
from mahogen.errors import Source
from mahogen.model.api import NOWHERE, Api, Dialect, Operation, Resource

Apis: TypeAlias = Mapping[Dialect, Api]
"""One side: each of its contracts by itself, in an Api that has no other."""

_EITHER: Final = (Dialect.V2, Dialect.WSI)
"""What a store serves at one address: the one or the other, by its setting."""


def compare(old: Api, new: Api) -> list[Change]:
    """What changed from `old` to `new`, as `compare_each` tells it of Apis that are one."""
    before, after = ({c.dialect: api for c in api.contracts} for api in (old, new))
    return compare_each(before, after)


def compare_each(old: Apis, new: Apis) -> list[Change]:
    """What changed from `old` to `new`, dialect by dialect, then in their catalogs.

    Dialects that only one of them has are not compared. If they have none in common, that is the
    one change there is. A store that turned from V2 to WS-I, or back, may have the same V1: what
    changed there is told, too, so that who accepts the turn is told of it.
    """
    common = [dialect for dialect in old if dialect in new]
    if not common:
        return [_dialects("ST001", old, new)]
    before, after = (_resources([apis[d] for d in common]) for apis in (old, new))
    found = [(d, c) for d in common for c in _changes(View(old[d], d), View(new[d], d))]
    found += [(common[0], change) for change in catalog_changes(before, after)]
    return [*_turned(old, new), *folded(found, before, after)]


def _turned(old: Apis, new: Apis) -> list[Change]:
    """V2 that became WS-I, or the other way round; else each dialect of several that is gone."""
    was, became = ({d: apis[d] for d in _EITHER if d in apis} for apis in (old, new))
    if len(was) == len(became) == 1 and was.keys() != became.keys():
        return [_dialects("ST001", was, became)]
    return [_dialects("ST004", {d: old[d]}, {}, _source(new)) for d in old if d not in new]


def _dialects(rule: str, was: Apis, became: Apis, there: Source = NOWHERE) -> Change:
    """Other dialects than before; `there` is where none is."""
    old, new = (" and ".join(sorted(apis)) for apis in (was, became))
    there = _source(became) if became else there
    return Change(rule, "dialect", old, new, old_source=_source(was), new_source=there)


def _changes(before: View, after: View) -> Iterator[Change]:
    types = types_of(before, after)
    yield from contract_changes(before, after)
    yield from operation_changes(before, after, types)
    yield from entity_changes(before, after, types)


def _source(apis: Apis) -> Source:
    return next(iter(apis.values())).contracts[0].source


def _resources(apis: Sequence[Api]) -> Api:
    """The first of `apis`, with the resources and their operations of all."""
    found: dict[str, tuple[Resource, dict[str, Operation]]] = {}
    for api in apis:
        for resource in api.resources:
            _, operations = found.setdefault(resource.key, (resource, {}))
            for operation in resource.operations:
                operations.setdefault(operation.name, operation)
    resources = (replace(r, operations=tuple(o.values())) for r, o in found.values())
    return replace(apis[0], resources=tuple(resources))
