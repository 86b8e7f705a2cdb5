"""What is known of every store, held against all that a real Maho declares."""

from __future__ import annotations

from functools import cache

from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Dialect, Operation
from mahogen.model.build import build
from mahogen.read.notes import parse_notes, read_notes
from mahogen.read.noting import Notes
from mahogen.read.stock import is_stock, stock_notes
from support.corpus import corpus, needs_corpus

pytestmark = needs_corpus


@cache
def stock() -> tuple[Notes, Api, list[str]]:
    given = corpus()
    diagnostics = Diagnostics()
    notes = read_notes([], stock=True)
    assert notes.beneath
    api = build(given.wsdls, given.catalog, notes, diagnostics)
    return notes.beneath, api, [w.what for w in diagnostics.warnings]


def by_hand() -> Notes:
    """Those of them that correct a contract."""
    [data] = [data for data, name in stock_notes() if name.endswith(" stock_notes.toml")]
    return parse_notes(data, "stock_notes.toml")


def operations() -> dict[str, Operation]:
    return {o.name: o for resource in stock()[1].resources for o in resource.operations}


def test_each_note_is_on_something_that_is_there() -> None:
    """As notes of one's own would be told."""
    given = corpus()
    diagnostics = Diagnostics()
    build(given.wsdls, given.catalog, stock()[0], diagnostics)
    # The shipped contract has a field that a Maho has given up.
    assert [w.what for w in diagnostics.warnings if is_stock(w.source.file)] == [
        "the contract has no field is_multi_shipping in shoppingCartInfoEntity"
    ]
    assert not any("no operation" in text or "no entity" in text for text in stock()[2])


def test_what_may_be_left_out() -> None:
    found = operations()
    required = {
        name: [p.name for p in found[name].parameters if p.required]
        for name in by_hand().operations
    }
    assert required == {
        "customerCustomerList": [],
        "catalogProductList": [],
        "salesOrderList": [],
        "blogPostList": [],
        "catalogCategoryTree": [],
        "catalogCategoryMove": ["categoryId", "parentId"],
        "salesOrderShipmentCreate": ["orderIncrementId"],
        "salesOrderShipmentAddComment": ["shipmentIncrementId", "comment"],
        "salesOrderInvoiceCreate": ["invoiceIncrementId"],
        "catalogProductTagList": ["productId"],
        "catalogProductSetSpecialPrice": ["productId"],
        "catalogProductMultiUpdate": ["productIds", "productData"],
        "catalogInventoryStockItemMultiUpdate": ["productIds", "productData"],
    }


def test_no_required_parameter_follows_an_optional_one() -> None:
    for operation in operations().values():
        required = [parameter.required for parameter in operation.parameters]
        assert required == sorted(required, reverse=True), operation.name


def test_what_v1_does_not_have() -> None:
    found = operations()
    assert [name for name, o in found.items() if o.wire(Dialect.V1) is None] == [
        "catalogProductMultiUpdate",
        "catalogInventoryStockItemMultiUpdate",
    ]
    shorter = {
        name: {p.name for p in o.parameters} - {part.parameter for part in wire.parts}
        for name, o in found.items()
        if (wire := o.wire(Dialect.V1)) and len(wire.parts) < len(o.parameters)
    }
    assert shorter == {"catalogProductSetSpecialPrice": {"identifierType"}}


def test_a_package_of_v2_alone_has_the_same_calls() -> None:
    given = corpus()
    notes = read_notes([], stock=True)
    wsdls = {Dialect.V2: given.wsdls[Dialect.V2]}
    alone = build(wsdls, given.catalog, notes, Diagnostics())
    found = operations()
    differing = {
        o.name: (mine, theirs)
        for resource in alone.resources
        for o in resource.operations
        if (mine := [(p.name, p.required) for p in o.parameters])
        != (theirs := [(p.name, p.required) for p in found[o.name].parameters])
    }
    [(name, (mine, theirs))] = differing.items()
    assert name == "catalogCategoryAssignedProducts"
    assert theirs == [*mine, ("store", False)]  # which WS-I alone has
