"""A field that one dialect has no place for is refused there before anything is sent."""

from __future__ import annotations

import pytest

from mahogen.runtime.codec.scalars import INT, STRING
from mahogen.runtime.codec.struct import Field, Struct
from mahogen.runtime.codec.text import UnsendableValue
from support.things import Thing, write

THING = Struct(
    "thingEntity",
    Thing,
    (
        Field("id", "id", INT, required=True, not_in=("v2",)),
        Field("name", "name", STRING, not_in=("wsi",)),
    ),
)


def test_it_is_refused_by_name() -> None:
    with pytest.raises(UnsendableValue, match=r"^get: x: id: V2 has no place for this field$"):
        write(THING, Thing(id=1), "v2")
    with pytest.raises(UnsendableValue, match=r"^get: x: name: WS-I has no place for this field$"):
        write(THING, Thing(name="n"), "wsi")


def test_without_a_value_it_is_not_there() -> None:
    named = '<name xsi:type="xsd:string">n</name>'
    assert write(THING, Thing(name="n"), "v2") == f'<x xsi:type="ns1:thingEntity">{named}</x>'
    assert write(THING, Thing(id=1), "wsi") == "<x><id>1</id></x>"


def test_v1_has_a_place_for_all() -> None:
    assert "<key" in write(THING, Thing(id=1, name="n"), "v1")
