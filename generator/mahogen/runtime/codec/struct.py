"""Codec of entities: a table of fields, turned into readers and writers once, at first use."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, cast

from lxml.etree import _Element

from mahogen.runtime.codec.base import (
    EMPTY_MAP,
    Codec,
    Entries,
    Keyed,
    Misfit,
    Writer,
    is_collection,
    is_nil,
    map_tags,
    opening_tag,
    within,
    wrong_type,
)
from mahogen.runtime.codec.field_writers import extra_fields, field_writers
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.plain import declared_type, pairs, read_key, read_plain
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.style import Style
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.codec.v1_lists import listed_type, listed_writer, read_listed
from mahogen.runtime.entity import Entity

E = TypeVar("E", bound=Entity)

log = logging.getLogger("mahogen")


@dataclass(frozen=True, slots=True)
class Field:
    """A field: Python name, wire name, type. A function stands for a type declared later.

    `spread` says of V1 that the entries of what it holds stand in its owner. `not_in` names the
    dialects (v2, wsi) that have no place for it, where it is refused.
    """

    name: str
    tag: str
    type: Codec[Any] | Callable[[], Codec[Any]]
    required: bool = False
    spread: bool = False
    not_in: tuple[str, ...] = ()

    @property
    def codec(self) -> Codec[Any]:
        return self.type if isinstance(self.type, Codec) else self.type()

    @property
    def keyed(self) -> Keyed[Any] | None:
        """The codec of a field whose entries V1 has in its owner."""
        codec = self.codec if self.spread else None
        return codec if isinstance(codec, Keyed) else None


class Struct(Keyed[E]):
    """An entity of the contract.

    Writing leaves None out, except that a required field becomes nil in V2 as PHP sends it. Reading
    keeps undeclared fields and values that do not fit in `extras`; those go out again in V1 alone,
    where an entity is a Map. Where `pair` names two fields, V1 has a Map for a list of such
    entities, and where it is `listed`, a list of what all its fields hold.
    """

    mapped_type = "ns2:Map"

    def __init__(
        self,
        name: str,
        cls: type[E],
        fields: tuple[Field, ...],
        *,
        pair: tuple[str, ...] = (),
        listed: bool = False,
    ) -> None:
        self.name = name
        self.xsi_type = f"ns1:{name}"
        self.cls = cls
        self.fields = fields
        self.pair = pair
        self.listed = listed
        self._writers: dict[Style, tuple[tuple[str, Writer, str], ...]] = {}

    @cached_property
    def field_names(self) -> frozenset[str]:
        """The wire names of the fields."""
        return frozenset(field.tag for field in self.fields)

    @cached_property
    def _values(self) -> Callable[[E], tuple[Any, ...]]:
        names = [field.name for field in self.fields]
        if len(names) > 1:
            return cast("Callable[[E], tuple[Any, ...]]", attrgetter(*names))
        return lambda entity: tuple(getattr(entity, name) for name in names)

    @cached_property
    def _readers(self) -> dict[str, tuple[str, Codec[Any]]]:
        return {field.tag: (field.name, field.codec) for field in self.fields}

    @cached_property
    def _keys(self) -> dict[str, tuple[str, Codec[Any]]]:
        """The fields that have keys of their own in V1."""
        return {f.tag: (f.name, f.codec) for f in self.fields if f.keyed is None}

    @cached_property
    def _spread(self) -> tuple[tuple[str, Keyed[Any]], ...]:
        """The fields whose entries stand among those keys."""
        return tuple((f.name, codec) for f in self.fields if (codec := f.keyed) is not None)

    @cached_property
    def _required(self) -> frozenset[str]:
        return frozenset(field.name for field in self.fields if field.required)

    def writer(self, style: Style, tag: str) -> Writer:
        write_entries = self.entries(style, tag)
        if style.is_v1:
            if self.listed:
                return listed_writer(self, style, tag)
            return lambda value: map_tags(tag, write_entries(value))
        opening = opening_tag(tag, style, self.xsi_type)
        closing = f"</{tag}>"
        return lambda value: opening + write_entries(value) + closing

    def entries(self, style: Style, tag: str) -> Writer:
        def write(value: object) -> str:
            if not isinstance(value, self.cls):
                raise wrong_type(tag, self.cls.__name__, value)
            writers = self._writers.get(style)
            if writers is None:
                writers = self._writers[style] = tuple(field_writers(self.fields, style))
            try:
                inner = [
                    write(v) if v is not None else "" if tag in value.extras else nil
                    for (tag, write, nil), v in zip(writers, self._values(value), strict=True)
                ]
                if value.extras:
                    inner.append(extra_fields(value.extras, style))
            except (TypeError, UnsendableValue) as error:
                raise within(tag, error) from None
            return "".join(inner)

        return write

    def mapped_type_of(self, value: object) -> str:
        if not isinstance(value, self.cls):
            return super().mapped_type_of(value)
        if self.listed:
            return listed_type(self, value)
        spread = dict(self._spread)
        empty = not value.extras and all(
            inner is None
            or (field.name in spread and spread[field.name].mapped_type_of(inner) == EMPTY_MAP)
            for field, inner in zip(self.fields, self._values(value), strict=True)
        )
        return EMPTY_MAP if empty else self.mapped_type

    def read(self, element: _Element, references: References | None) -> E | None:
        mapped = declared_type(element) == "Map"
        if self.listed and not mapped and is_collection(element) and not is_nil(element):
            return read_listed(self, element, references)
        readers = self._keys if mapped else self._readers
        values: dict[str, Any] = {}
        extras: dict[str, list[Any]] = {}
        others: list[tuple[str, _Element]] = []
        for tag, child in _entries(element, references) if mapped else _children(element):
            entry = readers.get(tag)
            if entry is None and not mapped:
                tag = local_name(tag)
                entry = readers.get(tag)
            if entry is None:
                others.append((tag, child))
                continue
            name, codec = entry
            try:
                value = _read(codec, child, references)
            except Misfit:
                _keep(extras, tag, child, references)
                continue
            if name not in values:
                values[name] = value
            elif values[name] != value:  # declared once, sent twice: the first holds
                _keep(extras, tag, child, references)
        if not len(element):
            if is_nil(element):
                return None
            if element.text is not None and element.text.strip():
                raise Misfit
        if self._required and not self._required <= values.keys():
            missing = ", ".join(sorted(self._required - values.keys()))
            log.warning("%s arrived without %s", self.name, missing)
        rest = self._gather_spread(others, values, references) if mapped and others else others
        for tag, child in rest:
            _keep(extras, tag, child, references)
        if extras:
            values["extras"] = {k: v[0] if len(v) == 1 else v for k, v in extras.items()}
        return self.cls(**values)

    def gather(self, entries: Entries, references: References | None) -> tuple[E | None, Entries]:
        values: dict[str, Any] = {}
        rest = []
        for key, element in entries:
            name, codec = self._keys.get(key, ("", None))
            if codec is not None and name not in values:
                with suppress(Misfit):
                    values[name] = _read(codec, element, references)
                    continue
            rest.append((key, element))
        others = self._gather_spread(rest, values, references)
        found = any(value is not None for value in values.values())
        return (self.cls(**values) if found else None), others

    def _gather_spread(
        self, entries: Entries, values: dict[str, Any], references: References | None
    ) -> Entries:
        """What the entries hold of spread fields goes into `values`; the others are left.

        Those may yet be such a field as a whole, which newer stores understand, too.
        """
        for name, codec in self._spread:
            value, entries = codec.gather(entries, references)
            if value is not None:
                values[name] = value
        rest = []
        for key, element in entries:
            name, whole = self._readers.get(key, ("", None))
            if whole is not None and name not in values:
                with suppress(Misfit):
                    values[name] = _read(whole, element, references)
                    continue
            rest.append((key, element))
        return rest


def _read(codec: Codec[Any], element: _Element, references: References | None) -> Any:
    return codec.read(element, None) if references is None else references.read(codec, element)


def _children(element: _Element) -> Iterator[tuple[str, _Element]]:
    """The fields of a struct, each with its tag."""
    return ((str(child.tag), child) for child in element)


def _entries(element: _Element, references: References | None) -> Iterator[tuple[str, _Element]]:
    """The entries of an Apache Map, each with its key."""
    return (
        (read_key(key, references), value)
        for key, value in pairs(element, references)
        if key is not None and value is not None
    )


def _keep(
    extras: dict[str, list[Any]], name: str, child: _Element, references: References | None
) -> None:
    """Keep what has no place; several of one name become a list."""
    extras.setdefault(name, []).append(read_plain(child, references))
