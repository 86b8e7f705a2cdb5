"""Values of PHP, typed by themselves, as arguments of the types that the contract says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

from mahogen.runtime.codec import text
from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec, Misfit, T
from mahogen.runtime.codec.pair import LISTS, Pair
from mahogen.runtime.codec.scalars import Boolean, Double, Exact, Integer, String
from mahogen.runtime.codec.struct import Struct


def converted(codec: Codec[Any], value: Any) -> Any:
    """The same value in the contract's type: 5 for "5", 1 for true, "5" for 5; None for nothing.

    Nothing is also what an empty text is where a number is due. What an entity holds beyond the
    contract, or in a form that its field cannot have, stands in its extras.

    Raises:
        Misfit: the type has no such value.
    """
    if value is None:
        return None
    match codec:
        case Integer():
            return _integer(value)
        case Double():
            return _double(value)
        case Exact():
            return _decimal(value)
        case Boolean():
            return _boolean(value)
        case String():
            return _string(value)
        case Struct():
            return _entity(codec, value)
        case Array():
            items = [converted(codec.item, item) for item in _members(codec, value)]
            return [item for item in items if item is not None]
        case Pair() if isinstance(value, dict):
            entries = {key: _condition(codec, key, item) for key, item in value.items()}
            return {key: item for key, item in entries.items() if item is not None}
        case Map():
            entries = {key: converted(codec.value, item) for key, item in _entries(value)}
            return {key: item for key, item in entries.items() if item is not None}
        case _:
            return value


def _condition(codec: Pair[Any], key: str, value: Any) -> Any:
    """The value of a condition; what V1 has as a list is a text in the contract."""
    if key in LISTS and isinstance(value, list):
        return ",".join(_string(item) for item in value)
    return converted(codec.value, value)


def _integer(value: Any) -> int | None:
    match value:
        case int():
            return int(value)
        case float() if value.is_integer():
            return int(value)
        case str():
            return _parsed(value, text.parse_int)
        case _:
            raise Misfit


def _double(value: Any) -> float | None:
    match value:
        case int() | float():
            return float(value)
        case str():
            return _parsed(value, text.parse_double)
        case _:
            raise Misfit


def _decimal(value: Any) -> Decimal | None:
    match value:
        case int():
            return Decimal(value)
        case float():
            return text.parse_decimal(text.format_double(value))
        case str():
            return _parsed(value, text.parse_decimal)
        case _:
            raise Misfit


def _boolean(value: Any) -> bool | None:
    match value:
        case 0 | 1:
            return bool(value)
        case str():
            return _parsed(value, text.parse_boolean)
        case _:
            raise Misfit


def _parsed(value: str, parse: Callable[[str], T | None]) -> T | None:
    if not value.strip():
        return None
    parsed = parse(value)
    if parsed is None:
        raise Misfit
    return parsed


def _string(value: Any) -> str:
    match value:
        case str():
            return value
        case bool():
            return "1" if value else ""
        case int():
            return str(value)
        case float():
            return text.format_double(value)
        case _:
            raise Misfit


def _entity(codec: Struct[Any], value: Any) -> Any:
    if codec.listed and isinstance(value, list):
        first = codec.fields[0]
        return codec.cls(**{first.name: converted(first.codec, value)})
    if value == []:  # PHP does not tell an empty list from an empty Map
        value = {}
    if not isinstance(value, dict):
        raise Misfit
    values, extras = _fields(codec, value)
    return codec.cls(**values, extras=extras)


def _fields(codec: Struct[Any], entries: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the entries of a Map hold of the fields of an entity, and the entries that are none."""
    own = {field.tag: field for field in codec.fields if field.keyed is None}
    values: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for key, item in entries.items():
        field = own.get(key)
        if field is None:
            others[key] = item
            continue
        try:
            values[field.name] = converted(field.codec, item)
        except Misfit:
            others[key] = item
    for field in codec.fields:
        if (keyed := field.keyed) is not None:
            held, others = _spread(keyed, others)
            if held is None and field.tag in others:  # newer stores understand that, too
                with suppress(Misfit):
                    held = converted(keyed, others[field.tag])
                    del others[field.tag]
            if held is not None:
                values[field.name] = held
    return values, others


def _spread(codec: Codec[Any], entries: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """What the entries hold of a type that has no key of its own, and the other entries."""
    if isinstance(codec, Struct):
        values, others = _fields(codec, entries)
        known = any(value is not None for value in values.values())
        return (codec.cls(**values), others) if known else (None, entries)
    assert isinstance(codec, Map)
    taken, others = {}, {}
    for key, item in entries.items():
        try:
            if not _seems(codec.value, item):
                raise Misfit
            taken[key] = converted(codec.value, item)
        except Misfit:
            others[key] = item
    return taken or None, others


def _seems(codec: Codec[Any], value: Any) -> bool:
    """Whether a value is of the kind that the type has in V1."""
    match codec.mapped_type:
        case "xsd:anyType":
            return True
        case "SOAP-ENC:Array":
            return isinstance(value, list)
        case "ns2:Map":
            return isinstance(value, dict) or value == []
        case _:
            return not isinstance(value, list | dict | None)


def _members(codec: Array[Any], value: Any) -> list[Any]:
    """The members of a list; PHP does not care how those of a list of scalars are numbered."""
    match value:
        case list():
            return value
        case dict() if codec.paired and isinstance(codec.item, Struct):
            return [_paired(codec.item, key, item) for key, item in value.items()]
        case dict() if "0" in value or not isinstance(codec.item, Struct):
            return list(value.values())
        case _:
            raise Misfit


def _paired(codec: Struct[Any], key: str, value: Any) -> Any:
    """An entry of a Map that stands for an entity; it may hold the entity as a whole, too."""
    return value if isinstance(value, dict) else dict(zip(codec.pair, (key, value), strict=True))


def _entries(value: Any) -> list[tuple[str, Any]]:
    match value:
        case dict():
            return list(value.items())
        case list() if all(isinstance(item, dict) and item.keys() >= {"key"} for item in value):
            return [(str(item["key"]), item.get("value")) for item in value]
        case list():
            return [(str(place), item) for place, item in enumerate(value)]
        case _:
            raise Misfit
