"""Whether all of an argument was understood."""

from __future__ import annotations

from typing import Any

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.struct import Struct


def fits(codec: Codec[Any], value: Any) -> bool:
    """Whether no declared field, at any level, had to be kept aside because of its form.

    Reading is lenient, since a client must get by with what a store sends. A server refuses what
    PHP's server refuses: otherwise an argument would be lost without a word.
    """
    match codec:
        case Struct():
            if value.extras and not codec.field_names.isdisjoint(value.extras):
                return False
            return all(
                fits(field.codec, inner)
                for field in codec.fields
                if (inner := getattr(value, field.name)) is not None
            )
        case Array():
            return _plain(codec.item) or all(fits(codec.item, item) for item in value)
        case Map():
            return _plain(codec.value) or all(fits(codec.value, item) for item in value.values())
        case _:
            return True


def _plain(codec: Codec[Any]) -> bool:
    return not isinstance(codec, Struct | Array | Map)
