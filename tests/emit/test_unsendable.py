"""Which fields a dialect has no place for."""

from __future__ import annotations

import pytest

from mahogen.emit.plan.unsendable import not_in
from mahogen.model.api import (
    Anything,
    ArrayOf,
    Compositor,
    Dialect,
    Entity,
    EntityRef,
    EntityWire,
    Field,
    FieldWire,
    MapOf,
    Scalar,
    TypeRef,
)

TEXT = Scalar("string")
MAP = MapOf("associativeArray", "associativeEntity", TEXT)


def entity(**types: TypeRef) -> Entity:
    """An entity of both dialects whose one field has these types."""
    wires = tuple(FieldWire(Dialect(name), of, True) for name, of in types.items())
    field = Field("f", wires[0].type, True, wires)
    both = tuple(EntityWire(dialect, Compositor.ALL) for dialect in (Dialect.V2, Dialect.WSI))
    return Entity("thing", (field,), both)


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ({"v2": TEXT, "wsi": Scalar("int")}, []),
        ({"v2": ArrayOf("a", TEXT), "wsi": ArrayOf("b", Scalar("int"))}, []),
        ({"v2": EntityRef("a"), "wsi": EntityRef("b")}, []),
        ({"v2": ArrayOf("", Anything()), "wsi": ArrayOf("a", TEXT)}, []),
        ({"v2": EntityRef("a"), "wsi": MAP}, ["wsi"]),
        ({"v2": ArrayOf("a", TEXT), "wsi": TEXT}, ["wsi"]),
        ({"v2": ArrayOf("a", TEXT), "wsi": ArrayOf("a", EntityRef("b"))}, ["wsi"]),
        ({"v2": MAP, "wsi": MapOf("m", "e", ArrayOf("a", TEXT))}, ["wsi"]),
        ({"v2": TEXT}, ["wsi"]),
        ({"wsi": TEXT}, ["v2"]),
    ],
)
def test_a_field(types: dict[str, TypeRef], expected: list[str]) -> None:
    found = entity(**types)
    assert not_in(found, found.fields[0]) == expected


def test_an_entity_of_one_dialect() -> None:
    found = entity(v2=TEXT)
    alone = Entity("thing", found.fields, found.wires[:1])
    assert not_in(alone, alone.fields[0]) == []
