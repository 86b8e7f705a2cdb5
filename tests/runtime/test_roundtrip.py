"""What is written is read back: every entity of the contract, whatever its fields hold."""

from __future__ import annotations

import copy
import json
import math
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maho_api import from_dict, to_dict
from maho_api.contract import CONTRACT
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import DOUBLE, STRING
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.entity import Entity
from support.examples import examples
from support.recordings import DIALECTS
from support.things import OPTIONS, TAGS, THING, THINGS, Part, Thing, read, write
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


def there_and_back(codec: Codec[Any], value: Any, dialect: str = "v2") -> Any:
    return read(codec, write(codec, value, dialect), dialect)


def test_the_entities_are_all_there() -> None:
    assert len(ENTITIES) == 16


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", ENTITIES)
@given(data=st.data())
@examples(8)
def test_entities_of_the_contract(name: str, dialect: str, data: st.DataObject) -> None:
    codec = ENTITIES[name]
    entity = data.draw(of(codec, dialect=dialect))
    assert there_and_back(codec, entity, dialect) == entity


@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.data())
@examples(20)
def test_entities_with_a_field_of_every_kind(dialect: str, data: st.DataObject) -> None:
    things = data.draw(of(THINGS, 3, dialect))
    assert there_and_back(THINGS, things, dialect) == things


@given(TEXTS)
def test_texts(text: str) -> None:
    for dialect in ("v2", "wsi"):
        assert there_and_back(STRING, text, dialect) == ("" if text == "\n" else text)
    assert there_and_back(STRING, text, "v1") == text


@pytest.mark.parametrize(("dialect", "text"), [("v1", "\n"), ("v2", ""), ("wsi", "")])
def test_a_line_feed_alone(dialect: str, text: str) -> None:
    # In V2 and WS-I a store writes the empty text as one, so that nothing can tell them apart.
    assert there_and_back(STRING, "\n", dialect) == text
    assert there_and_back(TAGS, ["\n", "a"], dialect) == [text, "a"]
    assert there_and_back(THING, Thing(main=Part(sku="\n")), dialect) == Thing(main=Part(sku=text))
    assert there_and_back(OPTIONS, {"\n": "\n"}, dialect) == {text: text}
    assert there_and_back(ANYTHING, "\n", dialect) == text


@given(st.floats())
def test_doubles_to_the_last_digit(number: float) -> None:
    for codec, dialect in ((DOUBLE, "v1"), (DOUBLE, "v2"), (DOUBLE, "wsi"), (ANYTHING, "v1")):
        again = there_and_back(codec, number, dialect)
        assert type(again) is float
        assert again == number or (math.isnan(again) and math.isnan(number))
        assert math.copysign(1, again) == math.copysign(1, number) or math.isnan(number)


def plain(texts: st.SearchStrategy[str], keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Plain data, the keys of its dicts among `keys`."""
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=3)
        ),
        max_leaves=8,
    )


PLAIN = plain(TEXTS, TEXTS)


@given(PLAIN)
@examples(60)
def test_plain_data(value: Any) -> None:
    again = there_and_back(ANYTHING, value, "v1")
    assert (again, repr(again)) == (value, repr(value))


def test_an_empty_dict_arrives_as_an_empty_list_where_nothing_declares_it() -> None:
    # PHP has one kind of array, and sends an empty one as a list.
    assert there_and_back(ANYTHING, {"a": {}}, "v1") == {"a": []}
    assert there_and_back(OPTIONS, {}, "v1") == {}
    thing = Thing(options={}, main=Part(), parts=[Part()])
    assert there_and_back(THING, thing, "v1") == thing


@pytest.mark.parametrize("name", ENTITIES)
@given(data=st.data())
@examples(5)
def test_extras_go_there_and_back_in_v1(name: str, data: st.DataObject) -> None:
    codec = ENTITIES[name]
    entity: Entity = data.draw(of(codec, dialect="v1"))
    keys = TEXTS.filter(lambda key: key not in codec.field_names)
    entity.extras = data.draw(st.dictionaries(keys, PLAIN, max_size=2))
    assert there_and_back(codec, entity, "v1") == entity


@given(plain(SAFE_TEXTS, st.from_regex(r"[a-c]{1,2}", fullmatch=True)))
@examples(60)
def test_plain_data_in_v2_where_keys_are_names(value: Any) -> None:
    again = there_and_back(ANYTHING, value)
    assert (again, repr(again)) == (value, repr(value))


@pytest.mark.parametrize("name", ENTITIES)
@given(data=st.data())
@examples(8)
def test_entities_as_json(name: str, data: st.DataObject) -> None:
    codec = ENTITIES[name]
    entity: Entity = data.draw(of(codec))
    entity.extras = data.draw(st.dictionaries(TEXTS, PLAIN, max_size=2))
    plain = json.loads(json.dumps(to_dict(entity)))
    assert from_dict(codec.cls, plain) == entity


@given(of(THING, depth=3))
@examples(15)
def test_copies_of_entities(thing: Thing) -> None:
    assert copy.deepcopy(thing) == thing
    assert pickle.loads(pickle.dumps(thing)) == thing
    assert from_dict(Thing, to_dict(thing)) == thing
