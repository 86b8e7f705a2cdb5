"""What a message says that never arrives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.server import Served

TOLD_ELSEWHERE: Final = frozenset({"use_for_shipping", "password_confirmation"})
"""What the services have sentences of their own for."""


def lost(served: Served) -> Iterator[str]:
    """What a store does not look at in a call, or cannot, as sentences.

    In V1 a Map may hold more than the contract declares, since a store's modules may know it: there
    only what is declared and cannot be understood is lost.
    """
    yield from served.overlooked
    for parameter in served.operation.parameters:
        value = (served.arguments or {}).get(parameter.name)
        yield from _fields(parameter.type, value, declared=served.dialect == "v1")


def _fields(codec: Codec[Any], value: Any, *, declared: bool) -> Iterator[str]:
    """Names in the extras of entities; those alone that the contract has, if `declared`."""
    match codec:
        case Struct() if value is not None:
            for name in value.extras:
                if name in codec.field_names:
                    yield f"{name} of {codec.name} is not of the type that is declared"
                elif not declared and name not in TOLD_ELSEWHERE:
                    yield f"{name[:100]} is no field of {codec.name}"
            for field in codec.fields:
                yield from _fields(field.codec, getattr(value, field.name), declared=declared)
        case Array() if isinstance(codec.item, Struct):
            for item in value or ():
                yield from _fields(codec.item, item, declared=declared)
