"""The base of generated entities, and their way to and from plain data."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

E = TypeVar("E", bound="Entity")

REDACTED = "***"

_HINTS: dict[str, dict[str, dict[str, Any]]] = {}


@dataclass(slots=True, kw_only=True, repr=False)
class Entity:
    """A struct of the contract. None means left out.

    `extras` holds, by wire name and as plain data, what an answer carries beyond the contract and
    values that do not fit their declared type.
    """

    extras: dict[str, Any] = field(default_factory=dict, repr=False)

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{f.name}={value!r}"
            for f in fields(self)
            if f.repr and (value := getattr(self, f.name)) is not None
        )
        return f"{type(self).__name__}({shown})"


def to_dict(entity: Entity, *, redact: bool = False) -> dict[str, Any]:
    """Plain data, ready for JSON: Python names, what is None left out, extras under "extras"; a
    Decimal becomes its text.

    With `redact`, secrets that are set become "***" and extras, which may hold anything, only
    their names.
    """
    plain: dict[str, Any] = {}
    for f in fields(entity):
        value = getattr(entity, f.name)
        if value is not None and f.name != "extras":
            plain[f.name] = REDACTED if redact and not f.repr else _to_plain(value, redact)
    if entity.extras:
        plain["extras"] = dict.fromkeys(entity.extras, REDACTED) if redact else entity.extras
    return plain


def from_dict(cls: type[E], plain: dict[str, Any]) -> E:
    """The entity that `to_dict` made `plain` from.

    Raises:
        TypeError: a key that is no field, or a value of another shape than the field's.
    """
    _expect(dict, plain)
    hints = _hints(cls)
    unknown = plain.keys() - hints.keys()
    if unknown:
        raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(unknown))}")
    return cls(**{name: _from_plain(hints[name], value) for name, value in plain.items()})


def _hints(cls: type[Entity]) -> dict[str, Any]:
    if cls.__qualname__ not in _HINTS.setdefault(cls.__module__, {}):
        _HINTS[cls.__module__][cls.__qualname__] = get_type_hints(cls)
    return _HINTS[cls.__module__][cls.__qualname__]


def _to_plain(value: Any, redact: bool) -> Any:
    match value:
        case Entity():
            return to_dict(value, redact=redact)
        case list():
            return [_to_plain(item, redact) for item in value]
        case dict():
            return {key: _to_plain(item, redact) for key, item in value.items()}
        case Decimal():
            return str(value)
        case _:
            return value


def _from_plain(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    options = [option for option in get_args(hint) if option is not NoneType]
    if get_origin(hint) not in (list, dict) and len(options) == 1:
        hint = options[0]
    origin = get_origin(hint)
    if origin is list:
        _expect(list, value)
        return [_from_plain(get_args(hint)[0], item) for item in value]
    if origin is dict:
        _expect(dict, value)
        return {key: _from_plain(get_args(hint)[1], item) for key, item in value.items()}
    if isinstance(hint, type) and issubclass(hint, Entity):
        return from_dict(hint, value)
    return _decimal(value) if hint is Decimal else value


def _decimal(value: object) -> object:
    """The Decimal of a text, or of a number as JSON has it."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        with suppress(InvalidOperation):
            return Decimal(str(value))
    raise TypeError(f"expected a number, got {type(value).__name__}")


def _expect(kind: type, value: object) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"expected a {kind.__name__}, got {type(value).__name__}")
