"""What is in an answer and not in the contract, and the other way round."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from mahogen.runtime.errors import NotXml, ProtocolError
from support.things import PART, STRICT, THING, Part, Strict, Thing, read


def test_absent_nil_and_empty_differ() -> None:
    assert read(THING, "<r><id>1</id></r>") == Thing(id=1)
    assert read(THING, '<r><main xsi:nil="true"/></r>') == Thing(main=None)
    assert read(THING, "<r><main/></r>") == Thing(main=Part())
    assert read(THING, '<r><main xsi:type="ns1:partEntity">\n</main></r>') == Thing(main=Part())
    assert read(THING, "<r/>") == Thing()


def test_order_and_namespaces_of_fields_do_not_matter() -> None:
    element = '<r><ns1:name>n</ns1:name><x:id xmlns:x="urn:other">1</x:id></r>'
    assert read(THING, element) == Thing(id=1, name="n")


def test_a_field_that_comes_twice_is_read_once() -> None:
    # A contract may declare a field twice, and then PHP writes it twice.
    assert read(THING, "<r><name>a</name><name>a</name></r>") == Thing(name="a")


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("<more>text</more>", "text"),
        ('<more xsi:type="xsd:string">7</more>', "7"),
        ('<more xsi:type="xsd:int">7</more>', 7),
        ('<more xsi:type="xsd:int">seven</more>', "seven"),
        ('<more xsi:type="xsd:double">7</more>', 7.0),
        ('<more xsi:type="xsd:float">7.5</more>', 7.5),
        ('<more xsi:type="xsd:boolean">true</more>', True),
        ('<more xsi:type="xsd:boolean">0</more>', False),
        ('<more xsi:type="xsd:int"/>', None),
        ("<more/>", ""),
        ("<more>\n</more>", ""),
        ('<more xsi:nil="true"/>', None),
        ("<more><a>1</a><b><c>2</c></b></more>", {"a": "1", "b": {"c": "2"}}),
        ("<more><a>1</a><a>2</a></more>", ["1", "2"]),
        ("<more><a>1</a><b>2</b><a>3</a></more>", {"a": ["1", "3"], "b": "2"}),
        ("<more><item>1</item></more>", ["1"]),
        ("<more><complexObjectArray>1</complexObjectArray></more>", ["1"]),
        ('<more SOAP-ENC:arrayType="xsd:string[1]"><x>1</x></more>', ["1"]),
        ('<more SOAP-ENC:arrayType="xsd:string[0]"/>', []),
        ('<more xsi:type="ns2:Map"><item><key>a</key><value>1</value></item></more>', {"a": "1"}),
        ('<more xsi:type="ns2:Map"/>', {}),
        (
            '<more xsi:type="ns2:Map"><item><key xsi:type="xsd:int">7</key><value/></item>'
            "<item><key>\n</key><value>1</value></item><item><key>a</key></item></more>",
            {"7": "", "": "1"},
        ),
        ('<more xsi:type="ns1:os.system">x</more>', "x"),
        ("<more>1</more><more>2</more>", ["1", "2"]),
        ("<ns1:more>1</ns1:more>", "1"),
    ],
)
def test_undeclared_fields_are_kept(element: str, value: Any) -> None:
    extras = read(THING, f"<r><id>1</id>{element}<name>n</name></r>").extras
    assert extras == {"more": value}
    assert type(extras["more"]) is type(value)


def test_a_field_that_comes_twice_with_two_values_loses_neither() -> None:
    element = "<r><name>a</name><name>b</name><name>a</name></r>"
    assert read(THING, element) == Thing(name="a", extras={"name": "b"})


def test_undeclared_fields_are_kept_where_they_are() -> None:
    read_ = read(THING, "<r><main><a>1</a></main><parts><i><b>2</b></i></parts></r>")
    assert read_.main == Part(extras={"a": "1"})
    # Not one field of the member is known, so that this could be anything but a lone struct.
    assert read_.parts == [Part(extras={"b": "2"})]
    assert read_.extras == {}


def test_an_undeclared_field_and_one_that_does_not_fit() -> None:
    read_ = read(THING, "<r><id>x</id><more>1</more><price>1</price></r>")
    assert read_ == Thing(price=1.0, extras={"id": "x", "more": "1"})


def test_a_field_may_be_called_as_the_extras_are() -> None:
    assert read(THING, "<r><extras>1</extras></r>") == Thing(extras={"extras": "1"})


def test_anything_is_read_by_its_own_type() -> None:
    element = '<r><anything xsi:type="xsd:int">1</anything></r>'
    assert read(THING, element) == Thing(anything=1)


def test_required_fields_that_are_missing_are_none_and_a_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "mahogen"):
        assert read(STRICT, '<r><code>secret</code><part xsi:nil="true"/></r>') == Strict(
            code="secret"
        )
    assert caplog.messages == ["strictEntity arrived without tags"]


@pytest.mark.parametrize("element", ["", '<r xsi:nil="true"/>', "<r>text</r>"])
def test_a_result_that_is_no_struct(element: str) -> None:
    with pytest.raises(ProtocolError, match="get: the result is no partEntity: <"):
        read(PART, element)


def test_values_nested_deeper_than_any_store_nests_them() -> None:
    element = f"<r><more>{'<a>' * 240}{'</a>' * 240}</more></r>"
    value = read(THING, element).extras["more"]
    for _ in range(239):
        value = value["a"]
    assert value == {"a": ""}
    with pytest.raises(NotXml, match="depth"):
        read(THING, element.replace("<a>", "<a><b>").replace("</a>", "</b></a>"))


def test_an_answer_is_read_deep_in_the_stack_of_a_program() -> None:
    element = f"<r><more>{'<a>' * 240}{'</a>' * 240}</more></r>"

    def deeper(levels: int) -> Thing:
        return deeper(levels - 1) if levels else read(THING, element)

    with pytest.raises(ProtocolError, match="get: the result is nested too deeply"):
        deeper(600)
