"""All modules of a real Maho together: how many of everything, and where its dialects differ."""

from __future__ import annotations

import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from mahogen.errors import Diagnostics
from mahogen.model.api import Api, ArrayOf, Dialect, EntityRef, Operation
from mahogen.model.build import build
from mahogen.model.json import to_json
from mahogen.model.listing import listing
from mahogen.model.select import select
from mahogen.model.spell import spell
from mahogen.read.tree import read_tree
from mahogen.read.wsdl import bind, parse_wsdl
from support.corpus import BASE, CORPUS, api_of, held, needs_corpus

pytestmark = needs_corpus


@cache
def whole() -> Api:
    return api_of(*Dialect)[0]


@cache
def of_resources() -> tuple[Operation, ...]:
    return tuple(o for resource in whole().resources for o in resource.operations)


def test_the_base_of_a_store_is_a_contract_of_its_own(tmp_path: Path) -> None:
    shutil.copytree(CORPUS / BASE, tmp_path / BASE)
    diagnostics = Diagnostics()
    raw = read_tree(tmp_path, "tree", diagnostics).wsdls["v2"]
    api = build({Dialect.V2: bind(raw.root, raw.name, diagnostics)}, None, None, diagnostics)
    assert [str(w.source) for w in diagnostics.warnings] == [f"tree/{BASE}/wsdl2.xml:138"]
    assert len(api.operations) == 6
    filters = next(entity for entity in api.entities if entity.name == "filters")
    assert [field.name for field in filters.fields] == ["filter", "complex_filter"]


def test_the_base_of_a_store_is_refused_as_a_file() -> None:
    data = (CORPUS / BASE / "wsdl2.xml").read_bytes()
    diagnostics = Diagnostics()
    parse_wsdl(data, "wsdl2.xml", diagnostics)
    assert [f"{e.source}: {e.what}" for e in diagnostics.errors] == [
        'wsdl2.xml:147: "{{var wsdl.handler}}PortType" is a template variable: '
        "this is a module's own file"
    ]


# -- how many --------------------------------------------------------------------------------------


def test_how_many_operations_there_are() -> None:
    api, operations = whole(), of_resources()
    assert (len(api.resources), len(operations), len(api.operations)) == (33, 149, 8)
    assert all(resource.operations for resource in api.resources)
    assert all(operation.session for operation in operations)
    declared = Counter(
        wire.dialect
        for operation in (*operations, *api.operations)
        for wire in operation.wires
        if not wire.path
    )
    assert declared == {Dialect.V2: 155, Dialect.WSI: 149, Dialect.V1: 8}


def test_each_operation_of_a_resource_is_one_of_v1_by_its_path() -> None:
    paths = {
        f"{resource.key}.{operation.method}": operation.wire(Dialect.V1)
        for resource in whole().resources
        for operation in resource.operations
    }
    assert len(paths) == 149
    assert {path: wire.path for path, wire in paths.items() if wire} == {p: p for p in paths}


def test_which_dialects_have_what() -> None:
    lone = {
        operation.name: wires
        for operation in (*whole().operations, *of_resources())
        if len(wires := {wire.dialect.value for wire in operation.wires if not wire.path}) < 2
    }
    assert lone.keys() == {
        *("blogPostList", "blogPostInfo", "blogPostCreate", "blogPostUpdate", "blogPostDelete"),
        "catalogProductAttributeTypes",
        "catalogProductAttributeRemoveOption",
        "catalogProductListOfAdditionalAttributes",
    }
    assert set(map(str, lone.values())) == {"{'v2'}"}
    for name in ("call", "multiCall"):
        [operation] = [o for o in whole().operations if o.name == name]
        assert [wire.dialect for wire in operation.wires] == [Dialect.WSI, Dialect.V1]


def test_entities() -> None:
    api = whole()
    entries = {"associativeEntity", "complexFilter", "associativeMultiEntity"}
    both = [e for e in api.entities if e.wire(Dialect.V2) and e.wire(Dialect.WSI)]
    # Three structs more are but the entries of maps.
    assert len(both) + len(entries) == 100
    assert not entries & {entity.name for entity in api.entities}
    assert all(len(field.wires) == 2 for entity in both for field in entity.fields)
    assert not any(wire.order for entity in api.entities for wire in entity.wires)
    lone = {e.name: [w.dialect.value for w in e.wires] for e in api.entities if e not in both}
    assert lone == {
        "catalogProductAdditionalAttributesEntity": ["v2"],
        "catalogProductDownloadableLinkInfoEntity": ["v2"],
        "catalogProductDownloadableLinkListEntity": ["wsi"],
    }
    fields = [w for e in api.entities for f in e.fields for w in f.wires]
    assert not any(wire.nillable for wire in fields)
    required = Counter(
        entity.name
        for entity in api.entities
        for field in entity.fields
        if (wire := field.wire(Dialect.V2)) and wire.required
    )
    # Both fields of each of the three entries are required, too.
    assert (required.total() + 2 * len(entries), len(required) + len(entries)) == (182, 47)


def test_one_entity_contains_itself() -> None:
    trees = [
        (entity.name, field.name)
        for entity in whole().entities
        for field in entity.fields
        if f"[{entity.name}]" in spell(field.type)
    ]
    assert trees == [("catalogCategoryEntity", "children")]
    [children] = [
        field.type
        for entity in whole().entities
        for field in entity.fields
        if (entity.name, field.name) in trees
    ]
    name = "ArrayOfCatalogCategoryEntities"
    assert children == ArrayOf(name, EntityRef("catalogCategoryEntity"))


# -- where the dialects differ ---------------------------------------------------------------------


def test_types_of_results() -> None:
    differing = {}
    for operation in of_resources():
        v2, wsi = operation.wire(Dialect.V2), operation.wire(Dialect.WSI)
        if v2 and wsi and v2.result and wsi.result and v2.result.type != wsi.result.type:
            differing[operation.name] = f"{spell(v2.result.type)} {spell(wsi.result.type)}"
            assert operation.result == v2.result.type
    assert Counter(differing.values()) == {
        "xsd:boolean xsd:int": 24,
        "xsd:boolean xsd:string": 8,
        "xsd:int xsd:string": 3,
        "catalogProductDownloadableLinkInfoEntity catalogProductDownloadableLinkListEntity": 1,
    }
    info, listed = (
        [
            (field.name, field.type)
            for entity in whole().entities
            if entity.name == name
            for field in entity.fields
        ]
        for name in (
            "catalogProductDownloadableLinkInfoEntity",
            "catalogProductDownloadableLinkListEntity",
        )
    )
    assert info == listed


def test_types_of_parameters() -> None:
    differing = {}
    for operation in of_resources():
        types: dict[str | None, list[str]] = {}
        for dialect in (Dialect.V2, Dialect.WSI):
            wire = operation.wire(dialect)
            for part in wire.parts if wire else ():
                types.setdefault(part.parameter, []).append(spell(part.type))
        for name, found in types.items():
            if len(set(found)) > 1:
                differing[operation.name, name] = found
    assert differing == {
        ("catalogProductAttributeOptions", "attributeId"): ["xsd:string", "xsd:int"],
        ("salesOrderAddComment", "notify"): ["xsd:string", "xsd:int"],
    }


def test_types_of_fields() -> None:
    differing = {
        (entity.name, field.name): [spell(wire.type) for wire in field.wires]
        for entity in whole().entities
        for field in entity.fields
        if len({wire.type for wire in field.wires}) > 1
    }
    assert differing == {
        ("blogPostEntity", "stores"): ["[*]", "arrayOfString[xsd:string]"],
        ("catalogProductCreateEntity", "additional_attributes"): [
            "catalogProductAdditionalAttributesEntity",
            "associativeArray{associativeEntity: xsd:string}",
        ],
    }


def test_parts_that_only_one_dialect_has() -> None:
    lone: dict[str, set[str | None]] = {}
    for operation in of_resources():
        v2, wsi = operation.wire(Dialect.V2), operation.wire(Dialect.WSI)
        if v2 and wsi:
            mine, theirs = ({part.parameter for part in wire.parts} for wire in (v2, wsi))
            if mine != theirs:
                lone[operation.name] = mine ^ theirs
    assert lone == {
        "catalogCategoryAssignedProducts": {"store"},
        "catalogProductSetSpecialPrice": {"identifierType"},
        "catalogProductGetSpecialPrice": {"identifierType"},
    }
    # Each is the last one, where it can be left out.
    for operation in of_resources():
        if operation.name in lone:
            last = operation.parameters[-1]
            assert ({last.name}, last.required) == (lone[operation.name], False)


def test_required_parameters_that_follow_others() -> None:
    found = [
        operation.name
        for operation in of_resources()
        if [p.required for p in operation.parameters]
        != sorted((p.required for p in operation.parameters), reverse=True)
    ]
    assert found == ["salesOrderShipmentCreate", "salesOrderShipmentAddComment"]


def test_the_two_parts_of_resource_faults() -> None:
    [operation] = [o for o in whole().operations if o.name == "resourceFaults"]
    assert [p.name for p in operation.parameters] == ["resourceName"]
    assert {w.dialect: [(p.name, p.parameter) for p in w.parts] for w in operation.wires} == {
        "v2": [("resourceName", None), ("sessionId", "resourceName")],
        "wsi": [("sessionId", None), ("resourceName", "resourceName")],
        "v1": [("resourceName", None), ("sessionId", "resourceName")],
    }


# -- what is said of it ----------------------------------------------------------------------------

SWAPPED = "the part sessionId of resourceFaults is not the first"
NOWHERE, ELSEWHERE = "which is declared nowhere", "which another contract alone declares"
WARNINGS = {
    Dialect.V1: [f"maho/Mage/Api/etc/wsdl.xml:59: {SWAPPED}"],
    Dialect.V2: [
        f"maho/Mage/Api/etc/wsdl2.xml:138: {SWAPPED}",
        "maho/Maho/Blog/etc/wsdl.xml:42: the part result of blogPostListResponse has the type "
        "blogPostEntityArray, which is declared nowhere",
    ],
    Dialect.WSI: [
        "maho/Maho/Blog/etc/wsi.xml:31: the array blogPostEntityArray repeats item, "
        "not complexObjectArray",
        "maho/Maho/Blog/etc/wsi.xml:36: the array arrayOfString repeats item, "
        "not complexObjectArray",
    ],
}


def test_what_a_file_says_twice_is_said_once() -> None:
    diagnostics = Diagnostics()
    held(diagnostics)
    assert [f"{w.source}: {w.what}" for w in diagnostics.warnings] == [
        'maho/Mage/Checkout/etc/wsdl.xml:38: xsd:element "fax" stands twice, first in line 32',
        'maho/Mage/Checkout/etc/wsi.xml:40: xsd:element "fax" stands twice, first in line 34',
    ]


@pytest.mark.parametrize("dialects", [*([d] for d in Dialect), [*Dialect]], ids=str)
def test_real_defects_are_warned_of_and_disagreements_are_not(dialects: list[Dialect]) -> None:
    _, warnings = api_of(*dialects)
    expected = [text for dialect in sorted(dialects) for text in WARNINGS[dialect]]
    if len(dialects) > 1:
        expected = [text.replace(NOWHERE, ELSEWHERE) for text in expected]
    assert [w.split(", in the same words")[0] for w in warnings] == expected


def test_one_dialect_is_enough() -> None:
    both = {o.name: {p.name for p in o.parameters} for o in of_resources()}
    for dialect, count in ((Dialect.V2, 149), (Dialect.WSI, 141), (Dialect.V1, 0)):
        api, _ = api_of(dialect)
        operations = [o for resource in api.resources for o in resource.operations]
        assert len(operations) == count
        if dialect is Dialect.WSI:
            assert all({p.name for p in o.parameters} <= both[o.name] for o in operations)


def test_a_selection_is_small() -> None:
    chosen = select(whole(), ["cart"])
    assert len(chosen.resources[0].operations) == 5
    assert len(chosen.entities) < len(whole().entities) / 4
    assert "resource cart\n" in listing(chosen)
    assert '"key": "cart"' in to_json(chosen)
