"""Where V1 has a list for an entity of lists, or a Map for a list of entities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from lxml.etree import _Element

from mahogen.runtime.codec.base import Misfit, Writer, within, wrong_type
from mahogen.runtime.codec.plain import ANYTHING, declared_type, pairs
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.style import Style
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.entity import Entity

if TYPE_CHECKING:
    from mahogen.runtime.codec.struct import Field, Struct

E = TypeVar("E", bound=Entity)


# -- one list of what all fields hold --------------------------------------------------------------


def listed_writer(struct: Struct[Any], style: Style, tag: str) -> Writer:
    """What writes an entity as the list of all that its fields hold, one without any as nil."""
    write_list = struct.fields[0].codec.writer(style, tag)

    def write(value: object) -> str:
        if not isinstance(value, struct.cls):
            raise wrong_type(tag, struct.cls.__name__, value)
        if value.extras:
            names = ", ".join(sorted(value.extras))
            raise UnsendableValue(f"{tag}: V1 has a list there, and no field {names}")
        held = _held(struct, value)
        if held is None:
            return ANYTHING.nil(style, tag)
        return write_list(held)

    return write


def listed_type(struct: Struct[Any], value: Entity) -> str:
    """The name of the type that V1 gives to such a list."""
    held = _held(struct, value)
    return ANYTHING.mapped_type if held is None else struct.fields[0].codec.mapped_type_of(held)


def read_listed(struct: Struct[E], element: _Element, references: References | None) -> E:
    """The entity with all of a list in its first field."""
    field = struct.fields[0]
    held: dict[str, Any] = {field.name: field.codec.read(element, references)}
    return struct.cls(**held)


def _held(struct: Struct[Any], value: Entity) -> list[Any] | None:
    lists = [getattr(value, field.name) for field in struct.fields]
    known = [items for items in lists if items is not None]
    return [item for items in known for item in items] if known else None


# -- a Map of two fields ---------------------------------------------------------------------------


def paired_writer(struct: Struct[Any], style: Style) -> Writer:
    """What writes an entity as the entry of a Map: one of its fields is the key, one the value."""
    key, value = _fields(struct)
    others = [field for field in struct.fields if field.tag not in struct.pair]
    write_key, write_value = key.codec.writer(style, "key"), value.codec.writer(style, "value")

    def write(entity: object) -> str:
        if not isinstance(entity, struct.cls):
            raise wrong_type("item", struct.cls.__name__, entity)
        names = [f.tag for f in others if getattr(entity, f.name) is not None]
        if names := sorted([*names, *entity.extras]):
            raise UnsendableValue(f"item: V1 has a Map there, and no place for {', '.join(names)}")
        held = getattr(entity, key.name), getattr(entity, value.name)
        if None in held:
            raise UnsendableValue(
                f"item: V1 has a Map there, and needs {' and '.join(struct.pair)}"
            )
        try:
            return f"<item>{write_key(held[0])}{write_value(held[1])}</item>"
        except (TypeError, UnsendableValue) as error:
            raise within("item", error) from None

    return write


def read_paired(struct: Struct[E], element: _Element, references: References | None) -> list[E]:
    """The entities of the entries of a Map; an entry may hold an entity as a whole, too.

    Raises:
        Misfit: an entry is neither.
    """
    key_field, value_field = _fields(struct)
    found = []
    for key, value in pairs(element, references):
        if key is None or value is None:
            raise Misfit
        target = value if references is None else references.follow(value)
        if declared_type(target) == "Map":
            entity = struct.read(target, references)
        else:
            held: dict[str, Any] = {key_field.name: key_field.codec.read(key, references)}
            held[value_field.name] = value_field.codec.read(target, references)
            entity = struct.cls(**held)
        if entity is not None:
            found.append(entity)
    return found


def _fields(struct: Struct[Any]) -> Iterable[Field]:
    by_tag = {field.tag: field for field in struct.fields}
    return [by_tag[tag] for tag in struct.pair]
