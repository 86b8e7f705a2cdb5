"""Arrays as PHP, Axis and others write them, and the pairs that are dicts in Python."""

from __future__ import annotations

import pytest

from mahogen.runtime.errors import ProtocolError
from support.things import OPTIONS, PARTS, TAGS, THING, THINGS, Part, Thing, read

RED = '<item xsi:type="ns1:partEntity"><sku xsi:type="xsd:string">red</sku><qty>1.5</qty></item>'
BARE = "<item><sku>red</sku><qty>1.5</qty></item>"


@pytest.mark.parametrize(
    "element",
    [
        pytest.param(
            '<result SOAP-ENC:arrayType="ns1:partEntity[1]" xsi:type="ns1:partEntityArray">'
            f"{RED}</result>",
            id="as PHP writes it",
        ),
        pytest.param(
            f'<result SOAP-ENC:arrayType="ns1:partEntity[1]" xsi:type="SOAP-ENC:Array">{BARE}'
            "</result>",
            id="bare soapenc:Array",
        ),
        pytest.param(f'<result SOAP-ENC:arrayType="xsd:ur-type[1]">{RED}</result>', id="ur-type"),
        pytest.param(f"<result>{BARE}</result>", id="untyped"),
        pytest.param(f"<result>\n{BARE}\n</result>", id="line feeds between tags"),
        pytest.param(
            f"<result>{BARE.replace('item', 'complexObjectArray')}</result>", id="another name"
        ),
        pytest.param(f"<result>{BARE.replace('item', 'ns1:Part')}</result>", id="with namespace"),
        pytest.param(
            f"<result>{BARE.replace('sku', 'ns1:sku').replace('qty', 'ns1:qty')}</result>",
            id="fields with namespace",
        ),
        pytest.param(
            '<result xsi:type="ns2:Map"><item><key>0</key>'
            f"{BARE.replace('item', 'value')}</item></result>",
            id="an Apache Map",
        ),
        pytest.param(
            '<result xsi:type="ns1:partEntity"><sku>red</sku><qty>1.5</qty></result>',
            id="a lone struct",
        ),
        pytest.param(
            "<result><sku>red</sku><qty>1.5</qty></result>", id="a lone struct without type"
        ),
        pytest.param(
            f'<result>{BARE}<item xsi:nil="true"/><item xsi:nil="1">\n</item></result>',
            id="nil members",
        ),
    ],
)
def test_an_array_of_one_struct(element: str) -> None:
    assert read(PARTS, element) == [Part(sku="red", qty=1.5)]


def test_a_lone_struct_with_others_inside_is_known_by_its_type() -> None:
    element = '<r xsi:type="ns1:thingEntity"><main><sku>a</sku></main><parts/></r>'
    assert read(THINGS, element) == [Thing(main=Part(sku="a"), parts=[])]


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ('<r SOAP-ENC:arrayType="xsd:string[2]"><item>a</item><item>b</item></r>', ["a", "b"]),
        ("<r><item>a</item><other>b</other></r>", ["a", "b"]),
        ("<r><item/><item>\n</item></r>", ["", ""]),
        (
            '<r SOAP-ENC:arrayType="xsd:ur-type[2]"><i xsi:type="xsd:int">1</i><i>a</i></r>',
            ["1", "a"],
        ),
        ('<r><item xsi:nil="true"/></r>', []),
    ],
)
def test_an_array_of_texts(element: str, value: list[str]) -> None:
    assert read(TAGS, element) == value


@pytest.mark.parametrize(
    "element",
    [
        "<r/>",
        "<r></r>",
        "<r>\n</r>",
        '<r SOAP-ENC:arrayType="ns1:partEntity[0]" xsi:type="ns1:partEntityArray"/>',
        '<r SOAP-ENC:arrayType="xsd:ur-type[0]" xsi:type="SOAP-ENC:Array">\n</r>',
        '<r xsi:type="ns2:Map"/>',
        '<r xsi:nil="true"/>',
        '<r xsi:nil="1" xsi:type="ns1:partEntityArray">\n</r>',
        "",
    ],
)
def test_an_empty_array_as_the_result(element: str) -> None:
    assert read(PARTS, element) == []


def test_arrays_of_an_entity_tell_empty_from_absent() -> None:
    assert read(THING, "<r><parts/><tags>\n</tags></r>") == Thing(parts=[], tags=[])
    assert read(THING, '<r><parts xsi:nil="true"/></r>') == Thing()


def test_arrays_in_arrays() -> None:
    element = (
        "<r><id>1</id><children><item><id>2</id><children><item><id>3</id></item></children></item>"
        "<item><id>4</id><parts/></item></children></r>"
    )
    third = Thing(id=2, children=[Thing(id=3)])
    assert read(THING, element) == Thing(id=1, children=[third, Thing(id=4, parts=[])])


def test_one_member_that_does_not_fit_keeps_the_array_raw() -> None:
    element = "<r><parts><item><sku>a</sku></item><item>oops</item></parts></r>"
    assert read(THING, element) == Thing(extras={"parts": [{"sku": "a"}, "oops"]})


@pytest.mark.parametrize("element", ["<r>text</r>", "<r><item>text</item></r>"])
def test_a_result_that_is_no_array(element: str) -> None:
    with pytest.raises(ProtocolError, match="get: the result is no partEntityArray: <") as raised:
        read(PARTS, element)
    assert raised.value.operation == "get"
    assert raised.value.raw is not None


PAIR = "<key>{0}</key><value>{1}</value>"


@pytest.mark.parametrize(
    ("element", "value"),
    [
        pytest.param(
            '<r SOAP-ENC:arrayType="ns1:associativeEntity[2]" xsi:type="ns1:associativeArray">'
            f'<item xsi:type="ns1:associativeEntity">{PAIR.format("a", "1")}</item>'
            f'<item xsi:type="ns1:associativeEntity">{PAIR.format("b", "")}</item></r>',
            {"a": "1", "b": ""},
            id="as PHP writes it",
        ),
        pytest.param(
            f'<r xsi:type="ns2:Map"><item>{PAIR.format("a", "1")}</item></r>',
            {"a": "1"},
            id="an Apache Map",
        ),
        pytest.param(
            f"<r><complexObjectArray>{PAIR.format('a', '1')}</complexObjectArray></r>",
            {"a": "1"},
            id="another name",
        ),
        pytest.param(
            '<r><item><key xsi:type="xsd:int">7</key><value>x</value></item></r>',
            {"7": "x"},
            id="a number as key",
        ),
        pytest.param(
            '<r><item><key>a</key><value xsi:nil="true"/></item><item><key>b</key></item></r>',
            {},
            id="values that are nil or missing",
        ),
        pytest.param("<r/>", {}, id="empty"),
        pytest.param('<r xsi:nil="true"/>', {}, id="nil"),
        pytest.param("", {}, id="absent"),
    ],
)
def test_pairs(element: str, value: dict[str, str]) -> None:
    assert read(OPTIONS, element) == value


def test_pairs_that_lost_their_data_are_kept_raw() -> None:
    # What a store makes of cc_types in V2: the right number of members with nothing in them.
    element = '<r><options><item xsi:type="ns1:associativeEntity"/><item/></options></r>'
    assert read(THING, element) == Thing(extras={"options": ["", ""]})
