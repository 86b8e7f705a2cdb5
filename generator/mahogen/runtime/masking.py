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


def secret_texts(operation: Operation[Any], arguments: Sequence[Any]) -> list[str]:
    """The secrets that are texts, wherever in the arguments they are."""
    found: list[str] = []
    for parameter, value in zip(operation.parameters, arguments, strict=True):
        if parameter.secret:
            _gather_all(value, found)
        else:
            _gather(value, found)
    return found


def masked_plain(value: Any) -> Any:
    """Plain data without any text: where no contract is, nothing says which ones are secret."""
    match value:
        case str():
            return REDACTED
        case list() | tuple():
            return [masked_plain(item) for item in value]
        case dict():
            return {key: masked_plain(item) for key, item in value.items()}
        case _:
            return value


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


def _gather(value: Any, found: list[str]) -> None:
    """The secrets of the entities in a value."""
    match value:
        case Entity():
            for f in fields(value):
                own = getattr(value, f.name)
                if f.repr:
                    _gather(own, found)
                else:  # extras as well: they may be anything
                    _gather_all(own, found)
        case list() | tuple():
            for item in value:
                _gather(item, found)
        case dict():
            for item in value.values():
                _gather(item, found)


def _gather_all(value: Any, found: list[str]) -> None:
    """All texts of a value."""
    match value:
        case str():
            found.append(value)
        case list() | tuple():
            for item in value:
                _gather_all(item, found)
        case dict():
            for item in value.values():
                _gather_all(item, found)
        case Entity():
            for f in fields(value):
                _gather_all(getattr(value, f.name), found)
