"""A guest's order by the peers, of the fake store over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from peer_shop import Shop
from php_peer import HERE, PATHS
from php_script import call_of, calls
from samples import plain
from test_node_client import call as node_call
from test_node_client import calls as node_calls
from test_node_client import node as node

from maho_api import (
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartPaymentMethodEntity,
    ShoppingCartProductEntity,
)
from maho_api.contract import CONTRACT
from mahogen.fake_store import FakeStore
from support.php import php

pytestmark = pytest.mark.peer

BY_NAME = {operation.name: operation for operation, _ in CONTRACT.by_request_v2.values()}
QUOTE = "@1"
"""Stands for the cart that the first call after the login made."""

RED = ShoppingCartProductEntity(sku="sku-red", qty=2.0)
GUEST = ShoppingCartCustomerEntity(
    mode="guest", email="ann@example.com", firstname="Ann", lastname="O'Lee & Sons"
)
ADDRESSES = [
    ShoppingCartCustomerAddressEntity(
        mode=mode,
        firstname="Ann",
        lastname="O'Lee & Sons",
        street="1 Main St\nApt 2",
        city="Köln",
        region_id="88",
        postcode="50667",
        country_id="DE",
        telephone="555-1234",
    )
    for mode in ("billing", "shipping")
]
CHECKMO = ShoppingCartPaymentMethodEntity(method="checkmo")

SCRIPT: list[tuple[str, list[Any]]] = [
    ("Create", ["default"]),
    ("ProductAdd", [QUOTE, [RED], "default"]),
    ("ProductList", [QUOTE, None]),
    ("ShippingList", [QUOTE, None]),
    ("CustomerSet", [QUOTE, GUEST, None]),
    ("CustomerAddresses", [QUOTE, ADDRESSES, None]),
    ("ShippingList", [QUOTE, None]),
    ("ShippingMethod", [QUOTE, "flatrate_flatrate", None]),
    ("PaymentList", [QUOTE, None]),
    ("PaymentMethod", [QUOTE, CHECKMO, None]),
    ("CouponAdd", [QUOTE, "EXPIRED", None]),
    ("Totals", [QUOTE, None]),
    ("License", [QUOTE, None]),
    ("Info", [QUOTE, None]),
    ("Order", [QUOTE, None, []]),
]


@pytest.fixture
def serving() -> Iterator[tuple[FakeStore, str]]:
    store = FakeStore()
    store.state.users["apiUser"] = replace(store.state.users["apiUser"], key="apiKey")
    with store.serving() as url:
        yield store, url


def wsdl(url: str, dialect: str) -> str:
    return f"{url}{PATHS[dialect]}?wsdl" + ("&wsi=1" if dialect == "wsi" else "")


def ordered(store: FakeStore, number: str) -> None:
    """Whether the store has the order that was placed, and no other."""
    [order] = store.orders
    assert order.number == number == "100000001"
    assert (order.email, str(order.grand_total)) == ("ann@example.com", "31.00")
    assert [(sku, int(qty)) for sku, qty in order.skus] == [("sku-red", 2)]
    assert order.billing.lastname == "O'Lee & Sons"
    assert order.billing.street == "1 Main St\nApt 2"


def test_phps_client(serving: tuple[FakeStore, str], dialect: str) -> None:
    php()
    store, url = serving
    script = []
    for name, values in SCRIPT:
        operation = BY_NAME[f"shoppingCart{name}"]
        codecs = [parameter.type for parameter in operation.parameters]
        given = [
            value if value == QUOTE or value is None else plain(codec, value)
            for codec, value in zip(codecs, values, strict=True)
        ]
        script.append(call_of(dialect, operation, given))
    answers = calls(wsdl(url, dialect), dialect, *script)
    named = list(zip((name for name, _ in SCRIPT), answers, strict=True))
    faults = [(name, answer["fault"][0]) for name, answer in named if "fault" in answer]
    assert faults == [("ShippingList", "1061"), ("CouponAdd", "1083")]
    assert dict(named)["Create"]["result"] == 1
    ordered(store, dict(named)["Order"]["result"])
    assert {entry.dialect for entry in store.journal} == {dialect}


@pytest.mark.parametrize("dialect", ["v2", "wsi"])
def test_zeep(serving: tuple[FakeStore, str], dialect: str) -> None:
    zeep = pytest.importorskip("zeep", reason="zeep is not installed")
    store, url = serving
    transport = zeep.Transport(timeout=20)
    load, schema = transport.load, (HERE / "soap_encoding.xsd").read_bytes()
    transport.load = lambda at: schema if "schemas.xmlsoap.org" in at else load(at)
    peer = zeep.Client(wsdl(url, dialect), transport=transport)

    def array(name: str, kind: str, items: list[Any]) -> Any:
        if dialect == "wsi":
            return {"complexObjectArray": items}
        one, many = (peer.get_type(f"{{urn:Maho}}{n}") for n in (kind, name))
        return many([one(**item) for item in items])

    def of(operation: str, place: int, value: Any) -> Any:
        return plain(BY_NAME[operation].parameters[place].type, value)

    call, at = peer.service, "default"
    session = call.login("apiUser", "apiKey")
    quote = call.shoppingCartCreate(session, at)
    products = of("shoppingCartProductAdd", 1, [RED])
    products = array("shoppingCartProductEntityArray", "shoppingCartProductEntity", products)
    call.shoppingCartProductAdd(session, quote, products, at)
    call.shoppingCartCustomerSet(session, quote, of("shoppingCartCustomerSet", 1, GUEST), at)
    entity = "shoppingCartCustomerAddressEntity"
    addresses = array(f"{entity}Array", entity, of("shoppingCartCustomerAddresses", 1, ADDRESSES))
    call.shoppingCartCustomerAddresses(session, quote, addresses, at)
    with pytest.raises(zeep.exceptions.Fault) as caught:
        call.shoppingCartShippingMethod(session, quote, "nothing", at)
    assert caught.value.code == "1062"
    call.shoppingCartShippingMethod(session, quote, "flatrate_flatrate", at)
    payment = of("shoppingCartPaymentMethod", 1, CHECKMO)
    call.shoppingCartPaymentMethod(session, quote, payment, at)
    assert str(call.shoppingCartInfo(session, quote, at).grand_total) == "31.0000"
    agreements = {"complexObjectArray": []} if dialect == "wsi" else []
    ordered(store, call.shoppingCartOrder(session, quote, at, agreements))


@pytest.mark.parametrize("dialect", ["v2", "wsi"])
def test_nodes_soap(serving: tuple[FakeStore, str], node: str, dialect: str) -> None:
    store, url = serving
    script = [
        # `soap` has no way to say nothing in rpc
        node_call(dialect, f"shoppingCart{name}", *(v or "default" for v in values if v != []))
        for name, values in SCRIPT
    ]
    answers = node_calls(node, Shop(url), dialect, *script)
    named = list(zip((name for name, _ in SCRIPT), answers, strict=True))
    faults = [(name, answer["fault"][0]) for name, answer in named if "fault" in answer]
    assert faults == [("ShippingList", "1061"), ("CouponAdd", "1083")]
    ordered(store, dict(named)["Order"]["result"])
