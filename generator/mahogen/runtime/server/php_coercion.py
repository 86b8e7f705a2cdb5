"""What PHP makes of values that are none of the type that is due."""

from __future__ import annotations

import math
import re
from typing import Any, Final

from mahogen.runtime.codec import text
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec, Misfit
from mahogen.runtime.codec.scalars import Boolean, Double, Exact, Integer
from mahogen.runtime.codec.struct import Struct

_LEADING: Final = re.compile(r"\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII)


def coerced(codec: Codec[Any], value: Any) -> Any:
    """What PHP makes of a value that is none of the type: 0 of "abc", 12 of "12 pieces", 1 of 1.5.

    An entity of a text or a list has none of its fields; a list of entities that does not begin
    with one, or that has names in place of numbers, is empty. A struct is never a number: a store
    takes it for 1 and goes on with whatever has that number.

    Raises:
        Misfit: not even PHP makes anything of it.
    """
    match codec, value:
        case Integer(), float() if math.isfinite(value):
            return int(value)
        case Integer(), str():
            whole = float(_leading(value))
            return int(whole) if math.isfinite(whole) else 0
        case Double(), str():
            return float(_leading(value))
        case Exact(), str() if (number := text.parse_decimal(_leading(value))) is not None:
            return number
        case Boolean(), str() | int() | float():
            return bool(value)
        case Struct(), str() | int() | float() | list():
            return codec.cls()
        case Array(), _ if isinstance(codec.item, Struct) and not _begins_with_entity(value):
            return []
        case _:
            raise Misfit


def _begins_with_entity(value: Any) -> bool:
    """How a store tells a list of entities from anything else."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _leading(value: str) -> str:
    """The number that a text begins with, else 0."""
    found = _LEADING.match(value)
    return found[1] if found else "0"
