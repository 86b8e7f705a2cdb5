"""Plain Python data to and from XML, where no contract says the types.

str, bool, int, float, None, list and dict; dicts go out as Apache Maps, which PHP reads as arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml.etree import _Element

from mahogen.runtime.codec import text
from mahogen.runtime.codec.base import Codec, Writer, is_nil, within
from mahogen.runtime.codec.names import APACHE_MAP, ARRAY_TYPE, XSI_TYPE, local_name
from mahogen.runtime.codec.references import References

_INTEGERS: Final = frozenset({"int", "integer", "long", "short", "byte", "unsignedInt"})
_NUMBERS: Final = frozenset({"double", "float", "decimal"})


class Anything(Codec[Any]):
    """A value of any type; read by what its own xsi:type says, as text where it says nothing."""

    xsi_type = "xsd:anyType"
    typed_nil = False

    def v2_writer(self, tag: str) -> Writer:
        return lambda value: write_plain(tag, value)

    def read(self, element: _Element, references: References | None) -> Any:
        return _read(element, references)

    def absent(self) -> Any:
        return None


ANYTHING: Final = Anything()


def write_plain(tag: str, value: Any) -> str:
    """The element for a value whose type only Python knows.

    Raises:
        TypeError, UnsendableValue: a value that is none of the types above, or that XML cannot
            carry; the message says where, `tag` first.
    """
    try:
        return _write(tag, value)
    except (TypeError, text.UnsendableValue) as error:
        raise within(tag, error) from None


def _write(tag: str, value: Any) -> str:
    match value:
        case None:
            return f'<{tag} xsi:nil="true"/>'
        case bool():
            return f'<{tag} xsi:type="xsd:boolean">{"true" if value else "false"}</{tag}>'
        case int():
            return f'<{tag} xsi:type="xsd:int">{value:d}</{tag}>'
        case float():
            return f'<{tag} xsi:type="xsd:double">{text.format_double(value)}</{tag}>'
        case str():
            return f'<{tag} xsi:type="xsd:string">{text.escape(value)}</{tag}>'
        case dict():
            entries = "".join(
                f"<item>{write_plain('key', key)}{write_plain('value', item)}</item>"
                for key, item in value.items()
            )
            return f'<{tag} xmlns:map="{APACHE_MAP}" xsi:type="map:Map">{entries}</{tag}>'
        case list() | tuple():
            items = "".join(write_plain("item", item) for item in value)
            return (
                f'<{tag} SOAP-ENC:arrayType="xsd:anyType[{len(value)}]" xsi:type="SOAP-ENC:Array">'
                f"{items}</{tag}>"
            )
        case _:
            expected = "str, int, float, bool, list, dict or None"
            raise TypeError(f"expected {expected}, got {type(value).__name__}")


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
    return _read_scalar(element.text, kind)


def declared_type(element: _Element) -> str:
    """The local name of the element's xsi:type, empty if it has none. It never names a class."""
    return (element.get(XSI_TYPE) or "").rpartition(":")[2]


def pairs(
    element: _Element, references: References | None
) -> Iterator[tuple[_Element | None, _Element | None]]:
    """The key and the value of each member of an Apache Map, or of an array of such pairs."""
    for member in element:
        item = member if references is None else references.follow(member)
        yield item.find("{*}key"), item.find("{*}value")


def read_key(key: _Element, references: References | None) -> str:
    """The text of a key; PHP's arrays do not tell 7 from "7" either."""
    value = (key if references is None else references.follow(key)).text
    return "" if value is None or value == "\n" else value


def _read_struct(element: _Element, references: References | None) -> Any:
    gathered: dict[str, list[Any]] = {}
    for child in element:
        gathered.setdefault(local_name(child.tag), []).append(read_plain(child, references))
    if len(gathered) == 1:
        [(name, values)] = gathered.items()
        if len(values) > 1 or name in ("item", "complexObjectArray"):
            return values
    return {name: v[0] if len(v) == 1 else v for name, v in gathered.items()}


def _read_scalar(value: str | None, kind: str) -> Any:
    if value is None or value == "\n":
        return None if kind in _INTEGERS or kind in _NUMBERS or kind == "boolean" else ""
    parsed: Any = None
    if kind in _INTEGERS:
        parsed = text.parse_int(value)
    elif kind in _NUMBERS:
        parsed = text.parse_double(value)
    elif kind == "boolean":
        parsed = text.parse_boolean(value)
    return value if parsed is None else parsed
