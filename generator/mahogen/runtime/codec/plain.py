"""Plain Python data from XML, where no contract says the types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml.etree import _Element

from mahogen.runtime.codec import text
from mahogen.runtime.codec.base import Codec, Writer, is_collection, is_nil
from mahogen.runtime.codec.names import ARRAY_TYPE, XSI_TYPE, local_name
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.spell import type_of, write_plain
from mahogen.runtime.codec.style import Style

_INTEGERS: Final = frozenset({"int", "integer", "long", "short", "byte", "unsignedInt"})
_NUMBERS: Final = frozenset({"double", "float", "decimal"})


class Anything(Codec[Any]):
    """A value of any type; read by what its own xsi:type says, as text where it says nothing."""

    xsi_type = "xsd:anyType"
    mapped_type = "xsd:anyType"
    typed_nil = False

    def writer(self, style: Style, tag: str) -> Writer:
        return lambda value: write_plain(style, tag, value)

    def mapped_type_of(self, value: object) -> str:
        return type_of(value)

    def read(self, element: _Element, references: References | None) -> Any:
        return _read(element, references)

    def absent(self) -> Any:
        return None


ANYTHING: Final = Anything()


def read_plain(element: _Element, references: References | None) -> Any:
    """What the element holds: a scalar by its xsi:type, a list, or a dict."""
    if references is not None:  # reads each target once, so that references cannot pile up
        return references.read(ANYTHING, element)
    return _read(element, None)


def _read(element: _Element, references: References | None) -> Any:
    if is_nil(element):
        return None
    kind = declared_type(element)
    if kind == "Map":
        return {
            "" if key is None else read_key(key, references): read_plain(value, references)
            for key, value in pairs(element, references)
            if value is not None
        }
    if kind == "Array" or element.get(ARRAY_TYPE) is not None:
        return [read_plain(child, references) for child in element]
    if len(element):
        return _read_struct(element, references)
    return _read_scalar(element.text, kind, bool(references and references.exact_text))


def declared_type(element: _Element) -> str:
    """The local name of the element's xsi:type, empty if it has none. It never names a class."""
    return (element.get(XSI_TYPE) or "").rpartition(":")[2]


def seems(codec: Codec[Any], element: _Element) -> bool:
    """Whether an element, by what V1 says of it, holds a value of the kind that `codec` reads."""
    said = declared_type(element)
    match codec.mapped_type:
        case "xsd:anyType":
            return True
        case "SOAP-ENC:Array":
            return said == "Array"
        case "ns2:Map":
            return said == "Map" or (said == "Array" and not len(element))
        case _:
            return not is_collection(element)


def pairs(
    element: _Element, references: References | None
) -> Iterator[tuple[_Element | None, _Element | None]]:
    """The key and the value of each member of an Apache Map, or of an array of such pairs."""
    for member in element:
        item = member if references is None else references.follow(member)
        yield item.find("{*}key"), item.find("{*}value")


def read_key(key: _Element, references: References | None) -> str:
    """The text of a key; PHP's arrays do not tell 7 from "7" either."""
    value = (key if references is None else references.follow(key)).text or ""
    return "" if value == "\n" and not (references and references.exact_text) else value


def _read_struct(element: _Element, references: References | None) -> Any:
    gathered: dict[str, list[Any]] = {}
    for child in element:
        gathered.setdefault(local_name(child.tag), []).append(read_plain(child, references))
    if len(gathered) == 1:
        [(name, values)] = gathered.items()
        if len(values) > 1 or name in ("item", "complexObjectArray"):
            return values
    return {name: v[0] if len(v) == 1 else v for name, v in gathered.items()}


def _read_scalar(value: str | None, kind: str, exact: bool) -> Any:
    if value is None or (value == "\n" and not exact):
        return None if kind in _INTEGERS or kind in _NUMBERS or kind == "boolean" else ""
    parsed: Any = None
    if kind in _INTEGERS:
        parsed = text.parse_int(value)
    elif kind in _NUMBERS:
        parsed = text.parse_double(value)
    elif kind == "boolean":
        parsed = text.parse_boolean(value)
    return value if parsed is None else parsed
