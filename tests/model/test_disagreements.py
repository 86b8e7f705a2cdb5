"""What is said where contracts deviate from each other or from stores, each with its place."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from contract_text import PING, V1, array, items, line_of, read, sequence, struct, v2, wsi

from mahogen.errors import Diagnostics, by_kind
from mahogen.model.api import Dialect
from mahogen.model.build import build
from mahogen.model.disagreements import about
from mahogen.model.select import only
from mahogen.read.api_xml import parse_catalog
from mahogen.read.notes import read_notes
from mahogen.read.wsdl import parse_wsdl
from support.corpus import corpus, needs_corpus

SCHEMA = '<xsd:schema targetNamespace="urn:Shop">'
IMPORT = '<xsd:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>'


def said(
    texts: Mapping[Dialect, str],
    catalog: str = "",
    *,
    stock: bool = False,
    imported: str = IMPORT,
) -> list[str]:
    """Each difference as `kind, file:line: what`."""
    diagnostics = Diagnostics()
    texts = {d: t.replace(SCHEMA, SCHEMA + imported, 1) for d, t in texts.items()}
    documents = {d: parse_wsdl(t.encode(), f"{d}.wsdl", diagnostics) for d, t in texts.items()}
    known = parse_catalog(catalog.encode(), "api.xml", diagnostics) if catalog else None
    build(documents, known, read_notes([], stock=stock), diagnostics)
    return [f"{d.kind}, {d.source}: {d.what}" for d in sorted(diagnostics.differences)]


def named(text: str, name: str) -> int:
    """The line of the first declaration that has a name."""
    return line_of(text, f'name="{name}"')


def both(v2_text: str, wsi_text: str) -> list[str]:
    return said({Dialect.V2: v2_text, Dialect.WSI: wsi_text, Dialect.V1: V1})


def test_contracts_that_agree_are_silent() -> None:
    fields = ("id:xsd:int", "codes:t:strings")
    assert (
        both(
            v2(struct("cart", *fields), array("strings", "xsd:string"), **PING),
            wsi(sequence("cart", *fields), items("strings", "xsd:string"), **PING),
        )
        == []
    )


def test_one_contract_disagrees_with_nobody() -> None:
    assert said({Dialect.V2: v2(struct("cart", "id:xsd:int"))}) == []


def test_operations_of_one_alone() -> None:
    v2_text = v2(ping=PING["ping"], a=PING["ping"])
    wsi_text = wsi(ping=PING["ping"], b=PING["ping"])
    kind = "operations of one contract alone"
    assert both(v2_text, wsi_text) == [
        f"{kind}, v2.wsdl:{named(v2_text, 'a')}: the operation a is in v2 alone",
        f"{kind}, wsi.wsdl:{named(wsi_text, 'b')}: the operation b is in wsi alone",
    ]


def test_results_and_parameters() -> None:
    v2_text = v2(
        get=("sessionId:xsd:string id:xsd:int name:xsd:string further:xsd:int", "r:xsd:boolean")
    )
    wsi_text = wsi(
        get=("sessionId:xsd:string id:xsd:string called:xsd:string", "result:xsd:int"),
    )
    assert both(v2_text, wsi_text) == [
        f"parameters of another type, wsi.wsdl:{named(wsi_text, 'id')}: "
        "id of get is string, in v2 int",
        f"parts of one contract alone, v2.wsdl:{line_of(v2_text, 'further')}: "
        "the part further of get is in v2 alone",
        f"results of another type, wsi.wsdl:{named(wsi_text, 'result')}: "
        "get gives int, in v2 boolean",
    ]


def test_a_result_that_one_does_not_have() -> None:
    found = both(
        v2(get=("sessionId:xsd:string", "")), wsi(get=("sessionId:xsd:string", "r:xsd:int"))
    )
    assert [text.partition(": ")[2] for text in found] == ["get gives int, in v2 nothing"]


def test_structs_and_fields() -> None:
    v2_text = v2(struct("cart", "id:xsd:int", "old:xsd:int"), struct("mine", "id:xsd:int"), **PING)
    wsi_text = wsi(
        sequence("cart", "id:xsd:string", "new:xsd:int"), sequence("yours", "id:xsd:int"), **PING
    )
    assert both(v2_text, wsi_text) == [
        f"fields of another type, wsi.wsdl:{named(wsi_text, 'id')}: "
        "the field id of cart is string, in v2 int",
        f"fields of one contract alone, v2.wsdl:{line_of(v2_text, 'old')}: "
        "the field old of cart is in v2 alone",
        f"fields of one contract alone, wsi.wsdl:{line_of(wsi_text, 'new')}: "
        "the field new of cart is in wsi alone",
        f"structs of one contract alone, v2.wsdl:{line_of(v2_text, 'mine')}: "
        "the struct mine is in v2 alone",
        f"structs of one contract alone, wsi.wsdl:{line_of(wsi_text, 'yours')}: "
        "the struct yours is in wsi alone",
    ]


def test_arrays_of_anything() -> None:
    text = v2(struct("cart", "stores:soapenc:Array", "ids:t:strings"), array("strings", "xsd:int"))
    assert said({Dialect.V2: text}) == [
        f"arrays of anything, v2.wsdl:{line_of(text, 'stores')}: "
        "the field stores of cart is an array of anything"
    ]


def test_the_soap_encoding() -> None:
    text = v2(struct("cart", "ids:t:strings"), array("strings", "xsd:int"), array("b", "xsd:int"))
    assert said({Dialect.V2: text}) == []
    assert said({Dialect.V2: text}, imported="") == [
        f"SOAP encoding without an import, v2.wsdl:{named(text, 'strings')}: "
        "the type strings is a soapenc:Array, and the SOAP encoding is imported nowhere"
    ]
    bare = v2(struct("cart", "stores:soapenc:Array"))
    assert "the field stores of cart is a soapenc:Array" in said({Dialect.V2: bare}, imported="")[0]
    located = IMPORT.replace("/>", ' schemaLocation="http://schemas.xmlsoap.org/soap/encoding/"/>')
    assert said({Dialect.V2: text}, imported=located) == [
        f"imports that are known and not fetched, v2.wsdl:{line_of(text, SCHEMA)}: "
        'the import of "http://schemas.xmlsoap.org/soap/encoding/" is built in'
    ]


def test_names_that_differ_in_case_alone() -> None:
    text = v2(array("arrayOfCart", "t:cart"), array("ArrayOfCart", "t:cart"), struct("cart"))
    assert said({Dialect.V2: text}) == [
        f"types whose names differ in case alone, v2.wsdl:{named(text, 'ArrayOfCart')}: "
        "the types arrayOfCart and ArrayOfCart differ in case alone"
    ]


def test_what_v1_does_not_have() -> None:
    parts = "sessionId:xsd:string productId:xsd:int identifierType:xsd:string"
    text = v2(
        catalogProductMultiUpdate=PING["ping"], catalogProductSetSpecialPrice=(parts, "r:xsd:int")
    )
    catalog = """<config><api><resources><catalog_product><methods><multiUpdate/><setSpecialPrice/>
</methods></catalog_product></resources><v2><resources_function_prefix>
<catalog_product>catalogProduct</catalog_product></resources_function_prefix></v2></api></config>"""
    assert said({Dialect.V2: text, Dialect.V1: V1}, catalog, stock=True) == [
        f"operations that V1 does not have, v2.wsdl:{operation(text, 'catalogProductMultiUpdate')}:"
        " catalogProductMultiUpdate cannot be called in V1",
        f"parameters that V1 does not have, v2.wsdl:{named(text, 'identifierType')}: "
        "identifierType of catalogProductSetSpecialPrice cannot be passed in V1",
    ]
    assert said({Dialect.V2: text}, catalog, stock=True) == []


def operation(text: str, name: str) -> int:
    return line_of(text, f'<operation name="{name}"')


def test_what_is_required_after_what_is_not() -> None:
    text = wsi(get=("sessionId:xsd:string a?:xsd:int b:xsd:int c?:xsd:int", ""))
    assert said({Dialect.WSI: text}) == [
        f"required parameters after others, wsi.wsdl:{named(text, 'b')}: "
        "b of get is required, and follows what is not"
    ]


def test_what_stores_take_otherwise() -> None:
    text = wsi(
        struct("filters", "filter:xsd:string"),
        customerCustomerList=("sessionId:xsd:string filters:t:filters", "r:xsd:int"),
        salesOrderList=("sessionId:xsd:string filters?:t:filters", "r:xsd:int"),
    )
    assert said({Dialect.WSI: text}) == []
    assert said({Dialect.WSI: text}, stock=True) == [
        "parameters that stores take otherwise than WS-I says, "
        f"wsi.wsdl:{line_of(text, 't:filters')}: "
        "filters of customerCustomerList may be left out, whatever minOccurs says"
    ]
    # Whoever says so himself knows.
    notes = "[operations.customerCustomerList.parameters]\nfilters.optional = true"
    assert read({Dialect.WSI: text}, notes=notes, stock=True)[1] == []


def test_a_message_without_a_part() -> None:
    text = wsi(startSession=("", "r:xsd:string"))
    text = text.replace('<part name="parameters" element="t:startSessionRequestParam"/>', "")
    assert said({Dialect.WSI: text}) == [
        f"messages without a part, wsi.wsdl:{named(text, 'startSessionRequest')}: "
        "the message of startSession has no part, so that an empty Body stands for the call"
    ]


def test_faults_that_share_a_code() -> None:
    catalog = """<config><api><resources><shop><methods><ping/></methods><faults>
<a><code>1</code></a>
<b><code>1</code></b>
<c><code>2</code></c>
</faults></shop></resources></api></config>"""
    assert said({Dialect.V2: v2()}, catalog) == [
        "faults with the code of another, api.xml:3: the fault b of shop has the code 1 of a"
    ]


# -- of a real Maho --------------------------------------------------------------------------------


@needs_corpus
def test_all_of_a_maho() -> None:
    given = corpus()
    diagnostics = Diagnostics()
    api = build(given.wsdls, given.catalog, read_notes([], stock=True), diagnostics)
    counts = {kind: len(found) for kind, found in by_kind(diagnostics.differences)}
    assert counts == {
        "SOAP encoding without an import": 2,
        "arrays of anything": 1,
        "faults with the code of another": 1,
        "fields of another type": 2,
        "messages without a part": 1,
        "operations of one contract alone": 10,
        "operations that V1 does not have": 2,
        "parameters of another type": 2,
        "parameters that V1 does not have": 1,
        "parameters that stores take otherwise than WS-I says": 13,
        "parts of one contract alone": 3,
        "parts that are taken for others": 2,
        "results of another type": 36,
        "structs of one contract alone": 3,
        "structs with fields of another module": 2,
        "types whose names differ in case alone": 1,
    }
    strays = [d.about for d in diagnostics.differences if "of another module" in d.kind]
    assert strays == ["catalogProductCreateEntity"] * 2
    assert all(difference.source.line for difference in diagnostics.differences)
    blog = list(about(only(api, ["blog_post"]), diagnostics.differences))
    assert {difference.about for difference in blog} == {
        "blogPostEntity",
        *(f"blogPost{method}" for method in ("List", "Info", "Create", "Update", "Delete")),
    }


@needs_corpus
@pytest.mark.parametrize("dialect", Dialect)
def test_one_contract_of_a_maho(dialect: Dialect) -> None:
    given = corpus()
    diagnostics = Diagnostics()
    build({dialect: given.wsdls[dialect]}, None, None, diagnostics)
    kinds = {kind: len(found) for kind, found in by_kind(diagnostics.differences)}
    assert (
        kinds
        == {
            Dialect.V2: {
                "SOAP encoding without an import": 1,
                "arrays of anything": 1,
                "structs with fields of another module": 1,
            },
            Dialect.WSI: {
                "messages without a part": 1,
                "required parameters after others": 4,
                "structs with fields of another module": 1,
                "types whose names differ in case alone": 1,
            },
            Dialect.V1: {"SOAP encoding without an import": 1},
        }[dialect]
    )
