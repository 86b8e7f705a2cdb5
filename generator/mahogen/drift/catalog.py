"""Changes of what a catalog says: resources, their methods and other names, faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mahogen.drift.change import Change
from mahogen.model.api import NOWHERE, Api, Fault, Method, Operation, Resource
from mahogen.model.resources import UNCLAIMED


def has_catalog(api: Api) -> bool:
    """Whether anybody said which resources there are."""
    return any(resource.key != UNCLAIMED for resource in api.resources)


def catalog_changes(old: Api, new: Api) -> Iterator[Change]:
    """What changed in the catalogs; nothing where one side has none."""
    if not (has_catalog(old) and has_catalog(new)):
        return
    before = {r.key: r for r in old.resources if r.key != UNCLAIMED}
    after = {r.key: r for r in new.resources if r.key != UNCLAIMED}
    for key, resource in before.items():
        if key not in after:
            yield _resource("RS001", resource, key, "", gone=True)
    for key, resource in after.items():
        if key not in before:
            yield _resource("RS002", resource, "", key, gone=False)
    for key, resource in before.items():
        if key in after:
            yield from _names(resource, after[key])
            yield from _faults(key, resource.faults, after[key].faults)
    yield from _moves(before, after)
    yield from _faults("", old.faults, new.faults)


def _names(was: Resource, now: Resource) -> Iterator[Change]:
    """Other names of a resource, and methods; those that WSDLs type are told as operations."""
    for alias in was.aliases:
        if alias not in now.aliases:
            yield _change("RS003", was, now, f"{was.key}.{alias}", alias, "")
    for alias in now.aliases:
        if alias not in was.aliases:
            yield _change("RS004", was, now, f"{was.key}.{alias}", "", alias)
    old, new = _methods(was.methods), _methods(now.methods)
    for name in old:
        if name not in new:
            yield _change("RS005", was, now, f"{was.key}.{name}", name, "")
    for name in new:
        if name not in old:
            yield _change("RS006", was, now, f"{was.key}.{name}", "", name)


def _methods(methods: Sequence[Method]) -> dict[str, Method]:
    return {method.name: method for method in methods}


def _moves(before: dict[str, Resource], after: dict[str, Resource]) -> Iterator[Change]:
    """Operations that have become methods of another resource, or other methods."""
    old = {o.name: (r, o) for r in before.values() for o in r.operations}
    new = {o.name: (r, o) for r in after.values() for o in r.operations}
    for name, (resource, operation) in old.items():
        if name in new:
            other, now = new[name]
            was, became = _path(resource, operation), _path(other, now)
            if was != became:
                yield Change(
                    "RS007",
                    name,
                    was,
                    became,
                    operation=name,
                    resource=resource.key,
                    old_source=resource.source,
                    new_source=other.source,
                )


def _path(resource: Resource, operation: Operation) -> str:
    return f"{resource.key}.{operation.method}"


def _faults(key: str, before: Sequence[Fault], after: Sequence[Fault]) -> Iterator[Change]:
    old, new = {f.tag: f for f in before}, {f.tag: f for f in after}
    for tag, fault in old.items():
        if tag not in new:
            yield _fault("FT003", key, tag, fault.code, "", fault, None)
    for tag, fault in new.items():
        if tag not in old:
            yield _fault("FT004", key, tag, "", fault.code, None, fault)
            continue
        if old[tag].code != fault.code:
            yield _fault("FT005", key, tag, old[tag].code, fault.code, old[tag], fault)
        if old[tag].message != fault.message:
            yield _fault("FT006", key, tag, old[tag].message, fault.message, old[tag], fault)


def _fault(
    rule: str, key: str, tag: str, was: str, became: str, old: Fault | None, new: Fault | None
) -> Change:
    change = Change(rule, f"{key}.faults.{tag}" if key else f"faults.{tag}", was, became)
    return _placed(change, key, old, new)


def _resource(rule: str, resource: Resource, was: str, became: str, *, gone: bool) -> Change:
    change = Change(rule, resource.key, was, became)
    return _placed(change, resource.key, resource if gone else None, None if gone else resource)


def _change(rule: str, was: Resource, now: Resource, path: str, old: str, new: str) -> Change:
    return _placed(Change(rule, path, old, new), was.key, was, now)


def _placed(
    change: Change, key: str, old: Resource | Fault | None, new: Resource | Fault | None
) -> Change:
    return replace(
        change,
        resource=key,
        old_source=old.source if old else NOWHERE,
        new_source=new.source if new else NOWHERE,
    )
