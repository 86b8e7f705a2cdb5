"""A guest's order by the generated clients and by the peers, of the fake store over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import httpx
import pytest
from peer_shop import Shop
from php_peer import HERE, PATHS
from php_script import call_of, calls
from samples import plain
from test_node_client import call as node_call
from test_node_client import calls as node_calls
from test_node_client import node as node

from maho_api import (
    AsyncMaho,
    Maho,
    MahoFault,
    ShoppingCartPaymentMethodEntity,
    ShoppingCartProductEntity,
)
from maho_api.contract import CONTRACT
from mahogen.fake_store import FakeStore
from mahogen.runtime.dialects import DialectName
from support.guest import BILLING, GUEST, SHIPPING
from support.php import php
from support.serve_process import serve_process
from support.stub_store import Mode

pytestmark = pytest.mark.peer

BY_NAME = {operation.name: operation for operation, _ in CONTRACT.by_request_v2.values()}
QUOTE = "@1"
"""Stands for the cart that the first call after the login made."""

RED = ShoppingCartProductEntity(sku="sku-red", qty=2.0)
ADDRESSES = [replace(address, region_id="88") for address in (BILLING, SHIPPING)]
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


@pytest.fixture(params=[False, True], ids=["lenient", "strict"])
def serving(request: pytest.FixtureRequest) -> Iterator[tuple[FakeStore, str]]:
    """A store and its URL; a strict one has nothing to say against an order done right."""
    store = FakeStore(strict=request.param)
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


def asked(store: Maho | AsyncMaho, name: str, values: list[Any], quote: int) -> Any:
    """What a call of the script gives; of an async client, what is to be awaited."""
    operation = BY_NAME[f"shoppingCart{name}"]
    names = [parameter.name for parameter in operation.parameters]
    given = (quote if value == QUOTE else value for value in values)
    call = getattr(getattr(store, operation.resource), operation.function)
    return call(**dict(zip(names, given, strict=True)))


def by_sync_client(url: str, dialect: DialectName) -> dict[str, list[Any]]:
    """What came of each call of the script, of a fault its code."""
    said: dict[str, list[Any]] = {}
    with Maho(url, "apiUser", "apiKey-123", dialect=dialect) as store:
        for name, values in [*SCRIPT, ("Info", [QUOTE, None])]:
            try:
                result = asked(store, name, values, said.get("Create", [0])[0])
            except MahoFault as fault:
                result = fault.code
            said.setdefault(name, []).append(result)
    return said


async def by_async_client(url: str, dialect: DialectName) -> dict[str, list[Any]]:
    """The same, awaited."""
    said: dict[str, list[Any]] = {}
    async with AsyncMaho(url, "apiUser", "apiKey-123", dialect=dialect) as store:
        for name, values in [*SCRIPT, ("Info", [QUOTE, None])]:
            try:
                result = await asked(store, name, values, said.get("Create", [0])[0])
            except MahoFault as fault:
                result = fault.code
            said.setdefault(name, []).append(result)
    return said


@pytest.mark.parametrize(
    "options",
    [
        pytest.param([], id="lenient"),
        pytest.param(["--strict"], id="strict", marks=pytest.mark.slow),
    ],
)
def test_the_generated_client_and_a_process(mode: Mode, dialect: str, options: list[str]) -> None:
    spoken = cast("DialectName", dialect)
    with serve_process("--admin", *options, token="let-me-in") as url:
        if mode == "sync":
            said = by_sync_client(url, spoken)
        else:
            said = asyncio.run(by_async_client(url, spoken))
        headers = {"Authorization": "Bearer let-me-in"}
        journal = httpx.get(f"{url}/_store/journal", headers=headers).json()["calls"]
    assert said["Create"] == [1]
    assert said["ShippingList"][0] == "1061"
    [[rate]] = said["ShippingList"][1:]
    assert (rate.code, rate.price) == ("flatrate_flatrate", 10.0)
    for name in ("ProductAdd", "CustomerSet", "CustomerAddresses", "ShippingMethod"):
        assert said[name] == [True]
    [payments] = said["PaymentList"]
    assert [method.code for method in payments] == ["checkmo", "cashondelivery"]
    assert (said["PaymentMethod"], said["CouponAdd"]) == ([True], ["1083"])
    [totals] = said["Totals"]
    assert [float(line.amount) for line in totals] == [21.0, 10.0, 31.0]
    assert (said["License"], said["Order"]) == ([[]], ["100000001"])
    before, after = said["Info"]
    assert (before.reserved_order_id, after.reserved_order_id) == (None, "100000001")
    assert (after.customer_email, after.grand_total) == ("ann@example.com", "31.0000")
    assert after.billing_address.lastname == "O'Lee & Sons"
    assert after.shipping_address.street == "1 Main St\nApt 2"
    assert [(item.sku, item.qty) for item in after.items] == [("sku-red", 2.0)]
    assert {entry["dialect"] for entry in journal} == {dialect}
    assert [entry["path"] for entry in journal].count("cart.order") == 1


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
