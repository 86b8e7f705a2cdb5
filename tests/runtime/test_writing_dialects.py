"""The same values in V1, as PHP's client writes them, and in WS-I, where nothing is typed."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import BOOLEAN, DOUBLE, INT, STRING
from mahogen.runtime.codec.text import UnsendableValue
from support.things import (
    OPTIONS,
    PART,
    PARTS,
    STRICT,
    TAGS,
    THING,
    Part,
    Strict,
    Thing,
    request,
    write,
)

ARRAY = 'SOAP-ENC:arrayType="{}" xsi:type="SOAP-ENC:Array"'


def entry(key: str, value: str) -> str:
    """An entry of an Apache Map; `value` is all that stands in its element and its attributes."""
    return f'<item><key xsi:type="xsd:string">{key}</key><value {value}</item>'


EMPTY = f"<item {ARRAY.format('xsd:ur-type[0]')}/>"
SKU = entry("sku", 'xsi:type="xsd:string">a</value>')


@pytest.mark.parametrize(
    ("codec", "value", "v1", "wsi"),
    [
        (STRING, "a <b> &", '<item xsi:type="xsd:string">a &lt;b&gt; &amp;</item>', None),
        (STRING, "", '<item xsi:type="xsd:string"></item>', "<x></x>"),
        (STRING, "\n", '<item xsi:type="xsd:string">\n</item>', "<x>\n</x>"),
        (INT, 7, '<item xsi:type="xsd:int">7</item>', "<x>7</x>"),
        # PHP has whole numbers as ints, whatever a contract calls them.
        (DOUBLE, 7, '<item xsi:type="xsd:int">7</item>', "<x>7</x>"),
        (DOUBLE, 7.0, '<item xsi:type="xsd:float">7</item>', "<x>7</x>"),
        (DOUBLE, Decimal("7.50"), '<item xsi:type="xsd:float">7.5</item>', "<x>7.5</x>"),
        (BOOLEAN, True, '<item xsi:type="xsd:boolean">true</item>', "<x>true</x>"),
        (PART, Part(sku="a"), f'<item xsi:type="ns2:Map">{SKU}</item>', "<x><sku>a</sku></x>"),
        (PART, Part(), EMPTY, "<x></x>"),
        (
            PART,
            Part(sku="a", extras={"b": None, "c": [1], "a b": True}),
            '<item xsi:type="ns2:Map">'
            + SKU
            + entry("b", 'xsi:nil="true"/>')
            + entry("c", ARRAY.format("xsd:int[1]") + '><item xsi:type="xsd:int">1</item></value>')
            + entry("a b", 'xsi:type="xsd:boolean">true</value>')
            + "</item>",
            UnsendableValue,
        ),
        (
            THING,
            Thing(name="n", id=1, price=2.5, tags=[], options={"k": "v"}),
            '<item xsi:type="ns2:Map">'
            + entry("id", 'xsi:type="xsd:int">1</value>')
            + entry("name", 'xsi:type="xsd:string">n</value>')
            + entry("price", 'xsi:type="xsd:float">2.5</value>')
            + entry("tags", ARRAY.format("xsd:ur-type[0]") + "/>")
            + entry(
                "options",
                'xsi:type="ns2:Map">' + entry("k", 'xsi:type="xsd:string">v</value>') + "</value>",
            )
            + "</item>",
            "<x><id>1</id><name>n</name><price>2.5</price><tags/><options>"
            "<complexObjectArray><key>k</key><value>v</value></complexObjectArray></options></x>",
        ),
        (STRICT, Strict(), EMPTY, "<x></x>"),
        (TAGS, [], EMPTY, "<x/>"),
        (
            TAGS,
            ["a", "b"],
            f"<item {ARRAY.format('xsd:string[2]')}>"
            '<item xsi:type="xsd:string">a</item><item xsi:type="xsd:string">b</item></item>',
            "<x><complexObjectArray>a</complexObjectArray>"
            "<complexObjectArray>b</complexObjectArray></x>",
        ),
        (
            TAGS,
            ["a", None],
            f"<item {ARRAY.format('xsd:ur-type[2]')}>"
            '<item xsi:type="xsd:string">a</item><item xsi:nil="true"/></item>',
            "<x><complexObjectArray>a</complexObjectArray></x>",
        ),
        (
            PARTS,
            [Part(sku="a"), Part()],
            f"<item {ARRAY.format('xsd:ur-type[2]')}>"
            f'<item xsi:type="ns2:Map">{SKU}</item>{EMPTY}</item>',
            "<x><complexObjectArray><sku>a</sku></complexObjectArray>"
            "<complexObjectArray></complexObjectArray></x>",
        ),
        (
            PARTS,
            [Part(sku="a"), None],
            f'<item {ARRAY.format("xsd:ur-type[2]")}><item xsi:type="ns2:Map">{SKU}</item>'
            '<item xsi:nil="true"/></item>',
            "<x><complexObjectArray><sku>a</sku></complexObjectArray></x>",
        ),
        (
            PARTS,
            [Part(sku="a")],
            f'<item {ARRAY.format("ns2:Map[1]")}><item xsi:type="ns2:Map">{SKU}</item></item>',
            "<x><complexObjectArray><sku>a</sku></complexObjectArray></x>",
        ),
        (
            OPTIONS,
            {"a": None},
            f'<item xsi:type="ns2:Map">{entry("a", "xsi:nil=" + chr(34) + "true" + chr(34) + "/>")}'
            "</item>",
            "<x><complexObjectArray><key>a</key></complexObjectArray></x>",
        ),
        (
            ANYTHING,
            [1, "a", None, 2.5, [], {"k": [True]}],
            f"<item {ARRAY.format('xsd:ur-type[6]')}>"
            '<item xsi:type="xsd:int">1</item><item xsi:type="xsd:string">a</item>'
            f'<item xsi:nil="true"/><item xsi:type="xsd:float">2.5</item>{EMPTY}'
            f'<item xsi:type="ns2:Map">'
            + entry(
                "k",
                ARRAY.format("xsd:boolean[1]")
                + '><item xsi:type="xsd:boolean">true</item></value>',
            )
            + "</item></item>",
            "<x><complexObjectArray>1</complexObjectArray><complexObjectArray>a</complexObjectArray>"
            "<complexObjectArray>2.5</complexObjectArray><complexObjectArray/>"
            "<complexObjectArray><k><complexObjectArray>true</complexObjectArray></k>"
            "</complexObjectArray></x>",
        ),
        (
            ANYTHING,
            {7: "a"},
            '<item xsi:type="ns2:Map"><item><key xsi:type="xsd:int">7</key>'
            '<value xsi:type="xsd:string">a</value></item></item>',
            UnsendableValue,
        ),
    ],
)
def test_values(codec: Codec[Any], value: Any, v1: str, wsi: str | type[Exception] | None) -> None:
    assert write(codec, value, "v1") == v1
    if isinstance(wsi, type):
        with pytest.raises(wsi, match=r"^get: x: "):
            write(codec, value, "wsi")
    else:
        assert write(codec, value, "wsi") == (wsi or "<x>a &lt;b&gt; &amp;</x>")


def test_none_is_left_out_in_wsi() -> None:
    for codec in (STRING, INT, PART, PARTS, OPTIONS, ANYTHING):
        assert write(codec, None, "wsi") == ""


def test_nothing_is_typed_in_wsi() -> None:
    raw = request(THING, Thing(id=1, parts=[Part(qty=1.5)], anything={"a": 1}), "wsi")
    assert b"xsi:" not in raw
    assert b"SOAP-ENC" not in raw
    assert b"encodingStyle" not in raw


class Mode(str, Enum):  # noqa: UP042 - a StrEnum prints as its value
    GUEST = "guest"
    AND = "a&b"


class Level(int, Enum):
    HIGH = 3


class Price(float):
    """As numpy's floats, it shows more than the number."""

    def __repr__(self) -> str:
        return f"Price({float(self)})"


@pytest.mark.parametrize(
    ("codec", "value", "text"),
    [
        (STRING, Mode.GUEST, "guest"),
        (STRING, Mode.AND, "a&amp;b"),
        (INT, Level.HIGH, "3"),
        (DOUBLE, Level.HIGH, "3"),
        (DOUBLE, Price(1.5), "1.5"),
        (ANYTHING, Mode.GUEST, "guest"),
        (ANYTHING, Level.HIGH, "3"),
        (ANYTHING, Price(1.5), "1.5"),
    ],
)
def test_values_of_classes_of_yours(codec: Codec[Any], value: Any, text: str, dialect: str) -> None:
    assert re.sub(r"<[^>]*>", "", write(codec, value, dialect)) == text


def test_keys_of_classes_of_yours() -> None:
    part = Part(extras={Mode.GUEST: 1})
    assert '<key xsi:type="xsd:string">guest</key>' in write(PART, part, "v1")
    for codec, dialect in ((ANYTHING, "v1"), (OPTIONS, "v1"), (OPTIONS, "v2"), (OPTIONS, "wsi")):
        assert ">guest</key>" in write(codec, {Mode.GUEST: "x"}, dialect)
    assert "<guest xsi" in write(ANYTHING, {Mode.GUEST: "x"}, "v2")
