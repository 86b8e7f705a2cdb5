"""Takes together what is one change: the same in two dialects, and what follows from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mahogen.drift.change import Change
from mahogen.model.api import Api, Dialect


def folded(found: Iterable[tuple[Dialect, Change]], old: Api, new: Api) -> list[Change]:
    """Every change once, in the order in which it was first found; `dialects` tell where.

    What follows from another change is left out: a body namespace that changed with the target
    namespace, a method that came or went with its operation, and the operations of a resource that
    came or went as a whole, or has another name.
    """
    merged: dict[Change, tuple[Change, list[Dialect]]] = {}
    for dialect, change in found:
        _, dialects = merged.setdefault(change, (change, []))
        if dialect not in dialects:
            dialects.append(dialect)
    changes = [replace(first, dialects=tuple(where)) for first, where in merged.values()]
    return list(_without_derived(changes, old, new))


def _without_derived(changes: list[Change], old: Api, new: Api) -> Iterator[Change]:
    namespaces = {(c.old, c.new) for c in changes if c.rule in ("NS001", "NS002")}
    methods = _methods_of_operations(changes, old, new)
    whole = {c.resource for c in changes if c.rule in ("RS001", "RS002")}
    gone = {c.resource for c in changes if c.rule == "RS001"}
    renamed = {c.old: c.new for c in changes if c.rule == "RS008"}
    for change in changes:
        derived = (
            (change.rule == "BI001" and (change.old, change.new) in namespaces)
            or (change.rule in ("RS005", "RS006", "RS007") and change.path in methods)
            or (change.rule == "RS007" and _moved_with_resource(change, gone, renamed))
            or (change.rule in ("OP001", "OP002") and change.resource in whole)
        )
        if not derived:
            yield change


def _moved_with_resource(change: Change, gone: set[str], renamed: dict[str, str]) -> bool:
    """Whether an operation has another path since its resource is gone, or has another name."""
    resource = change.resource
    method = change.old.removeprefix(f"{resource}.")
    return resource in gone or change.new == f"{renamed.get(resource)}.{method}"


def _methods_of_operations(changes: Iterable[Change], old: Api, new: Api) -> frozenset[str]:
    """The paths of methods whose operations came, went or were renamed."""
    named = {c.path for c in changes if c.rule in ("OP001", "OP002", "OP003")}
    named |= {c.new for c in changes if c.rule == "OP003"}
    return frozenset(
        f"{resource.key}.{operation.method}"
        for api in (old, new)
        for resource in api.resources
        for operation in resource.operations
        if operation.name in named
    )
