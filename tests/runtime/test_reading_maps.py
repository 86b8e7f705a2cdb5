"""Entities as V1 answers with them: Apache Maps whose values have whatever type PHP had."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.errors import ProtocolError
from support.things import OPTIONS, PARTS, STRICT, TAGS, THING, Part, Strict, Thing, read

EMPTY_ARRAY = 'SOAP-ENC:arrayType="xsd:ur-type[0]" xsi:type="SOAP-ENC:Array"/>'


def entries(**values: str) -> str:
    """The entries of a Map: attributes and content of each value."""
    return "".join(
        f'<item><key xsi:type="xsd:string">{key}</key><value {value}</item>'
        for key, value in values.items()
    )


def a_map(**values: str) -> str:
    return f'<r xsi:type="ns2:Map">{entries(**values)}</r>'


def typed(kind: str, text: str) -> str:
    return f'xsi:type="xsd:{kind}">{text}</value>'


def thing(**values: str) -> Thing:
    return read(THING, a_map(**values), "v1")


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        # One and the same column, as PHP before and after 8.1 has it.
        ("id", typed("int", "7"), 7),
        ("id", typed("string", "7"), 7),
        ("id", typed("string", "20.0000"), 20),
        ("id", typed("float", "7"), 7),
        ("price", typed("float", "57.49"), 57.49),
        ("price", typed("string", "20.0000"), 20.0),
        ("price", typed("int", "20"), 20.0),
        ("name", typed("int", "7"), "7"),
        ("name", typed("float", "57.49"), "57.49"),
        ("name", typed("string", ""), ""),
        ("name", typed("string", "\n"), "\n"),
        ("name", typed("string", " a\n"), " a\n"),
        ("active", typed("boolean", "true"), True),
        ("active", typed("string", "1"), True),
        ("active", typed("int", "0"), False),
        ("tags", EMPTY_ARRAY, []),
        ("options", EMPTY_ARRAY, {}),
        ("options", 'xsi:type="ns2:Map"/>', {}),
        ("parts", EMPTY_ARRAY, []),
        ("main", EMPTY_ARRAY, Part()),
        ("main", 'xsi:type="ns2:Map"></value>', Part()),
    ],
)
def test_the_declared_type_decides(field: str, value: str, expected: Any) -> None:
    read_ = thing(**{field: value})
    assert read_ == Thing(**{field: expected})
    assert type(getattr(read_, field)) is type(expected)


@pytest.mark.parametrize("field", sorted(Thing.__dataclass_fields__.keys() - {"extras"}))
def test_nil_is_none(field: str) -> None:
    assert thing(**{field: 'xsi:nil="true"/>'}) == Thing()


@pytest.mark.parametrize(
    ("field", "value", "raw"),
    [
        ("id", typed("string", "abc"), "abc"),
        ("id", typed("float", "1.5"), 1.5),
        ("id", EMPTY_ARRAY, []),
        ("price", typed("string", "a:0:{}"), "a:0:{}"),
        ("price", EMPTY_ARRAY, []),
        ("active", typed("int", "2"), 2),
        ("name", EMPTY_ARRAY, []),
        ("name", 'xsi:type="ns2:Map"/>', {}),
        ("name", f'xsi:type="ns2:Map">{entries(a=typed("int", "1"))}</value>', {"a": 1}),
        ("tags", typed("string", "none"), "none"),
        ("main", typed("string", "none"), "none"),
        ("options", typed("string", "none"), "none"),
    ],
)
def test_what_does_not_fit_is_kept_raw(field: str, value: str, raw: Any) -> None:
    read_ = thing(**{field: value})
    assert read_ == Thing(extras={field: raw})
    assert type(read_.extras[field]) is type(raw)


def test_maps_in_maps_and_arrays() -> None:
    part = f'xsi:type="ns2:Map">{entries(sku=typed("string", "a"), qty=typed("string", "1.5000"))}'
    parts = f'SOAP-ENC:arrayType="ns2:Map[1]" xsi:type="SOAP-ENC:Array"><item {part}</item></value>'
    child = f'xsi:type="ns2:Map">{entries(id=typed("int", "2"), parts=parts)}</item></value>'
    children = f'SOAP-ENC:arrayType="ns2:Map[1]" xsi:type="SOAP-ENC:Array"><item {child}'
    expected = Part(sku="a", qty=1.5)
    assert thing(id=typed("int", "1"), main=f"{part}</value>", children=children) == Thing(
        id=1, main=expected, children=[Thing(id=2, parts=[expected])]
    )


def test_arrays_of_mixed_types() -> None:
    element = (
        '<r SOAP-ENC:arrayType="xsd:ur-type[4]" xsi:type="SOAP-ENC:Array">'
        '<item xsi:type="xsd:int">1</item><item xsi:type="xsd:string">a</item>'
        '<item xsi:type="xsd:float">2.5</item><item xsi:nil="true"/></r>'
    )
    assert read(TAGS, element, "v1") == ["1", "a", "2.5"]
    assert read(ANYTHING, element, "v1") == [1, "a", 2.5, None]


def test_a_list_with_keys() -> None:
    """PHP writes a list that has gaps as a Map."""
    element = a_map(**{"2": typed("string", "a"), "5": typed("string", "b")})
    assert read(TAGS, element, "v1") == ["a", "b"]
    assert read(OPTIONS, element, "v1") == {"2": "a", "5": "b"}


@pytest.mark.parametrize("key", ["more", "a b", "", "}", "{urn:x}id", "Id", "description"])
def test_undeclared_keys_are_kept(key: str) -> None:
    element = f'<r xsi:type="ns2:Map"><item><key>{key}</key><value>x</value></item></r>'
    assert read(THING, element, "v1") == Thing(extras={key: "x"})


def test_undeclared_values_have_their_own_types() -> None:
    read_ = thing(
        a=typed("int", "1"),
        b=typed("float", "1"),
        c=typed("boolean", "false"),
        d=typed("string", "1"),
        e='xsi:nil="true"/>',
        f=EMPTY_ARRAY,
        g='xsi:type="ns2:Map">' + entries(h=typed("int", "1")) + "</value>",
    )
    expected = {"a": 1, "b": 1.0, "c": False, "d": "1", "e": None, "f": [], "g": {"h": 1}}
    assert (read_.extras, repr(read_.extras)) == (expected, repr(expected))


def test_required_fields_that_are_missing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "mahogen"):
        assert read(STRICT, a_map(code=typed("string", "a")), "v1") == Strict(code="a")
    assert caplog.messages == ["strictEntity arrived without part, tags"]


@pytest.mark.parametrize("element", ["", 'xsi:nil="true"/>', typed("string", "no")])
def test_a_result_that_is_no_map(element: str) -> None:
    with pytest.raises(ProtocolError, match=r"^get: the result is no thingEntity: <"):
        read(THING, element and f"<r {element.replace('value', 'r')}", "v1")


def test_a_result_that_is_no_array() -> None:
    with pytest.raises(ProtocolError, match=r"^get: the result is no partEntityArray: <"):
        read(PARTS, f"<r {typed('boolean', 'false').replace('value', 'r')}", "v1")


def test_references_in_maps() -> None:
    element = (
        '<r xsi:type="ns2:Map"><item><key>main</key><value href="#a"/></item>'
        '<item><key>parts</key><value><item href="#a"/><item href="#a"/></value></item>'
        '<item><key>more</key><value id="a" xsi:type="ns2:Map">'
        f"{entries(sku=typed('string', chr(10)))}</value></item></r>"
    )
    part = Part(sku="\n")
    assert read(THING, element, "v1") == Thing(
        main=part, parts=[part, part], extras={"more": {"sku": "\n"}}
    )


def test_values_nested_deeper_than_any_store_nests_them() -> None:
    value = thing(more=f">{'<a>' * 100}{'</a>' * 100}</value>").extras["more"]
    for _ in range(99):
        value = value["a"]
    assert value == {"a": ""}
    with pytest.raises(ProtocolError, match=r"^get: the result is nested too deeply"):
        thing(more=f">{'<a>' * 240}{'</a>' * 240}</value>")
