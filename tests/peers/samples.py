"""Values for every field of every type, and how JSON shows them."""

from __future__ import annotations

from itertools import count
from typing import Any, Final

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.scalars import Boolean, Double, Integer, String
from mahogen.runtime.codec.struct import Struct

TEXTS: Final = (
    "Ünïcödé, кириллица, 漢字, 😀, \u2028 and \u00a0",
    "<b>markup</b> & &amp; \"quotes\" 'and' ]]> <![CDATA[x]]>",
    " blanks around ",
    "line\nbreaks\r\nand\ttabs\r",
    "><",
    "0",
    "",
)


class Samples:
    """Makes values: no two alike, texts in turn from all that could go wrong with them."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def full(self, codec: Codec[Any], name: str = "value") -> Any:
        """A value of a type, every field of an entity filled and two items in every array."""
        number = next(self._numbers)
        match codec:
            case Struct():
                fields = {f.name: self.full(f.codec, f.tag) for f in codec.fields}
                return codec.cls(**fields)
            case Array():
                return [self.full(codec.item, name), self.full(codec.item, name)]
            case Map():
                keys = (f"{name} {number}", str(number))
                return {key: self.full(codec.value, name) for key in keys}
            case _:
                return scalar(codec, name, number)


def scalar(codec: Codec[Any], name: str, number: int) -> Any:
    """The value with that number, of a type without others in it."""
    match codec:
        case String():
            text = TEXTS[number % len(TEXTS)]
            return f"{name} {number} {text}" if text.strip("0") else text
        case Integer():
            return number if number % 2 else -number
        case Double():
            return number + (0.1 if number % 3 else 0.0)
        case Boolean():
            return number % 2 == 0
        case _:
            raise AssertionError(f"no value for {codec.xsi_type}")


def plain(codec: Codec[Any], value: Any, *, pairs: bool = False) -> Any:
    """A value under wire names, without what is None: what PHP's json_encode makes of it.

    `pairs` gives an associative array as the list of pairs that PHP has of it in V2 and WS-I.
    """
    match codec:
        case Struct():
            fields = ((f.tag, f.codec, getattr(value, f.name)) for f in codec.fields)
            return {tag: plain(inner, v, pairs=pairs) for tag, inner, v in fields if v is not None}
        case Array():
            return [plain(codec.item, item, pairs=pairs) for item in value]
        case Map():
            entries = {key: plain(codec.value, v, pairs=pairs) for key, v in value.items()}
            return [{"key": k, "value": v} for k, v in entries.items()] if pairs else entries
        case _:
            return value


def strict(value: Any) -> Any:
    """A value that is equal to another only if their types are, at every level: 1 is not 1.0."""
    match value:
        case dict():
            return {key: strict(item) for key, item in value.items()}
        case list():
            return [strict(item) for item in value]
        case _:
            return (type(value).__name__, value)
