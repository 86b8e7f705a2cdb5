"""Values of TOML as fields of records have them, and words for what belongs there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from math import inf
from reprlib import repr as short
from types import NoneType, UnionType
from typing import Any, Final, get_args

from mahogen.read.refuse import shown

_LARGE: Final = 10**100
"""Beyond it a number is not printed: one of thousands of digits cannot be."""


class Unfit(ValueError):
    """A value that is not what belongs there; `word` names what does, `form` is how to write it."""

    def __init__(self, word: str, form: str) -> None:
        super().__init__(word)
        self.word = word
        self.form = form


def fitted(hint: Any, value: Any) -> Any:
    """A value as a field of that type has it: money may be text, lists become tuples.

    Raises:
        Unfit: it is of another kind.
    """
    kind, *others = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    if value is None and NoneType in others:
        return None
    word, form, read = _KINDS[kind]
    if (found := read(value)) is None:
        raise Unfit(word, form)
    return found


def said(value: Any) -> str:
    """A value as an error shows it: on one line, and short."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return shown(value)
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a table"
        case Decimal() | None:
            return str(value)[:60]
        case int() if abs(value) > _LARGE:
            return "a number of too many digits"
    return short(value)


def _exactly(kind: type[Any]) -> Callable[[Any], Any]:
    """Takes values of that type alone: True is no number."""
    return lambda value: value if type(value) is kind else None


def _money(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):  # one of thousands of digits is not printed
        return None
    return number if number.is_finite() else None


def _seconds(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        seconds = float(value)
    except OverflowError:
        return None
    return seconds if 0 <= seconds < inf else None


def _texts(value: Any) -> frozenset[str] | None:
    return frozenset(value) if _all(str, value) else None


def _numbers(value: Any) -> tuple[int, ...] | None:
    return tuple(value) if _all(int, value) else None


def _pairs(value: Any) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, Mapping) or not _all(str, [*value, *value.values()]):
        return None
    return tuple(value.items())


def _all(kind: type[Any], value: Any) -> bool:
    listed = isinstance(value, list | tuple | set | frozenset)
    return listed and all(type(item) is kind for item in value)


_KINDS: Final[Mapping[Any, tuple[str, str, Callable[[Any], Any]]]] = {
    str: ("text", '"..."', _exactly(str)),
    bool: ("true or false", "true, or false", _exactly(bool)),
    int: ("a whole number", "1", _exactly(int)),
    float: ("a number", "3600", _seconds),
    Decimal: ("a number", '"10.50"', _money),
    frozenset[str]: ("a list of texts", '["...", "..."]', _texts),
    tuple[int, ...]: ("a list of whole numbers", "[1, 2]", _numbers),
    tuple[tuple[str, str], ...]: ("a table of texts", '{ "..." = "..." }', _pairs),
}
