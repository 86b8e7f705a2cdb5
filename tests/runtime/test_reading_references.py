"""href and id, as Axis and old gSOAP write them; nothing but the message itself is ever read."""

from __future__ import annotations

import pytest

from mahogen.runtime.answer import Answer
from mahogen.runtime.errors import ProtocolError
from support.stub_store import envelope
from support.things import EXCHANGE, PARTS, TAGS, THING, Part, Thing, operation, read

MULTIREF = (
    '<multiRef id="id0" xsi:type="ns1:partEntity"><sku>red</sku><qty href="#id2"/></multiRef>'
    '<multiRef id="id1" xsi:type="ns1:partEntity"><sku href="#id3"/></multiRef>'
    '<multiRef id="id2" xsi:type="xsd:double">1.5</multiRef>'
    '<multiRef id="id3" xsi:type="xsd:string">\n</multiRef>'
)
PART = Part(sku="red", qty=1.5)


def read_with_targets(result: str, targets: str = MULTIREF) -> Thing:
    """The result of an answer with `targets` after its wrapper, as in Axis."""
    raw = envelope(f"<ns1:getResponse>{result}</ns1:getResponse>{targets}")
    return EXCHANGE.result(operation(THING), Answer(200, "", raw))


def test_references_of_every_kind() -> None:
    result = (
        '<r><main href="#id0"/><parts SOAP-ENC:arrayType="ns1:partEntity[2]"><item href="#id0"/>'
        '<item href="#id1"/></parts><more href="#id0"/></r>'
    )
    assert read_with_targets(result) == Thing(
        main=PART, parts=[PART, Part(sku="")], extras={"more": {"sku": "red", "qty": 1.5}}
    )


def test_the_result_itself_may_be_a_reference() -> None:
    targets = '<multiRef id="a"><id>1</id><children href="#b"/></multiRef><multiRef id="b"/>'
    assert read_with_targets('<r href="#a"/>', targets) == Thing(id=1, children=[])


def test_a_reference_to_a_reference() -> None:
    targets = '<multiRef id="a" href="#b"/><multiRef id="b"><sku>x</sku></multiRef>'
    assert read_with_targets('<r><main href="#a"/></r>', targets) == Thing(main=Part(sku="x"))


PAIR = (
    '<multiRef id="a"><key href="#k"/><value href="#v"/></multiRef>'
    '<multiRef id="k">colour</multiRef><multiRef id="v">red</multiRef>'
)


@pytest.mark.parametrize("kind", ["", ' xsi:type="ns2:Map"'])
def test_pairs_by_reference(kind: str) -> None:
    assert read_with_targets(f'<r><options{kind}><i href="#a"/></options></r>', PAIR) == Thing(
        options={"colour": "red"}
    )


def test_maps_by_reference() -> None:
    result = '<r><tags xsi:type="ns2:Map"><i href="#a"/></tags></r>'
    assert read_with_targets(result, PAIR) == Thing(tags=["red"])
    assert read_with_targets(result.replace("tags", "more"), PAIR) == Thing(
        extras={"more": {"colour": "red"}}
    )


def test_the_target_may_be_anywhere() -> None:
    assert read(TAGS, '<r><item id="a">red</item><item href="#a"/></r>') == ["red", "red"]


def test_a_text_that_looks_like_a_reference_is_a_text() -> None:
    assert read(THING, '<r><name>&lt;a href="#x"&gt;</name></r>') == Thing(name='<a href="#x">')


@pytest.mark.parametrize(
    "href",
    ["#nowhere", "#", "", "id0", "xid0", "http://127.0.0.1:9/x", "file:///etc/passwd", "cid:1"],
)
def test_nothing_outside_of_the_message_is_followed(href: str) -> None:
    with pytest.raises(ProtocolError, match=f"get: href '{href}' names no element") as raised:
        read_with_targets(f'<r><main href="{href}"/></r>')
    assert raised.value.operation == "get"


@pytest.mark.parametrize(
    ("result", "targets"),
    [
        ('<r><main href="#a"/></r>', '<multiRef id="a" href="#a"/>'),
        ('<r><main href="#a"/></r>', '<m id="a" href="#b"/><m id="b" href="#a"/>'),
        ('<r id="r"><children><i href="#r"/></children></r>', ""),
        (
            '<r><children href="#a"/></r>',
            '<m id="a"><item><id>1</id><children href="#a"/></item></m>',
        ),
        ('<r><more href="#a"/></r>', '<m id="a"><b><c href="#a"/></b></m>'),
    ],
)
def test_circles_are_refused(result: str, targets: str) -> None:
    with pytest.raises(ProtocolError, match="refers to itself"):
        read_with_targets(result, targets)


def test_references_that_multiply_are_refused() -> None:
    levels = 30
    targets = "".join(
        f'<m id="a{n}"><i href="#a{n + 1}"/><i href="#a{n + 1}"/></m>' for n in range(levels)
    )
    with pytest.raises(ProtocolError, match="expand beyond reason"):
        read_with_targets('<r><more href="#a0"/></r>', f'{targets}<m id="a{levels}">x</m>')


def test_a_result_outside_of_the_contract_follows_them_too() -> None:
    raw = envelope(f'<x><r><a href="#id0"/><b href="#nowhere"/></r></x>{MULTIREF}')
    with pytest.raises(
        ProtocolError, match=r"storeGet: href '#nowhere' names no element"
    ) as raised:
        EXCHANGE.plain_result("storeGet", Answer(200, "", raw))
    assert (raised.value.operation, raised.value.raw) == ("storeGet", raw)
    fine = raw.replace(b"#nowhere", b"#id2")
    expected = {"a": {"sku": "red", "qty": 1.5}, "b": 1.5}
    assert EXCHANGE.plain_result("storeGet", Answer(200, "", fine)) == expected


def test_an_array_member_by_reference_may_be_a_lone_struct() -> None:
    assert read(PARTS, '<r><item id="a"><sku>x</sku></item><item href="#a"/></r>') == [
        Part(sku="x"),
        Part(sku="x"),
    ]
