"""Simple types: their base on the wire, and the values they list."""

from __future__ import annotations

from contract_text import V1, read, sequence, struct, v2, wsi

from mahogen.model.api import Api, ArrayOf, Dialect, Scalar

MODE = (
    '<xsd:simpleType name="mode"><xsd:restriction base="xsd:string">'
    '<xsd:enumeration value="guest"/><xsd:enumeration value="register"/>'
    "</xsd:restriction></xsd:simpleType>"
)
NARROWER = (
    '<xsd:simpleType name="narrower"><xsd:restriction base="t:mode">'
    '<xsd:enumeration value="guest"/></xsd:restriction></xsd:simpleType>'
)
SAME = '<xsd:simpleType name="same"><xsd:restriction base="t:mode"/></xsd:simpleType>'
COUNT = '<xsd:simpleType name="count"><xsd:restriction base="xsd:int"/></xsd:simpleType>'
LIST = (
    '<xsd:complexType name="modes"><xsd:complexContent><xsd:restriction base="soapenc:Array">'
    '<xsd:attribute ref="soapenc:arrayType" wsdl:arrayType="t:mode[]"/></xsd:restriction>'
    "</xsd:complexContent></xsd:complexType>"
)
ITEM = ("mode:t:mode", "same:t:same", "narrower:t:narrower", "count:t:count")
ASKED = ("sessionId:xsd:string mode:t:same item:t:item", "result:t:count")


def found(api: Api) -> dict[str, tuple[object, tuple[str, ...]]]:
    [item] = api.entities
    return {field.name: (field.type, field.values) for field in item.fields}


def test_a_simple_type_is_its_base_with_values() -> None:
    types = (NARROWER, SAME, MODE, COUNT, LIST, struct("item", *ITEM, "modes:t:modes"))
    api, warnings = read(v2(*types, get=ASKED))
    text = Scalar("string")
    assert found(api) == {
        "mode": (text, ("guest", "register")),
        "same": (text, ("guest", "register")),
        "narrower": (text, ("guest",)),
        "count": (Scalar("int"), ()),
        "modes": (ArrayOf("modes", text), ()),
    }
    [operation] = api.resources[0].operations
    assert [p.values for p in operation.parameters] == [("guest", "register"), ()]
    assert operation.result == Scalar("int")
    assert warnings == []


def test_what_one_dialect_lists_holds_for_both() -> None:
    both = {
        Dialect.V2: v2(
            struct("item", "mode:xsd:string"), get=("sessionId:xsd:string i:t:item", "")
        ),
        Dialect.WSI: wsi(
            MODE, sequence("item", "mode:t:mode"), get=("sessionId:xsd:string i:t:item", "")
        ),
    }
    api, _ = read(both)
    assert found(api) == {"mode": (Scalar("string"), ("guest", "register"))}


def test_notes_go_before_what_is_listed() -> None:
    notes = '[entities.item.fields]\nmode = { values = ["other"] }\n'
    api, _ = read(v2(MODE, struct("item", "mode:t:mode"), get=("s:t:item", "")), notes=notes)
    assert found(api) == {"mode": (Scalar("string"), ("other",))}


def test_v1_may_have_them_too() -> None:
    api, warnings = read({Dialect.V1: V1.replace("<xsd:complexType", f"{MODE}<xsd:complexType", 1)})
    assert api.contract(Dialect.V1)
    assert warnings == []
