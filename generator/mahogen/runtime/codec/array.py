"""Codecs of arrays: lists, and the {key, value} arrays that are dicts in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from lxml.etree import _Element

from mahogen.runtime.codec.base import (
    EMPTY_MAP,
    Codec,
    Entries,
    Keyed,
    Misfit,
    T,
    Writer,
    array_tags,
    in_entry,
    is_nil,
    map_tags,
    opening_tag,
    within,
    wrong_type,
)
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.plain import declared_type, pairs, read_key, seems
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.style import MEMBER, Style
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.codec.v1_lists import paired_writer, read_paired

if TYPE_CHECKING:
    from mahogen.runtime.codec.struct import Struct


class Array(Codec[list[T]]):
    """A list of `item`. `name` is the array type's wire name, empty for a bare soapenc:Array.

    Members are read whatever their element is called and whether or not anything is typed; a nil
    member is left out; a lone struct where a list is due is a list of one. What V1 has a Map for,
    key and value being fields of each item, is such a Map there.
    """

    mapped_type = "SOAP-ENC:Array"

    def __init__(self, name: str, item: Codec[T]) -> None:
        self.xsi_type = f"ns1:{name}" if name else "SOAP-ENC:Array"
        self.item = item

    @property
    def paired(self) -> bool:
        """Whether V1 has a Map for the list."""
        return bool(getattr(self.item, "pair", ()))

    def writer(self, style: Style, tag: str) -> Writer:
        member = MEMBER[style]
        mapped = style.is_v1 and self.paired
        item_nil = "" if mapped else self.item.nil(style, member)
        item_writer: Writer | None = None

        def write(value: object) -> str:
            nonlocal item_writer
            # An iterator has its items once, and a message is written again after a relogin.
            unfit = isinstance(value, str | bytes | Mapping | Iterator)
            if unfit or not isinstance(value, Iterable):
                raise wrong_type(tag, "a sequence", value)
            if item_writer is None:  # not before: an entity may hold a list of its own kind
                item_writer = (
                    paired_writer(cast("Struct[Any]", self.item), style)
                    if mapped
                    else self.item.writer(style, member)
                )
            items = list(value)
            try:
                inner = [item_nil if item is None else item_writer(item) for item in items]
            except (TypeError, UnsendableValue) as error:
                raise within(tag, error) from None
            if mapped:
                return map_tags(tag, "".join(inner))
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
        elif declared_type(element) == "Map" and self.paired:
            return read_paired(cast("Struct[Any]", self.item), element, references)
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

    def mapped_type_of(self, value: object) -> str:
        return "ns2:Map" if self.paired and value else super().mapped_type_of(value)

    def _is_lone_item(self, element: _Element) -> bool:
        fields: frozenset[str] | None = getattr(self.item, "field_names", None)
        if fields is None:
            return False
        if declared_type(element) == self.item.xsi_type.removeprefix("ns1:"):
            return True
        return all(local_name(child.tag) in fields for child in element) and not any(
            len(child) or child.get("href") for child in element
        )


class Map(Keyed[dict[str, T]]):
    """An array of {key, value} structs, or an Apache Map."""

    mapped_type = "ns2:Map"

    def __init__(self, name: str, entry: str, value: Codec[T]) -> None:
        self.xsi_type = f"ns1:{name}" if name else "SOAP-ENC:Array"
        self.entry = entry
        self.value = value

    def writer(self, style: Style, tag: str) -> Writer:
        write_entries = self.entries(style, tag)
        if style.is_v1:
            return lambda value: map_tags(tag, write_entries(value))
        kind = f"ns1:{self.entry}"
        write_list = self._members(style, tag)
        return lambda value: array_tags(style, tag, kind, self.xsi_type, write_list(value))

    def entries(self, style: Style, tag: str) -> Writer:
        write_list = self._members(style, tag)
        return lambda value: "".join(write_list(value))

    def _members(self, style: Style, tag: str) -> Callable[[Any], list[str]]:
        member = MEMBER[style]
        opening = f"<{member}>"
        if style is Style.ENCODED:
            opening = opening_tag(member, style, f"ns1:{self.entry}")
        write_key = STRING.writer(style, "key")
        write_value = self._value_writer(style)
        nil = self.value.nil(style, "value")
        parts = self.value.parts

        def write_item(key: str, value: object) -> str:
            if value is None:
                return nil
            try:
                return write_value(key, value)
            except (TypeError, UnsendableValue) as error:
                raise in_entry(key, error) from None

        def write(value: object) -> list[str]:
            if not isinstance(value, Mapping):
                raise wrong_type(tag, "a mapping", value)
            try:
                return [
                    f"{opening}{write_key(k)}{write_item(k, v)}</{member}>"
                    for k, whole in value.items()
                    for v in parts(style, whole)
                ]
            except (TypeError, UnsendableValue) as error:
                raise within(tag, error) from None

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
            name = read_key(key, references)
            read = None if value is None else self._read_value(name, value, references)
            if read is not None:
                self._add(entries, name, read)
        return entries

    def gather(
        self, entries: Entries, references: References | None
    ) -> tuple[dict[str, T] | None, Entries]:
        taken: dict[str, T] = {}
        rest = []
        for key, element in entries:
            value = None
            target = element if references is None else references.follow(element)
            if seems(self.value, target):
                with suppress(Misfit):
                    value = self._read_value(key, element, references)
            if value is None:
                rest.append((key, element))
            else:
                self._add(taken, key, value)
        return taken or None, rest

    def absent(self) -> dict[str, T]:
        return {}

    def mapped_type_of(self, value: object) -> str:
        return EMPTY_MAP if value == {} else super().mapped_type_of(value)

    def _add(self, entries: dict[str, T], key: str, value: T) -> None:
        """Of two values for one key the later one holds, as in PHP, unless they can be joined."""
        known = entries.get(key)
        entries[key] = value if known is None else self.value.joined(known, value)

    def _value_writer(self, style: Style) -> Callable[[str, Any], str]:
        write = self.value.writer(style, "value")
        return lambda _, value: write(value)

    def _read_value(self, key: str, element: _Element, references: References | None) -> T | None:
        if references is None:
            return self.value.read(element, None)
        return references.read(self.value, element)


def common_type(types: Iterable[str]) -> str:
    """The member type that PHP names for an array: what all have, else ur-type."""
    found = set(types)
    return found.pop() if len(found) == 1 else "xsd:ur-type"
