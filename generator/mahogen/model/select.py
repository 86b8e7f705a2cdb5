"""An Api restricted to some of its resources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from mahogen.errors import ConfigError, Problem, Source
from mahogen.model.api import NOWHERE, Api, Resource
from mahogen.model.reach import reached, types_of_operation
from mahogen.model.resources import UNCLAIMED


def select(api: Api, names: Sequence[str] | None, asked: Source = NOWHERE) -> Api:
    """`api` with only the resources called `names`, by key or alias.

    None means all that have operations. The global operations stay; of the entities, those that
    an operation leads to. `asked` is where the names stand, for messages.

    Raises:
        ConfigError: a name that no resource with operations has.
    """
    usable = [resource for resource in api.resources if resource.operations]
    chosen = usable if names is None else _chosen(usable, api, names, asked)
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
    usable: list[Resource], api: Api, names: Sequence[str], asked: Source
) -> list[Resource]:
    by_name = {alias: resource for resource in usable for alias in resource.aliases}
    by_name |= {resource.key: resource for resource in usable}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        raise ConfigError(_problem(name, usable, api, asked) for name in unknown)
    keys = {by_name[name].key for name in names}
    return [resource for resource in usable if resource.key in keys]


def _problem(name: str, usable: list[Resource], api: Api, asked: Source) -> Problem:
    if any(name == resource.key or name in resource.aliases for resource in api.resources):
        what = f'the resource "{name}" has no operations in the contract'
    else:
        what = f'the contract has no resource "{name}"'
    return Problem(asked, what, _hint(name, usable, api))


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
