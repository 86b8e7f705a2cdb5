"""Codecs of arrays: lists, and the {key, value} arrays that are dicts in Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml.etree import _Element

from mahogen.runtime.codec.base import (
    EMPTY_MAP,
    Codec,
    Misfit,
    T,
    Writer,
    array_tags,
    is_nil,
    map_tags,
    opening_tag,
    within,
    wrong_type,
)
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.plain import declared_type, pairs, read_key
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.style import MEMBER, Style
from mahogen.runtime.codec.text import UnsendableValue


class Array(Codec[list[T]]):
    """A list of `item`. `name` is the array type's wire name, empty for a bare soapenc:Array.

    Members are read whatever their element is called and whether or not anything is typed; a nil
    member is left out; a lone struct where a list is due is a list of one.
    """

    mapped_type = "SOAP-ENC:Array"

    def __init__(self, name: str, item: Codec[T]) -> None:
        self.xsi_type = f"ns1:{name}" if name else "SOAP-ENC:Array"
        self.item = item

    def writer(self, style: Style, tag: str) -> Writer:
        member = MEMBER[style]
        item_nil = self.item.nil(style, member)
        item_writer: Writer | None = None

        def write(value: object) -> str:
            nonlocal item_writer
            # An iterator has its items once, and a message is written again after a relogin.
            unfit = isinstance(value, str | bytes | Mapping | Iterator)
            if unfit or not isinstance(value, Iterable):
                raise wrong_type(tag, "a sequence", value)
            if item_writer is None:  # not before: an entity may hold a list of its own kind
                item_writer = self.item.writer(style, member)
            items = list(value)
            try:
                inner = [item_nil if item is None else item_writer(item) for item in items]
            except (TypeError, UnsendableValue) as error:
                raise within(tag, error) from None
            kind = self.item.xsi_type
            if style.is_v1:
                kind = common_type(self.item.mapped_type_of(item) for item in items)
            return array_tags(style, tag, kind, self.type_in(style), inner)

        return write

    def read(self, element: _Element, references: References | None) -> list[T] | None:
        if is_nil(element):
            return None
        if not len(element):
            if element.text is not None and element.text.strip():
                raise Misfit
            return []
        if self._is_lone_item(element):
            members: Iterable[_Element] = (element,)
        elif declared_type(element) == "Map":
            members = [value for _, value in pairs(element, references) if value is not None]
        else:
            members = element
        if references is None:
            values = [self.item.read(member, None) for member in members]
        else:
            values = [references.read(self.item, member) for member in members]
        return [value for value in values if value is not None]

    def absent(self) -> list[T]:
        return []

    def _is_lone_item(self, element: _Element) -> bool:
        fields: frozenset[str] | None = getattr(self.item, "field_names", None)
        if fields is None:
            return False
        if declared_type(element) == self.item.xsi_type.removeprefix("ns1:"):
            return True
        return all(local_name(child.tag) in fields for child in element) and not any(
            len(child) or child.get("href") for child in element
        )


class Map(Codec[dict[str, T]]):
    """An array of {key, value} structs, or an Apache Map."""

    mapped_type = "ns2:Map"

    def __init__(self, name: str, entry: str, value: Codec[T]) -> None:
        self.xsi_type = f"ns1:{name}" if name else "SOAP-ENC:Array"
        self.entry = entry
        self.value = value

    def writer(self, style: Style, tag: str) -> Writer:
        member = MEMBER[style]
        kind = f"ns1:{self.entry}"
        opening = f"<{member}>"
        if style is Style.ENCODED:
            opening = opening_tag(member, style, kind)
        write_key = STRING.writer(style, "key")
        write_value = self.value.writer(style, "value")
        nil = self.value.nil(style, "value")

        def write(value: object) -> str:
            if not isinstance(value, Mapping):
                raise wrong_type(tag, "a mapping", value)
            try:
                inner = [
                    f"{opening}{write_key(k)}{nil if v is None else write_value(v)}</{member}>"
                    for k, v in value.items()
                ]
            except (TypeError, UnsendableValue) as error:
                raise within(tag, error) from None
            if style.is_v1:
                return map_tags(tag, "".join(inner))
            return array_tags(style, tag, kind, self.xsi_type, inner)

        return write

    def read(self, element: _Element, references: References | None) -> dict[str, T] | None:
        if is_nil(element):
            return None
        if not len(element) and element.text is not None and element.text.strip():
            raise Misfit
        entries: dict[str, T] = {}
        for key, value in pairs(element, references):
            if key is None:  # V2 loses the data of some maps and sends empty members
                raise Misfit
            read = None if value is None else self._read_value(value, references)
            if read is not None:
                entries[read_key(key, references)] = read
        return entries

    def absent(self) -> dict[str, T]:
        return {}

    def mapped_type_of(self, value: object) -> str:
        return EMPTY_MAP if value == {} else super().mapped_type_of(value)

    def _read_value(self, element: _Element, references: References | None) -> T | None:
        if references is None:
            return self.value.read(element, None)
        return references.read(self.value, element)


def common_type(types: Iterable[str]) -> str:
    """The member type that PHP names for an array: what all have, else ur-type."""
    found = set(types)
    return found.pop() if len(found) == 1 else "xsd:ur-type"
