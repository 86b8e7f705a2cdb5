"""Arguments without their secrets, for logs and errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.entity import REDACTED, Entity
from mahogen.runtime.operation import Operation


def masked_arguments(operation: Operation[Any], arguments: Sequence[Any]) -> list[Any]:
    """The same arguments; secrets become "***", or None where they are no text."""
    return [
        _masked(value) if parameter.secret else masked(parameter.type, value)
        for parameter, value in zip(operation.parameters, arguments, strict=True)
    ]


def masked(codec: Codec[Any], value: Any) -> Any:
    """A value without the secrets that the entities in it hold."""
    if value is None:
        return None
    match codec:
        case Struct() if isinstance(value, Entity):
            return _masked_entity(codec, value)
        case Array():
            return [masked(codec.item, item) for item in value]
        case Map() if isinstance(value, Mapping):
            return {key: masked(codec.value, item) for key, item in value.items()}
        case _:
            return value


def _masked_entity(codec: Struct[Any], value: Entity) -> Entity:
    changes: dict[str, Any] = {"extras": dict.fromkeys(value.extras, REDACTED)}
    secret = {f.name for f in fields(value) if not f.repr}
    for field in codec.fields:
        own = getattr(value, field.name)
        changes[field.name] = _masked(own) if field.name in secret else masked(field.codec, own)
    return replace(value, **changes)


def _masked(value: Any) -> Any:
    return REDACTED if isinstance(value, str) else None
