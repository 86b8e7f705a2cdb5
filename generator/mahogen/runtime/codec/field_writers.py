"""What writes the fields of an entity: as elements, in V1 as entries of a Map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from mahogen.runtime.codec.base import Writer, renamed
from mahogen.runtime.codec.spell import write_plain
from mahogen.runtime.codec.style import Style
from mahogen.runtime.codec.text import UnsendableValue, escape

if TYPE_CHECKING:
    from mahogen.runtime.codec.struct import Field

_DIALECTS: Final = {Style.ENCODED: ("v2", "V2"), Style.LITERAL: ("wsi", "WS-I")}


def field_writers(fields: tuple[Field, ...], style: Style) -> Iterator[tuple[str, Writer, str]]:
    """For each field its tag, what writes a value, and what stands for None."""
    dialect, title = _DIALECTS.get(style, ("v1", "V1"))
    for field in fields:
        if dialect in field.not_in:
            write, nil = _refusal(field.tag, title), ""
        elif style.is_v1 and (keyed := field.keyed):
            write, nil = keyed.entries(style, field.tag), ""
        elif style.is_v1:
            write, nil = _entry_writer(field.tag, field.codec.writer(style, "value")), ""
            if style is Style.ANSWERED:
                nil = f"{_entry_opening(field.tag)}{field.codec.nil(style, 'value')}</item>"
        else:
            write = field.codec.writer(style, field.tag)
            nil = field.codec.nil(style, field.tag) if field.required else ""
        yield field.tag, write, nil


def _refusal(tag: str, title: str) -> Writer:
    def write(value: object) -> str:
        raise UnsendableValue(f"{tag}: {title} has no place for this field")

    return write


def _entry_opening(key: str) -> str:
    return '<item><key xsi:type="xsd:string">' + escape(key) + "</key>"


def _entry_writer(key: str, write_value: Writer) -> Writer:
    opening = _entry_opening(key)

    def write(value: object) -> str:
        try:
            return f"{opening}{write_value(value)}</item>"
        except (TypeError, UnsendableValue) as error:
            raise renamed("value", key, error) from None

    return write


def extra_fields(extras: Mapping[str, Any], style: Style) -> str:
    """What the contract does not name: further keys in V1, refused where nothing could carry it."""
    if not style.is_v1:
        names = ", ".join(sorted(extras))
        raise UnsendableValue(f"the contract has no field {names}; extras go out in V1 only")
    return "".join(
        _entry_writer(key, lambda v: write_plain(style, "value", v))(value)
        for key, value in extras.items()
    )
