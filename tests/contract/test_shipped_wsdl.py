"""Each WSDL in wsdl/ by itself: merged, without a surplus, and readable without the network."""

from __future__ import annotations

import pytest
from contracts import DIRECTIONS
from lxml import etree
from nodes import MAHO, SOAP, SOAPENC, WSDL, XSD, Node
from sources import DIALECTS, SHIPPED, shipped

each_dialect = pytest.mark.parametrize("dialect", DIALECTS)

ENCODED = {
    "use": "encoded",
    "namespace": "urn:Maho",
    "encodingStyle": "http://schemas.xmlsoap.org/soap/encoding/",
}
LITERAL = {"use": "literal"}


@each_dialect
def test_is_merged_as_a_store_serves_it(dialect: str) -> None:
    contract = shipped(dialect)
    (root,) = contract.roots
    tags = [child.tag.removeprefix(WSDL) for child in root.children]
    messages = ["message"] * 2 * len(contract.operations)
    assert tags == ["types", *messages, "portType", "binding", "service"]
    assert root.one(f"{WSDL}types").attributes == {}
    (schema,) = root.all(f"{XSD}schema")
    # Nothing but a name space: what stands inside a wrapper or an entity is in none.
    assert schema.attributes == {"targetNamespace": "urn:Maho"}
    tags = [f"{XSD}complexType"] * len(contract.types) + [f"{XSD}element"] * len(contract.wrappers)
    assert [child.tag for child in schema.children] == tags


@each_dialect
def test_everything_is_in_the_order_of_the_operations(dialect: str) -> None:
    contract = shipped(dialect)
    assert list(contract.bindings) == list(contract.operations)
    assert list(contract.messages.values()) == contract.messages_of(contract.operations)
    assert list(contract.wrappers.values()) == contract.wrappers_of(contract.operations)


@pytest.mark.parametrize(
    ("dialect", "style", "action", "body"),
    [
        ("v1", "rpc", "urn:{}Action", ENCODED),
        ("v2", "rpc", "urn:{}Action", ENCODED),
        ("wsi", "document", "", LITERAL),
    ],
)
def test_all_operations_are_bound_alike(
    dialect: str, style: str, action: str, body: dict[str, str]
) -> None:
    contract, handler = shipped(dialect), DIALECTS[dialect].handler
    soap = {"style": style, "transport": "http://schemas.xmlsoap.org/soap/http"}
    messages = [Node(f"{WSDL}{d}", children=(Node(f"{SOAP}body", body),)) for d in DIRECTIONS]
    bound = (Node(f"{SOAP}operation", {"soapAction": action.format(handler)}), *messages)
    (root,) = contract.roots
    assert root.one(f"{WSDL}portType").attributes == {"name": f"{handler}PortType"}
    assert root.one(f"{WSDL}binding") == Node(
        f"{WSDL}binding",
        {"name": f"{handler}Binding", "type": f"{MAHO}{handler}PortType"},
        children=(
            Node(f"{SOAP}binding", soap),
            *(Node(f"{WSDL}operation", {"name": o}, children=bound) for o in contract.operations),
        ),
    )
    port = root.one(f"{WSDL}port").attributes
    assert port == {"name": f"{handler}Port", "binding": f"{MAHO}{handler}Binding"}


@each_dialect
def test_declares_nothing_that_no_operation_reaches(dialect: str) -> None:
    contract = shipped(dialect)
    assert {*contract.types, *contract.wrappers} == contract.reached(contract.operations)


@each_dialect
def test_reads_without_the_network(dialect: str) -> None:
    tree = etree.parse(SHIPPED / f"{dialect}.wsdl")
    assert tree.docinfo.doctype == ""
    (root,) = shipped(dialect).roots
    local = {n.tag.rpartition("}")[2] for n in root.walk()}
    assert local.isdisjoint({"import", "include", "redefine"})
    # These two name an encoding and a transport; nothing is fetched from them.
    identifiers = {"encodingStyle", "transport"}
    addresses = [
        (n.tag, name, value)
        for n in root.walk()
        for name, value in n.attributes.items()
        if "//" in value and not value.startswith("{") and name not in identifiers
    ]
    assert addresses == [(f"{SOAP}address", "location", DIALECTS[dialect].address)]
    assert not [n for n in root.walk() if "//" in n.text]


def test_wsi_needs_no_soap_encoding() -> None:
    (root,) = shipped("wsi").roots
    values = {value for n in root.walk() for value in n.attributes.values()}
    assert not [value for value in values if value.startswith(SOAPENC)]
