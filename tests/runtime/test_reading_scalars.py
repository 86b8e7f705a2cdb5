"""Text on the wire to Python values, as stores and other servers write it."""

from __future__ import annotations

import math
from typing import Any

import pytest

from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.scalars import BOOLEAN, DOUBLE, INT, STRING
from support.things import THING, Thing, read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-7", -7),
        ("+7", 7),
        ("007", 7),
        (" 7 ", 7),
        ("\n7\n", 7),
        ("1.0000", 1),
        ("-1.0000", -1),
        ("1E3", 1000),
        ("9007199254740993", 9007199254740993),
        ("9007199254740993.0000", 9007199254740993),
        ("4" * 60, int("4" * 60)),
        ("7.", 7),
    ],
)
def test_whole_numbers(text: str, value: int) -> None:
    read_ = read(THING, f'<result><id xsi:type="xsd:int">{text}</id></result>')
    assert read_ == Thing(id=value)
    assert type(read_.id) is int


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("57.49", 57.49),
        ("10.5000", 10.5),
        ("2", 2.0),
        ("-0", -0.0),
        ("1.0E+25", 1e25),
        ("1.0E-7", 1e-7),
        (" 2 ", 2.0),
        ("INF", math.inf),
        ("-INF", -math.inf),
    ],
)
def test_numbers(text: str, value: float) -> None:
    read_ = read(THING, f"<result><price>{text}</price></result>")
    assert read_ == Thing(price=value)
    assert repr(read_.price) == repr(value)


@pytest.mark.parametrize("text", ["NaN", "NAN"])
def test_not_a_number(text: str) -> None:
    thing = read(THING, f"<result><price>{text}</price></result>")
    assert thing.price is not None
    assert math.isnan(thing.price)
    assert thing.extras == {}


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("1", True), ("false", False), ("0", False), (" 1\n", True)]
)
def test_booleans(text: str, value: bool) -> None:
    assert read(THING, f"<result><active>{text}</active></result>") == Thing(active=value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("<![CDATA[<b>]]> c", "<b> c"),
        ("a<!-- no -->b<?no?>c", "abc"),
        ("1 Main St\nApt 2", "1 Main St\nApt 2"),
        ("a&#13;b", "a\rb"),
        (" padded ", " padded "),
        ("\n\n", "\n\n"),
        (" \n", " \n"),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00"),
        ("0", "0"),
        ("Blue Wídget 🛒", "Blue Wídget 🛒"),
        ("&amp;#2;", "&#2;"),
    ],
)
def test_texts(text: str, value: str) -> None:
    assert read(THING, f"<result><name>{text}</name></result>") == Thing(name=value)


@pytest.mark.parametrize("element", ["<name/>", "<name></name>", "<name>\n</name>"])
def test_an_empty_text_may_be_one_line_feed(element: str) -> None:
    assert read(THING, f"<result>{element}</result>") == Thing(name="")


@pytest.mark.parametrize("field", ["id", "price", "active"])
@pytest.mark.parametrize("text", ["", "\n", "  "])
def test_an_empty_number_is_none(field: str, text: str) -> None:
    assert read(THING, f"<result><{field}>{text}</{field}></result>") == Thing()


@pytest.mark.parametrize("field", sorted(Thing.__dataclass_fields__.keys() - {"extras"}))
@pytest.mark.parametrize(
    "nil",
    ['xsi:nil="true"', 'xsi:nil="1"', 'xsi:nil="true" xsi:type="xsd:string"'],
)
@pytest.mark.parametrize("text", ["", "\n"])
def test_nil_is_none(field: str, nil: str, text: str) -> None:
    assert read(THING, f"<result><{field} {nil}>{text}</{field}></result>") == Thing()


def test_not_nil_is_no_nil() -> None:
    assert read(THING, '<result><name xsi:nil="false"></name></result>') == Thing(name="")


@pytest.mark.parametrize(
    ("field", "text", "raw"),
    [
        ("id", "abc", "abc"),
        ("id", "1.5", "1.5"),
        ("id", "1,5", "1,5"),
        ("id", "1_000", "1_000"),
        ("id", "٣", "٣"),
        ("id", "INF", "INF"),
        ("id", "9" * 5000, "9" * 5000),
        ("id", "9" * 5000 + ".0", "9" * 5000 + ".0"),
        ("id", "0x10", "0x10"),
        ("price", "12,50", "12,50"),
        ("price", "$5", "$5"),
        ("price", "1_0.5", "1_0.5"),
        ("active", "yes", "yes"),
        ("active", "2", "2"),
        ("name", "<b>x</b>", {"b": "x"}),
        ("id", "<b>1</b>", {"b": "1"}),
        ("tags", "red", "red"),
        ("parts", "none", "none"),
        ("options", "none", "none"),
        ("main", "none", "none"),
    ],
)
def test_what_does_not_fit_is_kept_raw(field: str, text: str, raw: Any) -> None:
    assert read(THING, f"<result><{field}>{text}</{field}></result>") == Thing(extras={field: raw})


@pytest.mark.parametrize(
    ("codec", "text", "value"),
    [(INT, "1", 1), (DOUBLE, "1", 1.0), (BOOLEAN, "1", True), (STRING, "1", "1")],
)
def test_the_declared_type_decides(codec: Codec[Any], text: str, value: Any) -> None:
    for kind in ("xsd:int", "xsd:string", "xsd:float", "xsd:boolean", "ns1:whatever"):
        result = read(codec, f'<result xsi:type="{kind}">{text}</result>')
        assert (result, type(result)) == (value, type(value))
