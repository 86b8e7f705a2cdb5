"""Plain Python data as XML, where no contract says the types.

str, bool, int, float, Decimal, None, list and dict. What a dict becomes is the dialect's: an Apache
Map in V1, where PHP has arrays; an untyped struct in V2 and WS-I, where the store's own WSDL types
it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from mahogen.runtime.codec import text
from mahogen.runtime.codec.base import (
    EMPTY_MAP,
    array_tags,
    in_entry,
    map_tags,
    opening_tag,
    within,
)
from mahogen.runtime.codec.names import XML_NAME
from mahogen.runtime.codec.style import MEMBER, Style


def write_plain(style: Style, tag: str, value: Any) -> str:
    """The element for a value whose type only Python knows; nothing for None in WS-I.

    Raises:
        TypeError, UnsendableValue: a value that is none of the types above, or that XML cannot
            carry; the message says where, `tag` first.
    """
    try:
        return _write(style, tag, value)
    except (TypeError, text.UnsendableValue) as error:
        raise within(tag, error) from None


def type_of(value: Any) -> str:
    """The type that PHP names for a value in V1."""
    match value:
        case bool():
            return "xsd:boolean"
        case int():
            return "xsd:int"
        case float() | Decimal():
            return "xsd:float"
        case str():
            return "xsd:string"
        case dict():
            return "ns2:Map" if value else EMPTY_MAP
        case list() | tuple():
            return "SOAP-ENC:Array"
        case _:
            return "xsd:anyType"


def _write(style: Style, tag: str, value: Any) -> str:
    match value:
        case None:
            return "" if style is Style.LITERAL else f'<{tag} xsi:nil="true"/>'
        case bool():
            content = "true" if value else "false"
        case int():
            content = text.format_int(value)
        case float():
            content = text.format_double(value)
        case Decimal():
            content = text.format_decimal(value)
        case str():
            content = text.escape(value)
        case dict():
            return _write_dict(style, tag, value)
        case list() | tuple():
            types = {type_of(item) for item in value}
            kind = types.pop() if len(types) == 1 and style.is_v1 else "xsd:ur-type"
            members = [write_plain(style, MEMBER[style], item) for item in value]
            return array_tags(style, tag, kind, "SOAP-ENC:Array", members)
        case _:
            expected = "str, int, float, bool, list, dict or None"
            raise TypeError(f"expected {expected}, got {type(value).__name__}")
    # Put together, not formatted: a member of an enum would print its name.
    return opening_tag(tag, style, type_of(value)) + content + f"</{tag}>"


def _write_dict(style: Style, tag: str, value: dict[Any, Any]) -> str:
    if style.is_v1:
        entries = "".join(f"<item>{_entry(key, item)}</item>" for key, item in value.items())
        return map_tags(tag, entries)
    for key in value:
        if not isinstance(key, str) or XML_NAME.fullmatch(key) is None:
            raise text.UnsendableValue("a key of the dict is no name that XML allows")
    fields = "".join(write_plain(style, str.__str__(key), item) for key, item in value.items())
    return f"<{tag}>{fields}</{tag}>"


def _entry(key: Any, value: Any) -> str:
    written = write_plain(Style.MAPPED, "key", key)
    try:
        return written + write_plain(Style.MAPPED, "value", value)
    except (TypeError, text.UnsendableValue) as error:
        raise in_entry(key, error) from None
