"""Codecs of soapenc arrays: lists, and the {key, value} arrays that are dicts in Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml.etree import _Element

from mahogen.runtime.codec.base import Codec, Misfit, T, Writer, is_nil, within, wrong_type
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.plain import declared_type, pairs, read_key
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.text import UnsendableValue


class Array(Codec[list[T]]):
    """A list of `item`. `name` is the array type's wire name, empty for a bare soapenc:Array.

    Members are read whatever their element is called and whether or not anything is typed; a nil
    member is left out; a lone struct where a list is due is a list of one.
    """

    def __init__(self, name: str, item: Codec[T]) -> None:
        self.xsi_type = f"ns1:{name}" if name else "SOAP-ENC:Array"
        self.item = item

    def v2_writer(self, tag: str) -> Writer:
        opening = f'<{tag} SOAP-ENC:arrayType="{self.item.xsi_type}['
        typed = f']" xsi:type="{self.xsi_type}"'
        closing = f"</{tag}>"
        item_writer: Writer | None = None
        item_nil = self.item.v2_nil("item")

        def write(value: object) -> str:
            nonlocal item_writer
            if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
                raise wrong_type(tag, "a sequence", value)
            if item_writer is None:
                item_writer = self.item.v2_writer("item")
            try:
                items = [item_nil if item is None else item_writer(item) for item in value]
            except (TypeError, UnsendableValue) as error:
                raise within(tag, error) from None
            head = f"{opening}{len(items)}{typed}"
            return f"{head}>{''.join(items)}{closing}" if items else f"{head}/>"

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

    def __init__(self, name: str, entry: str, value: Codec[T]) -> None:
        self.xsi_type = f"ns1:{name}" if name else "SOAP-ENC:Array"
        self.entry = entry
        self.value = value

    def v2_writer(self, tag: str) -> Writer:
        opening = f'<{tag} SOAP-ENC:arrayType="ns1:{self.entry}['
        typed = f']" xsi:type="{self.xsi_type}"'
        item_opening = f'<item xsi:type="ns1:{self.entry}">'
        write_key = STRING.v2_writer("key")
        write_value = self.value.v2_writer("value")
        nil = self.value.v2_nil("value")

        def write(value: object) -> str:
            if not isinstance(value, Mapping):
                raise wrong_type(tag, "a mapping", value)
            try:
                items = [
                    f"{item_opening}{write_key(k)}{nil if v is None else write_value(v)}</item>"
                    for k, v in value.items()
                ]
            except (TypeError, UnsendableValue) as error:
                raise within(tag, error) from None
            head = f"{opening}{len(items)}{typed}"
            return f"{head}>{''.join(items)}</{tag}>" if items else f"{head}/>"

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

    def _read_value(self, element: _Element, references: References | None) -> T | None:
        if references is None:
            return self.value.read(element, None)
        return references.read(self.value, element)


def refuse_extras(tag: str, extras: Mapping[str, Any]) -> None:
    """V2 and WS-I have no place for what the contract does not name."""
    if extras:
        names = ", ".join(sorted(extras))
        raise UnsendableValue(f"{tag}: the contract has no field {names}; extras go out in V1 only")
