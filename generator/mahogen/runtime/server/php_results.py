"""Results as PHP has them: arrays and scalars that each dialect shows in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec, Misfit
from mahogen.runtime.codec.scalars import String
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.server.php_coercion import coerced
from mahogen.runtime.server.php_values import converted


@dataclass(frozen=True, slots=True)
class PhpResult:
    """What a service may return in place of the declared type: what PHP's code would return.

    `data` is None, bool, int, float, str, or lists and dicts of these under wire names. V1 sends it
    as it is, with types by the values; the others send what `declared` makes of it.
    """

    data: Any


def php(data: Any) -> Any:
    """A PhpResult, for functions that are declared to return the contract's type."""
    return PhpResult(data)


def declared(codec: Codec[Any], data: Any) -> Any:
    """The contract's type from what PHP has: what is not declared is left out, 20.0 for "20.0000".

    Raises:
        TypeError: there is nothing that PHP would make of a value.
    """
    match codec, data:
        case _, None:
            return None
        case Struct(), dict():
            fields = (
                (f.name, declared(f.codec, data[f.tag])) for f in codec.fields if f.tag in data
            )
            return codec.cls(**dict(fields))
        case Array(), list():
            return [declared(codec.item, item) for item in data]
        case String(), list() | dict():
            return "Array"  # so PHP writes any array, with a notice in its log
        case _:
            return _scalar(codec, data)


def _scalar(codec: Codec[Any], data: Any) -> Any:
    for convert in (converted, coerced):
        try:
            return convert(codec, data)
        except Misfit:
            continue
    raise TypeError(f"a {type(data).__name__} is no {type(codec).__name__}")
