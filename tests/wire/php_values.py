"""What PHP's client made of an answer, as the entities that the typed client makes of it."""

from __future__ import annotations

from typing import Any

from typed_calls import members

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.scalars import Boolean, Double, Integer, String
from mahogen.runtime.codec.struct import Struct


class NoSuchValue(ValueError):
    """PHP's value is none of the declared type."""


def declared(codec: Codec[Any], value: Any) -> Any:
    """PHP's value in the declared type, whichever of its own types PHP had it in.

    V1 has no types but PHP's: a column may be the int 1 or the text "1.0000".

    Raises:
        NoSuchValue: it says something else; in an entity it is among the extras then.
    """
    if value is None:
        return None
    match codec:
        case Struct():
            return _entity(codec, value)
        case Array():
            if isinstance(value, dict):
                value = members(value)
            return [declared(codec.item, item) for item in value]
        case Map():
            return _map(codec, value)
        case String() if isinstance(value, str | int | float):
            return str(value)
        case Integer() | Double() if isinstance(value, str | int | float):
            return _number(codec, value)
        case Boolean() if isinstance(value, bool):
            return value
        case _:
            raise NoSuchValue


def _number(codec: Codec[Any], value: str | float) -> float | None:
    if value == "":
        return None
    try:
        number = float(value)
    except ValueError:
        raise NoSuchValue from None
    if isinstance(codec, Double):
        return number
    if not number.is_integer():
        raise NoSuchValue
    return int(number)


def _map(codec: Map[Any], value: Any) -> dict[str, Any]:
    """A list of nothing is what V1 has of an empty one, and an object of nothing WS-I."""
    if isinstance(value, list) and not value:
        return {}
    if not isinstance(value, dict):
        raise NoSuchValue
    return {key: declared(codec.value, item) for key, item in value.items()}


def _entity(codec: Struct[Any], value: Any) -> Any:
    if not isinstance(value, dict):
        raise NoSuchValue
    fields = {field.tag: field for field in codec.fields}
    known: dict[str, Any] = {}
    extras: dict[str, Any] = {}
    for tag, item in value.items():
        try:
            known[fields[tag].name] = declared(fields[tag].codec, item)
        except (KeyError, NoSuchValue):
            extras[tag] = item
    return codec.cls(**known, extras=extras)
