"""The contract in wsdl/, in all dialects together and in each of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahogen.errors import Diagnostics
from mahogen.model.api import Api, ArrayOf, Dialect, EntityRef, MapOf, Scalar
from mahogen.model.build import build
from mahogen.model.select import select
from mahogen.read.inputs import read_inputs
from mahogen.read.source import Origin
from mahogen.read.sources import Sources

FOLDER = Path(__file__).parents[2] / "wsdl"


def shipped(diagnostics: Diagnostics, *dialects: Dialect) -> Api:
    """What some of the contracts say, or all of them."""
    places = {
        dialect.value: Origin.of(f"{dialect}.wsdl", FOLDER) for dialect in dialects or Dialect
    }
    places["catalog"] = Origin.of("api.xml", FOLDER)
    notes = (Origin.of("notes.toml", FOLDER),)
    inputs = read_inputs(Sources((places,), notes, stock_notes=False), diagnostics)
    wsdls = {Dialect(key): document for key, document in inputs.wsdls.items()}
    return build(wsdls, inputs.catalog, inputs.notes, diagnostics)


def test_the_shipped_contract_is_read_without_a_word() -> None:
    diagnostics = Diagnostics()
    api = shipped(diagnostics)
    assert diagnostics.warnings == []
    assert [operation.name for operation in api.operations] == [
        *("endSession", "login", "startSession", "resources", "globalFaults", "resourceFaults"),
        *("call", "multiCall"),
    ]
    assert {r.key: {o.method for o in r.operations} for r in api.resources} == {
        "cart": {"create", "order", "info", "totals", "license"},
        "cart_product": {"add", "update", "remove", "list", "moveToCustomerQuote"},
        "cart_customer": {"set", "addresses"},
        "cart_shipping": {"method", "list"},
        "cart_payment": {"method", "list"},
        "cart_coupon": {"add", "remove"},
    }
    cart, _, customer, *_ = api.resources
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
    assert {s for s in secrets if s.startswith("shoppingCartPaymentMethodEntity.")} == {
        f"shoppingCartPaymentMethodEntity.cc_{name}"
        for name in ("cid", "owner", "number", "type", "exp_year", "exp_month")
    }
    text_by_text = MapOf("associativeArray", "associativeEntity", Scalar("string"))
    assert {
        f"{e.name}.{f.name}" for e in api.entities for f in e.fields if f.type == text_by_text
    } == {
        "shoppingCartProductEntity.options",
        "shoppingCartProductEntity.bundle_option",
        "shoppingCartProductEntity.bundle_option_qty",
        "shoppingCartPaymentMethodResponseEntity.cc_types",
    }


def test_a_call_has_the_same_last_parameter_in_all_of_the_checkout() -> None:
    for resource in shipped(Diagnostics()).resources:
        for operation in resource.operations:
            optional = [p.name for p in operation.parameters if not p.required]
            assert optional == ["store", *(["agreements"] if operation.method == "order" else [])]


def test_the_shipped_contract_has_nothing_that_is_not_reached() -> None:
    api = shipped(Diagnostics())
    assert select(api, None) == api
    assert select(api, [resource.key for resource in api.resources]) == api


@pytest.mark.parametrize("dialect", [Dialect.V2, Dialect.WSI])
def test_a_further_dialect_renames_nothing(dialect: Dialect) -> None:
    """What a caller writes is the same, whatever contracts were given."""
    alone, whole = shipped(Diagnostics(), dialect), shipped(Diagnostics())

    def seen(api: Api) -> dict[str, object]:
        operations = [*api.operations, *(o for r in api.resources for o in r.operations)]
        called = {
            o.name: (
                o.method,
                [(p.name, p.type, p.required, p.doc) for p in o.parameters],
                o.result,
            )
            for o in operations
            if o.name not in ("call", "multiCall")
        }
        fields = {
            e.name: [(f.name, f.type, f.required, f.doc) for f in e.fields] for e in api.entities
        }
        return {**called, **fields}

    assert seen(alone) == seen(whole)


def test_every_operation_of_a_resource_is_in_all_dialects() -> None:
    for resource in shipped(Diagnostics()).resources:
        for operation in resource.operations:
            assert [wire.dialect for wire in operation.wires] == [
                *(Dialect.V2, Dialect.WSI, Dialect.V1)
            ]
            assert operation.wires[2].path == f"{resource.key}.{operation.method}"


def test_v1_alone_types_nothing() -> None:
    api = shipped(Diagnostics(), Dialect.V1)
    assert len(api.operations) == 8
    assert (select(api, None).resources, api.entities) == ((), ())
