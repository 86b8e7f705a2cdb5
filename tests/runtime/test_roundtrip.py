"""What is written is read back: every entity of the contract, whatever its fields hold."""

from __future__ import annotations

import copy
import json
import math
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maho_api import from_dict, to_dict
from maho_api.wire import CONTRACT
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import DOUBLE, STRING
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.entity import Entity
from support.things import THING, THINGS, Thing, read, write
from support.values import SAFE_TEXTS, TEXTS, of


def entities() -> dict[str, Struct[Any]]:
    """Every entity that the contract's calls reach."""
    found: dict[str, Struct[Any]] = {}

    def gather(codec: Codec[Any]) -> None:
        if isinstance(codec, Array):
            gather(codec.item)
        elif isinstance(codec, Struct) and codec.name not in found:
            found[codec.name] = codec
            for field in codec.fields:
                gather(field.codec)

    for operation, _ in CONTRACT.by_request_v2.values():
        for parameter in operation.parameters:
            gather(parameter.type)
        if operation.result is not None:
            gather(operation.result)
    return found


ENTITIES = entities()


def there_and_back(codec: Codec[Any], value: Any) -> Any:
    return read(codec, write(codec, value))


def test_the_entities_are_all_there() -> None:
    assert len(ENTITIES) == 11


@pytest.mark.parametrize("name", ENTITIES)
@given(data=st.data())
@settings(max_examples=15)
def test_entities_of_the_contract(name: str, data: st.DataObject) -> None:
    codec = ENTITIES[name]
    entity = data.draw(of(codec))
    assert there_and_back(codec, entity) == entity


@given(of(THINGS, depth=3))
@settings(max_examples=40)
def test_entities_with_a_field_of_every_kind(things: list[Thing]) -> None:
    assert there_and_back(THINGS, things) == things


@given(TEXTS)
def test_texts(text: str) -> None:
    assert there_and_back(STRING, text) == ("" if text == "\n" else text)


def test_a_line_feed_alone_arrives_as_the_empty_text() -> None:
    # A store writes the empty text as one, so that nothing can tell them apart.
    assert there_and_back(STRING, "\n") == ""


@given(st.floats())
def test_doubles_to_the_last_digit(number: float) -> None:
    for codec in (DOUBLE, ANYTHING):
        again = there_and_back(codec, number)
        assert type(again) is float
        assert again == number or (math.isnan(again) and math.isnan(number))
        assert math.copysign(1, again) == math.copysign(1, number) or math.isnan(number)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | SAFE_TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SAFE_TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(PLAIN)
@settings(max_examples=60)
def test_plain_data(value: Any) -> None:
    again = there_and_back(ANYTHING, value)
    assert (again, repr(again)) == (value, repr(value))


@pytest.mark.parametrize("name", ENTITIES)
@given(data=st.data())
@settings(max_examples=8)
def test_entities_as_json(name: str, data: st.DataObject) -> None:
    codec = ENTITIES[name]
    entity: Entity = data.draw(of(codec))
    entity.extras = data.draw(st.dictionaries(TEXTS, PLAIN, max_size=2))
    plain = json.loads(json.dumps(to_dict(entity)))
    assert from_dict(codec.cls, plain) == entity


@given(of(THING, depth=3))
@settings(max_examples=15)
def test_copies_of_entities(thing: Thing) -> None:
    assert copy.deepcopy(thing) == thing
    assert pickle.loads(pickle.dumps(thing)) == thing
    assert from_dict(Thing, to_dict(thing)) == thing
