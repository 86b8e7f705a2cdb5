"""Whether all of an argument was understood."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml.etree import _Element

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.names import ARRAY_TYPE, local_name
from mahogen.runtime.codec.plain import declared_type
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import Boolean, Double, Exact, Integer, String
from mahogen.runtime.codec.struct import Struct

_COUNT: Final = re.compile(r".*\[(\d*)\]\s*")
_WHOLE: Final = frozenset({"int", "integer", "long", "short", "byte", "unsignedInt"})
_NUMBERS: Final = _WHOLE | {"double", "float", "decimal"}
_TYPES: Final[tuple[tuple[type[Codec[Any]], frozenset[str]], ...]] = (
    (Integer, _WHOLE),
    (Double, _NUMBERS),
    (Exact, _NUMBERS),
    (Boolean, frozenset({"boolean"})),
    (String, frozenset({"string"})),
)


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


def as_declared(codec: Codec[Any], element: _Element, references: References) -> bool:
    """Whether an element and all within it have the names, types and counts that they must.

    Types may be left out, but none may say that the value is something else.
    """
    element = references.follow(element)
    said = declared_type(element)
    match codec:
        case Struct():
            fields = {field.tag: field.codec for field in codec.fields}
            return said in ("", codec.name) and all(
                (field := fields.get(str(child.tag))) is not None
                and as_declared(field, child, references)
                for child in element
            )
        case Array():
            return _is_array(codec, element) and all(
                as_declared(codec.item, member, references) for member in element
            )
        case Map():
            return _is_array(codec, element)
        case _:
            types = next((names for kind, names in _TYPES if isinstance(codec, kind)), None)
            return types is None or said in types or said in ("", local_type(codec))


def local_type(codec: Codec[Any]) -> str:
    """The name of a type without its prefix."""
    return codec.xsi_type.rpartition(":")[2]


def _is_array(codec: Codec[Any], element: _Element) -> bool:
    found = _COUNT.fullmatch(element.get(ARRAY_TYPE) or "[]")
    if found is None or found[1] not in ("", str(len(element))):
        return False
    if declared_type(element) not in ("", local_type(codec), "Array"):
        return False
    # A lone entity, which reading would take for a list of one, has fields and no members.
    item = getattr(codec, "item", None)
    fields = item.field_names if isinstance(item, Struct) else frozenset()
    names = {local_name(member.tag) for member in element}
    return len(names) <= 1 and names.isdisjoint(fields)


def _plain(codec: Codec[Any]) -> bool:
    return not isinstance(codec, Struct | Array | Map)
