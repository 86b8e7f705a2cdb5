"""Python values on the wire in V2, as PHP's own client writes them."""

from __future__ import annotations

from collections import OrderedDict, deque
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from lxml import etree

from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import BOOLEAN, DOUBLE, INT, STRING
from mahogen.runtime.dialects.base import Dialect
from mahogen.runtime.dialects.v1 import V1
from mahogen.runtime.dialects.v2 import V2
from mahogen.runtime.dialects.wsi import WSI
from support.stub_store import NAMESPACE
from support.things import (
    OPTIONS,
    PART,
    PARTS,
    STRICT,
    TAGS,
    THING,
    THINGS,
    Part,
    Strict,
    Thing,
    operation,
    request,
    write,
)


class Level(IntEnum):
    HIGH = 3


class Mode(StrEnum):
    GUEST = "guest"


@pytest.mark.parametrize(
    ("codec", "value", "element"),
    [
        (STRING, "guest", '<x xsi:type="xsd:string">guest</x>'),
        (STRING, "", '<x xsi:type="xsd:string"></x>'),
        (STRING, Mode.GUEST, '<x xsi:type="xsd:string">guest</x>'),
        (STRING, "a <b> & \"c\" 'd'", '<x xsi:type="xsd:string">a &lt;b&gt; &amp; "c" \'d\'</x>'),
        (STRING, "]]>", '<x xsi:type="xsd:string">]]&gt;</x>'),
        (STRING, "a\r\n\tb", '<x xsi:type="xsd:string">a&#13;\n\tb</x>'),
        (STRING, "ünï 🛒", '<x xsi:type="xsd:string">ünï 🛒</x>'),
        (INT, 7, '<x xsi:type="xsd:int">7</x>'),
        (INT, -(2**70), f'<x xsi:type="xsd:int">{-(2**70)}</x>'),
        (INT, Level.HIGH, '<x xsi:type="xsd:int">3</x>'),
        (DOUBLE, 7, '<x xsi:type="xsd:double">7</x>'),
        (DOUBLE, Decimal("7.50"), '<x xsi:type="xsd:double">7.5</x>'),
        (BOOLEAN, True, '<x xsi:type="xsd:boolean">true</x>'),
        (BOOLEAN, False, '<x xsi:type="xsd:boolean">false</x>'),
        (STRING, None, '<x xsi:nil="true"/>'),
        (INT, None, '<x xsi:nil="true"/>'),
        (ANYTHING, None, '<x xsi:nil="true"/>'),
        (PART, None, '<x xsi:nil="true" xsi:type="ns1:partEntity"/>'),
        (PARTS, None, '<x xsi:nil="true" xsi:type="ns1:partEntityArray"/>'),
        (OPTIONS, None, '<x xsi:nil="true" xsi:type="ns1:associativeArray"/>'),
        (PART, Part(), '<x xsi:type="ns1:partEntity"></x>'),
        (
            PART,
            Part(sku="a"),
            '<x xsi:type="ns1:partEntity"><sku xsi:type="xsd:string">a</sku></x>',
        ),
        (
            STRICT,
            Strict(),
            '<x xsi:type="ns1:strictEntity"><code xsi:nil="true"/>'
            '<part xsi:nil="true" xsi:type="ns1:partEntity"/>'
            '<tags xsi:nil="true" xsi:type="ns1:ArrayOfString"/></x>',
        ),
        (TAGS, [], '<x SOAP-ENC:arrayType="xsd:string[0]" xsi:type="ns1:ArrayOfString"/>'),
        (
            TAGS,
            ("a", None),
            '<x SOAP-ENC:arrayType="xsd:string[2]" xsi:type="ns1:ArrayOfString">'
            '<item xsi:type="xsd:string">a</item><item xsi:nil="true"/></x>',
        ),
        (
            PARTS,
            deque([Part(qty=1.5), None]),
            '<x SOAP-ENC:arrayType="ns1:partEntity[2]" xsi:type="ns1:partEntityArray">'
            '<item xsi:type="ns1:partEntity"><qty xsi:type="xsd:double">1.5</qty></item>'
            '<item xsi:nil="true" xsi:type="ns1:partEntity"/></x>',
        ),
        (
            OPTIONS,
            OrderedDict(b="1", a=None),
            '<x SOAP-ENC:arrayType="ns1:associativeEntity[2]" xsi:type="ns1:associativeArray">'
            '<item xsi:type="ns1:associativeEntity"><key xsi:type="xsd:string">b</key>'
            '<value xsi:type="xsd:string">1</value></item>'
            '<item xsi:type="ns1:associativeEntity"><key xsi:type="xsd:string">a</key>'
            '<value xsi:nil="true"/></item></x>',
        ),
        (
            OPTIONS,
            {},
            '<x SOAP-ENC:arrayType="ns1:associativeEntity[0]" xsi:type="ns1:associativeArray"/>',
        ),
    ],
)
def test_values(codec: Codec[Any], value: Any, element: str) -> None:
    assert write(codec, value) == element


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0, "2"),
        (0.0, "0"),
        (-0.0, "-0"),
        (0.1, "0.1"),
        (57.49, "57.49"),
        (-10.5, "-10.5"),
        (100000.0, "100000"),
        (123456.789, "123456.789"),
        (0.0001, "0.0001"),
        (0.00001, "1.0E-5"),
        (1.5e-5, "1.5E-5"),
        (1e-7, "1.0E-7"),
        (1e16, "1.0E+16"),
        (1e25, "1.0E+25"),
        (1.23e20, "1.23E+20"),
        (1e100, "1.0E+100"),
        (5e-324, "5.0E-324"),
        (float("inf"), "INF"),
        (float("-inf"), "-INF"),
        (float("nan"), "NaN"),
        # PHP cuts these to 14 digits; a store should get what was meant.
        (1 / 3, "0.3333333333333333"),
        (0.1 + 0.2, "0.30000000000000004"),
        (9007199254740993.0, "9007199254740992"),
    ],
)
def test_doubles_are_printed_as_php_prints_them(value: float, text: str) -> None:
    assert write(DOUBLE, value) == f'<x xsi:type="xsd:double">{text}</x>'
    assert write(ANYTHING, value) == f'<x xsi:type="xsd:float">{text}</x>'
    assert write(DOUBLE, value, "v1") == f'<item xsi:type="xsd:float">{text}</item>'
    assert write(DOUBLE, value, "wsi") == f"<x>{text}</x>"


def test_an_entity_leaves_out_what_is_none() -> None:
    thing = Thing(id=0, name="", active=False, tags=[], options={}, main=Part())
    assert fields(request(THING, thing)) == ["id", "name", "active", "tags", "options", "main"]


def test_fields_are_in_the_order_of_the_contract() -> None:
    thing = Thing(main=Part(qty=1, sku="a"), name="n", id=1)
    assert fields(request(THING, thing)) == ["id", "name", "main", "sku", "qty"]


def test_a_type_that_contains_itself() -> None:
    element = write(THINGS, [Thing(children=[Thing(id=1), Thing()])])
    assert element == (
        '<x SOAP-ENC:arrayType="ns1:thingEntity[1]" xsi:type="ns1:thingEntityArray">'
        '<item xsi:type="ns1:thingEntity">'
        '<children SOAP-ENC:arrayType="ns1:thingEntity[2]" xsi:type="ns1:thingEntityArray">'
        '<item xsi:type="ns1:thingEntity"><id xsi:type="xsd:int">1</id></item>'
        '<item xsi:type="ns1:thingEntity"></item></children></item></x>'
    )


def test_plain_data_of_a_call_outside_of_the_contract() -> None:
    parts = {"a": {"k": [1, "b", None, 2.0, True, (), {}]}}
    body = V2(NAMESPACE).plain_request("storeGet", "s", (), parts).body.decode()
    assert body.partition('">s</sessionId>')[2].partition("</ns1:storeGet>")[0] == (
        '<a><k SOAP-ENC:arrayType="xsd:ur-type[7]" xsi:type="SOAP-ENC:Array">'
        '<item xsi:type="xsd:int">1</item><item xsi:type="xsd:string">b</item>'
        '<item xsi:nil="true"/><item xsi:type="xsd:float">2</item>'
        '<item xsi:type="xsd:boolean">true</item>'
        '<item SOAP-ENC:arrayType="xsd:ur-type[0]" xsi:type="SOAP-ENC:Array"/>'
        "<item></item></k></a>"
    )


@pytest.mark.parametrize(
    ("dialect", "wrapper"), [(V2, "get"), (WSI, "getRequestParam"), (V1, "call")]
)
def test_the_namespace_is_escaped(dialect: type[Dialect], wrapper: str) -> None:
    raw = dialect("urn:a&b").request(operation(None), "s", ()).body
    assert etree.fromstring(raw)[0][0].tag == f"{{urn:a&b}}{wrapper}"
    assert b'xmlns:ns1="urn:&quot;"' in dialect('urn:"').request(operation(None), "s", ()).body


def fields(raw: bytes) -> list[str]:
    """The names of all elements inside of the part `x`."""
    part = etree.fromstring(raw).find(".//x")
    assert part is not None
    return [str(element.tag) for element in part.iter()][1:]
