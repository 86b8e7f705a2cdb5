"""Which module an entity lives in, and which way it travels."""

from __future__ import annotations

from mahogen.model.api import Api
from mahogen.model.reach import reached, types_of_operation


def entity_homes(api: Api) -> dict[str, str]:
    """The resource whose operations alone reach an entity; empty for shared and global ones."""
    users: dict[str, set[str]] = {entity.name: set() for entity in api.entities}
    for resource in api.resources:
        types = [of for op in resource.operations for of in types_of_operation(op)]
        for name in reached(types, api.entities):
            users[name].add(resource.key)
    types = [of for op in api.operations for of in types_of_operation(op)]
    for name in reached(types, api.entities):
        users[name].add("")
    return {name: keys.pop() if len(keys) == 1 else "" for name, keys in users.items()}


def only_sent(api: Api) -> set[str]:
    """The entities that callers pass and no answer holds."""
    operations = [*api.operations, *(op for r in api.resources for op in r.operations)]
    sent = reached([p.type for op in operations for p in op.parameters], api.entities)
    results = [op.result for op in operations if op.result is not None]
    return set(sent - reached(results, api.entities))
