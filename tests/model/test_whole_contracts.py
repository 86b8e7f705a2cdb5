"""Whole contracts: the one in wsdl/, and all modules of a real Maho taken together."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from mahogen.errors import Diagnostics
from mahogen.model.api import Api, ArrayOf, Dialect, EntityRef, MapOf, Scalar
from mahogen.model.build import build
from mahogen.model.json import to_json
from mahogen.model.listing import listing
from mahogen.model.select import select
from mahogen.read.api_xml import parse_catalog
from mahogen.read.inputs import read_inputs
from mahogen.read.source import Origin
from mahogen.read.wsdl import parse_wsdl

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "maho-76a889c74"
MODULES = (
    *("Core", "Directory", "Customer", "Catalog", "Sales", "CatalogInventory", "Checkout", "Tag"),
    *("GiftMessage", "Downloadable", "Blog"),
)
VARIABLES = {
    "wsdl.url": "https://shop.example/api/v2_soap/",
    "wsdl.handler": "Mage_Api_Model_Server_V2_Handler",
    "wsdl.name": "Maho",
}


def shipped(diagnostics: Diagnostics) -> Api:
    folder = ROOT / "wsdl"
    inputs = read_inputs(
        {Dialect.V2: Origin.of("v2.wsdl", folder)},
        Origin.of("api.xml", folder),
        Origin.of("notes.toml", folder),
        diagnostics,
    )
    return build(inputs.wsdls, inputs.catalog, inputs.notes, diagnostics)


def test_the_shipped_contract_is_read_without_a_word() -> None:
    diagnostics = Diagnostics()
    api = shipped(diagnostics)
    assert diagnostics.warnings == []
    assert [operation.name for operation in api.operations] == [
        *("endSession", "login", "startSession", "resources", "globalFaults", "resourceFaults")
    ]
    assert {r.key: {o.method for o in r.operations} for r in api.resources} == {
        "cart": {"create", "order", "info", "totals", "license"},
        "cart_customer": {"set", "addresses"},
    }
    cart, customer = api.resources
    assert [fault.code for fault in cart.faults] == [str(code) for code in range(1001, 1009)]
    addresses = next(o for o in customer.operations if o.method == "addresses")
    assert [(p.name, p.required) for p in addresses.parameters] == [
        ("quoteId", True),
        ("customerAddressData", True),
        ("store", False),
    ]
    assert addresses.parameters[1].type == ArrayOf(
        "shoppingCartCustomerAddressEntityArray", EntityRef("shoppingCartCustomerAddressEntity")
    )
    secrets = {f"{e.name}.{f.name}" for e in api.entities for f in e.fields if f.secret}
    assert "shoppingCartCustomerEntity.password" in secrets
    assert "shoppingCartPaymentEntity.cc_number_enc" in secrets


def test_the_shipped_contract_has_nothing_that_is_not_reached() -> None:
    api = shipped(Diagnostics())
    assert select(api, None) == api
    assert select(api, ["cart", "cart_customer"]) == api


needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the modules of a Maho are not here")


def module(path: Path) -> etree._Element:
    text = path.read_text(encoding="utf-8")
    for name, value in VARIABLES.items():
        text = text.replace(f"{{{{var {name}}}}}", value)
    return etree.fromstring(text.encode())


def merged(base: Path, name: str) -> etree._Element:
    """All modules in one document: what is not in an earlier one by tag and name is added."""
    root = module(base)
    for folder in MODULES:
        for path in CORPUS.glob(f"*/{folder}/etc/{name}"):
            add(root, module(path))
    return root


def add(target: etree._Element, source: etree._Element) -> None:
    for child in source.iterchildren(etree.Element):
        known = [c for c in target.iterchildren(str(child.tag)) if c.attrib == child.attrib]
        if known and len(child):
            add(known[0], child)
        elif not known:
            target.append(child)


@needs_corpus
def test_the_base_of_a_store_is_read_when_its_variables_are_filled_in() -> None:
    path = CORPUS / "Mage/Api/etc/wsdl2.xml"
    diagnostics = Diagnostics()
    document = parse_wsdl(etree.tostring(module(path)), "wsdl2.xml", diagnostics)
    api = build({Dialect.V2: document}, None, None, diagnostics)
    assert [warning.source.line for warning in diagnostics.warnings] == [135]
    assert len(api.operations) == 6
    filters = next(entity for entity in api.entities if entity.name == "filters")
    assert [field.type for field in filters.fields] == [
        MapOf("associativeArray", "associativeEntity", Scalar("string")),
        MapOf("complexFilterArray", "complexFilter", EntityRef("associativeEntity")),
    ]


@needs_corpus
def test_the_base_of_a_store_is_refused_as_it_is() -> None:
    data = (CORPUS / "Mage/Api/etc/wsdl2.xml").read_bytes()
    diagnostics = Diagnostics()
    parse_wsdl(data, "wsdl2.xml", diagnostics)
    assert [f"{e.source}: {e.what}" for e in diagnostics.errors] == [
        'wsdl2.xml:147: "{{var wsdl.handler}}PortType" is a template variable: '
        "this is a module's own file"
    ]


@needs_corpus
def test_all_modules_together() -> None:
    wsdl = merged(CORPUS / "Mage/Api/etc/wsdl2.xml", "wsdl.xml")
    catalog = merged(CORPUS / "Mage/Api/etc/api.xml", "api.xml")
    diagnostics = Diagnostics()
    document = parse_wsdl(etree.tostring(wsdl), "v2.wsdl", diagnostics)
    known = parse_catalog(etree.tostring(catalog), "api.xml", diagnostics)
    api = build({Dialect.V2: document}, known, None, diagnostics)

    assert len(api.operations) == 6
    assert len(api.resources) == 33
    assert all(resource.operations for resource in api.resources)
    operations = [o for resource in api.resources for o in resource.operations]
    assert len(operations) == 149
    assert all(operation.session for operation in operations)
    # Every operation finds its method, so that none of the warnings is about one.
    fax, *others = [warning.what for warning in sorted(diagnostics.warnings)]
    assert fax.startswith(
        "the field fax of shoppingCartAddressEntity is declared twice, in the same"
    )
    assert others == [
        "the part sessionId of resourceFaults is not the first",
        "the part result of blogPostListResponse has the type blogPostEntityArray, "
        "which is declared nowhere",
    ]
    # The recursive one is the tree of categories.
    category = next(e for e in api.entities if e.name == "catalogCategoryEntity")
    assert ArrayOf("ArrayOfCatalogCategoryEntities", EntityRef("catalogCategoryEntity")) in [
        field.type for field in category.fields
    ]
    chosen = select(api, ["cart"])
    assert len(chosen.resources[0].operations) == 5
    assert len(chosen.entities) < len(api.entities) / 4
    assert "resource cart\n" in listing(chosen)
    assert '"key": "cart"' in to_json(chosen)
