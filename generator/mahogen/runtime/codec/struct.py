"""Codec of entities: a table of fields, turned into readers and writers once, at first use."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, cast

from lxml.etree import _Element

from mahogen.runtime.codec.array import refuse_extras
from mahogen.runtime.codec.base import Codec, Misfit, Writer, is_nil, within, wrong_type
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.plain import read_plain
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.entity import Entity

E = TypeVar("E", bound=Entity)

log = logging.getLogger("mahogen")


@dataclass(frozen=True, slots=True)
class Field:
    """A field: Python name, wire name, type. A function stands for a type declared later."""

    name: str
    tag: str
    type: Codec[Any] | Callable[[], Codec[Any]]
    required: bool = False

    @property
    def codec(self) -> Codec[Any]:
        return self.type if isinstance(self.type, Codec) else self.type()


class Struct(Codec[E]):
    """An entity of the contract.

    Writing leaves None out, except that a required field becomes nil as PHP sends it. Reading keeps
    undeclared fields and values that do not fit in `extras`.
    """

    def __init__(self, name: str, cls: type[E], fields: tuple[Field, ...]) -> None:
        self.name = name
        self.xsi_type = f"ns1:{name}"
        self.cls = cls
        self.fields = fields

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
    def _v2_writers(self) -> tuple[tuple[Writer, str], ...]:
        return tuple(
            (f.codec.v2_writer(f.tag), f.codec.v2_nil(f.tag) if f.required else "")
            for f in self.fields
        )

    @cached_property
    def _readers(self) -> dict[object, tuple[str, Codec[Any]]]:
        return {field.tag: (field.name, field.codec) for field in self.fields}

    @cached_property
    def _required(self) -> frozenset[str]:
        return frozenset(field.name for field in self.fields if field.required)

    def v2_writer(self, tag: str) -> Writer:
        opening = f'<{tag} xsi:type="{self.xsi_type}">'
        closing = f"</{tag}>"

        def write(value: object) -> str:
            if not isinstance(value, self.cls):
                raise wrong_type(tag, self.cls.__name__, value)
            if value.extras:
                refuse_extras(tag, value.extras)
            fields = zip(self._v2_writers, self._values(value), strict=True)
            try:
                inner = [nil if v is None else write(v) for (write, nil), v in fields]
            except (TypeError, UnsendableValue) as error:
                raise within(tag, error) from None
            return opening + "".join(inner) + closing

        return write

    def read(self, element: _Element, references: References | None) -> E | None:
        readers = self._readers
        values: dict[str, Any] = {}
        extras: dict[str, list[Any]] = {}
        for child in element:
            entry = readers.get(child.tag) or readers.get(local_name(child.tag))
            if entry is None:
                _keep(extras, child, references)
                continue
            name, codec = entry
            try:
                if references is None:
                    values[name] = codec.read(child, None)
                else:
                    values[name] = references.read(codec, child)
            except Misfit:
                _keep(extras, child, references)
        if not len(element):
            if is_nil(element):
                return None
            if element.text is not None and element.text.strip():
                raise Misfit
        if self._required and not self._required <= values.keys():
            missing = ", ".join(sorted(self._required - values.keys()))
            log.warning("%s arrived without %s", self.name, missing)
        if extras:
            values["extras"] = {k: v[0] if len(v) == 1 else v for k, v in extras.items()}
        return self.cls(**values)


def _keep(extras: dict[str, list[Any]], child: _Element, references: References | None) -> None:
    """Keep what has no place; several of one name become a list."""
    extras.setdefault(local_name(child.tag), []).append(read_plain(child, references))
