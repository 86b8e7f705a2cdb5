"""An Api restricted to some of its resources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase

from mahogen.errors import ConfigError, Problem, Source
from mahogen.model.api import NOWHERE, Api, Resource
from mahogen.model.reach import reached, types_of_operation
from mahogen.model.resources import UNCLAIMED


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of resources, or patterns of them as in a shell, and where they stand."""

    names: Sequence[str]
    source: Source = NOWHERE


def select(
    api: Api, names: Sequence[str] | None, asked: Source = NOWHERE, *, but: Naming | None = None
) -> Api:
    """`api` with only the resources called `names`, by key or alias, but not those called `but`.

    None means all that have operations. A name may be a pattern, such as `cart_*`. The global
    operations stay; of the entities, those that an operation leads to. `asked` is where the names
    stand, for messages.

    Raises:
        ConfigError: a name that no resource with operations has, or none is left.
    """
    usable = [resource for resource in api.resources if resource.operations]
    wanted = None if names is None else Naming(names, asked)
    chosen = _chosen(usable, api, wanted, but)
    operations = [*api.operations, *(o for resource in chosen for o in resource.operations)]
    types = (of for operation in operations for of in types_of_operation(operation))
    kept = reached(types, api.entities)
    return replace(
        api,
        resources=tuple(chosen),
        entities=tuple(entity for entity in api.entities if entity.name in kept),
    )


def only(api: Api, names: Sequence[str]) -> Api:
    """What belongs to the resources called `names`, and nothing that belongs to every store.

    Raises:
        ConfigError: a name that no resource with operations has.
    """
    return select(replace(api, operations=(), faults=()), names)


def _chosen(
    usable: list[Resource], api: Api, wanted: Naming | None, but: Naming | None
) -> list[Resource]:
    """The usable ones that are wanted, in their order."""
    given = [naming for naming in (wanted, but) if naming]
    problems = [p for naming in given for p in _unmatched(usable, api, naming)]
    if problems:
        raise ConfigError(problems)
    keys = {r.key for r in usable} if wanted is None else _keys(usable, wanted)
    keys -= _keys(usable, but) if but else set()
    chosen = [resource for resource in usable if resource.key in keys]
    if but and usable and not chosen:
        what = "leaves no resource of those that were asked for"
        raise ConfigError([Problem(but.source, what, "exclude fewer, or delete the target")])
    return chosen


def _keys(usable: list[Resource], naming: Naming) -> set[str]:
    return {resource.key for name in naming.names for resource in _called(name, usable)}


def _called(name: str, usable: list[Resource]) -> list[Resource]:
    """The resources with a key, else with an alias, that is `name`; else those that match it."""
    for matches in (
        lambda r: r.key == name,
        lambda r: name in r.aliases,
        lambda r: any(fnmatchcase(own, name) for own in (r.key, *r.aliases)),
    ):
        if found := [resource for resource in usable if matches(resource)]:
            return found
    return []


def _unmatched(usable: list[Resource], api: Api, naming: Naming) -> Iterator[Problem]:
    for name in naming.names:
        if not _called(name, usable):
            yield _problem(name, usable, api, naming.source)


def _problem(name: str, usable: list[Resource], api: Api, asked: Source) -> Problem:
    if any(name == resource.key or name in resource.aliases for resource in api.resources):
        what = f'the resource "{name}" has no operations in the contract'
    elif any(char in name for char in "*?["):
        what = f'the contract has no resource that "{name}" matches'
    else:
        what = f'the contract has no resource "{name}"'
    return Problem(asked, what, _hint(name.strip("*?"), usable, api))


def _hint(name: str, usable: list[Resource], api: Api) -> str:
    if [resource.key for resource in api.resources] == [UNCLAIMED]:
        return (
            f"without a catalog all operations form one resource, {UNCLAIMED}: "
            "name a catalog (api.xml), or leave resources out"
        )
    keys = [resource.key for resource in usable]
    if near := get_close_matches(name, keys, 3):
        return f"did you mean {' or '.join(near)}?"
    aliases = {alias: resource.key for resource in usable for alias in resource.aliases}
    if near := get_close_matches(name, aliases, 1):
        return f"did you mean {near[0]}, another name of {aliases[near[0]]}?"
    return f"it has {', '.join(sorted(keys))}" if keys else "it has no operations of resources"
