"""Changes of what a catalog says: resources, their methods and other names, faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mahogen.drift.change import Change
from mahogen.drift.renames import renamed
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
    was, now = _declared(before), _declared(after)
    gone = {key: resource for key, resource in was.items() if key not in now}
    added = {key: resource for key, resource in now.items() if key not in was}
    names = renamed(gone, added, _alike, lambda a, b: _share(gone[a], added[b]))
    for key, resource in gone.items():
        if key in names:
            change = Change("RS008", key, key, names[key], guess=True)
            yield _placed(change, key, resource, now[names[key]])
        else:
            yield _resource("RS001", resource, key, "", gone=True)
    for key, resource in added.items():
        if key not in names.values():
            yield _resource("RS002", resource, "", key, gone=False)
    for key, resource in was.items():
        if other := now.get(names.get(key, key)):
            if other.key == key:  # of one with another name, its other names are no more news
                yield from _aliases(resource, other)
            yield from _method_changes(resource, other)
            yield from _faults(key, resource.faults, other.faults)
    yield from _moves(before, after)
    yield from _faults("", old.faults, new.faults)


def _declared(resources: dict[str, Resource]) -> dict[str, Resource]:
    """Those that are more than the prefix of some operations."""
    return {key: r for key, r in resources.items() if r.title or r.methods or r.aliases or r.faults}


def _alike(was: Resource, now: Resource) -> bool:
    """Whether one may be the other under another name: by its operations, or all it declares."""
    if _operations(was) and _operations(was) == _operations(now):
        return True
    faults = {(f.tag, f.code) for f in was.faults} == {(f.tag, f.code) for f in now.faults}
    methods = {m.name for m in was.methods}
    return bool(methods) and faults and methods == {m.name for m in now.methods}


def _share(was: Resource, now: Resource) -> bool:
    """Whether they have an operation in common, or so much that it is no accident."""
    common = not _operations(was).isdisjoint(_operations(now))
    return common or (len(was.methods) > 1 and bool(was.faults))


def _operations(resource: Resource) -> frozenset[str]:
    return frozenset(operation.name for operation in resource.operations)


def _aliases(was: Resource, now: Resource) -> Iterator[Change]:
    for alias in was.aliases:
        if alias not in now.aliases:
            yield _change("RS003", was, now, f"{was.key}.{alias}", alias, "")
    for alias in now.aliases:
        if alias not in was.aliases:
            yield _change("RS004", was, now, f"{was.key}.{alias}", "", alias)


def _method_changes(was: Resource, now: Resource) -> Iterator[Change]:
    """Methods; those that WSDLs type are told as operations."""
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
