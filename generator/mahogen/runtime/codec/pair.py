"""Codec of a map below a map, which filters of stores have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, cast

from lxml.etree import _Element

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import (
    Codec,
    Misfit,
    T,
    Writer,
    in_entry,
    is_collection,
    is_nil,
    opening_tag,
    within,
    wrong_type,
)
from mahogen.runtime.codec.plain import declared_type, read_key
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.style import Style
from mahogen.runtime.codec.text import UnsendableValue

LISTS: Final = frozenset({"in", "nin", "finset"})
"""The conditions that have a list in V1, and its members with commas between them elsewhere."""

_LIST: Final = Array("", STRING)


class Pair(Map[T]):
    """A lone {key, value} struct as the value of a map, which has its key once for each of them.

    In Python, and in V1, that is a map of maps: `{"created_at": {"from": "...", "to": "..."}}`.
    Stores take the text of some conditions apart at its commas, but not in V1, where it has to be a
    list before: `{"status": {"in": "new,pending"}}`.
    """

    def __init__(self, entry: str, value: Codec[T]) -> None:
        super().__init__("", entry, value)
        self.xsi_type = f"ns1:{entry}"

    def writer(self, style: Style, tag: str) -> Writer:
        if style.is_v1:
            return super().writer(style, tag)
        opening, closing = opening_tag(tag, style, self.xsi_type), f"</{tag}>"
        write_key = STRING.writer(style, "key")
        write_value = self.value.writer(style, "value")
        nil = self.value.nil(style, "value")

        def write(value: object) -> str:
            if not isinstance(value, Mapping):
                raise wrong_type(tag, "a mapping", value)
            [(key, item)] = value.items()
            try:
                written = write_key(key)
            except (TypeError, UnsendableValue) as error:
                raise within(tag, error) from None
            try:
                written += nil if item is None else write_value(item)
            except (TypeError, UnsendableValue) as error:
                raise within(tag, in_entry(key, error)) from None
            return opening + written + closing

        return write

    def read(self, element: _Element, references: References | None) -> dict[str, T] | None:
        if is_collection(element) or is_nil(element):
            return super().read(element, references)
        key, value = element.find("{*}key"), element.find("{*}value")
        if key is None:
            raise Misfit
        name = read_key(key, references)
        read = None if value is None else self._read_value(name, value, references)
        return {} if read is None else {name: read}

    def parts(self, style: Style, value: Any) -> Iterable[Any]:
        if style.is_v1 or not isinstance(value, Mapping):
            return (value,)
        return [{key: item} for key, item in value.items()]

    def _value_writer(self, style: Style) -> Callable[[str, Any], str]:
        write = self.value.writer(style, "value")
        if not style.is_v1:
            return lambda _, value: write(value)
        write_list = _LIST.writer(style, "value")

        def write_condition(key: str, value: Any) -> str:
            apart = key in LISTS and isinstance(value, str)
            return write_list(value.split(",")) if apart else write(value)

        return write_condition

    def _read_value(self, key: str, element: _Element, references: References | None) -> T | None:
        target = element if references is None else references.follow(element)
        if key in LISTS and declared_type(target) == "Array":
            listed: Any = ",".join(_LIST.read(target, references) or [])
            return cast("T", listed)
        return super()._read_value(key, element, references)

    def joined(self, known: dict[str, T], value: dict[str, T]) -> dict[str, T]:
        return {**known, **{key: item for key, item in value.items() if key not in known}}
