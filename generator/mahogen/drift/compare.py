"""Contracts against contracts: every change, each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from mahogen.drift.catalog import catalog_changes
from mahogen.drift.change import Change
from mahogen.drift.contracts import contract_changes
from mahogen.drift.entities import entity_changes, types_of
from mahogen.drift.fold import folded
from mahogen.drift.operations import operation_changes
from mahogen.drift.view import View
from mahogen.errors import Source
from mahogen.model.api import Api, Dialect, Operation, Resource

Apis: TypeAlias = Mapping[Dialect, Api]
"""One side: each of its contracts by itself, in an Api that has no other."""


def compare(old: Api, new: Api) -> list[Change]:
    """What changed from `old` to `new`, as `compare_each` tells it of Apis that are one."""
    before, after = ({c.dialect: api for c in api.contracts} for api in (old, new))
    return compare_each(before, after)


def compare_each(old: Apis, new: Apis) -> list[Change]:
    """What changed from `old` to `new`, dialect by dialect, then in their catalogs.

    Dialects that only one of them has are not compared. If they have none in common, that is the
    one change there is.
    """
    common = [dialect for dialect in old if dialect in new]
    if not common:
        was, became = (" and ".join(sorted(dialects)) for dialects in (old, new))
        return [
            Change(
                "ST001",
                "dialect",
                was,
                became,
                old_source=_source(old),
                new_source=_source(new),
            )
        ]
    before, after = (_resources([apis[d] for d in common]) for apis in (old, new))
    found = [(d, c) for d in common for c in _changes(View(old[d], d), View(new[d], d))]
    found += [(common[0], change) for change in catalog_changes(before, after)]
    return folded(found, before, after)


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
