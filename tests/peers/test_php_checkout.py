"""A guest's order, between PHP's client and our server, and between our client and PHP's server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from php_peer import PATHS, php_server
from php_script import call_of, calls, understood
from samples import plain

from maho_api import ShoppingCartProductEntity
from maho_api.contract import CONTRACT
from mahogen.runtime.operation import Operation
from mahogen.runtime.operation import Path as V1Path
from support.checkout import Checkout
from support.guest import (
    AGREEMENTS,
    BILLING,
    BLUE,
    CARD,
    GUEST,
    ORDERED,
    RECORDED,
    RED,
    SHIPPING,
    order_as_recorded,
)
from support.listener import Listener
from support.modes import opened
from support.php import php
from support.recordings import recording
from support.stub_store import Mode

pytestmark = pytest.mark.peer

BY_NAME = {operation.name: operation for operation, _ in CONTRACT.by_request_v2.values()}
QUOTE = "@1"
"""Stands for the cart that the first call after the login made."""

SCRIPT: list[tuple[str, list[Any]]] = [
    ("Create", [None]),
    ("ProductAdd", [QUOTE, [ShoppingCartProductEntity(sku="nothing")], None]),
    ("ProductAdd", [QUOTE, [RED, BLUE], "default"]),
    ("ProductUpdate", [QUOTE, [ShoppingCartProductEntity(sku="sku-red", qty=3.0)], None]),
    ("ProductRemove", [QUOTE, [ShoppingCartProductEntity(sku="sku-blue")], None]),
    ("ProductList", [QUOTE, None]),
    ("CustomerSet", [QUOTE, GUEST, None]),
    ("ShippingList", [QUOTE, None]),
    ("CustomerAddresses", [QUOTE, [BILLING, SHIPPING], None]),
    ("ShippingList", [QUOTE, None]),
    ("ShippingMethod", [QUOTE, "flatrate_flatrate", None]),
    ("PaymentList", [QUOTE, None]),
    ("PaymentMethod", [QUOTE, CARD, None]),
    ("CouponAdd", [QUOTE, "EXPIRED", None]),
    ("CouponAdd", [QUOTE, "FIVEOFF", None]),
    ("Totals", [QUOTE, None]),
    ("Order", [QUOTE, None, AGREEMENTS]),
]


def test_phps_client_places_an_order(dialect: str) -> None:
    php()
    listener, shop = Listener(), Checkout()
    base = listener.address.partition("/api/")[0]
    wsdl = f"{base}{PATHS[dialect]}?wsdl" + ("&wsi=1" if dialect == "wsi" else "")
    with listener.serving(shop.app(address=base)):
        answers = calls(wsdl, dialect, *(_call(dialect, *step) for step in SCRIPT))
    named = [(name, answer) for (name, _), answer in zip(SCRIPT, answers, strict=True)]
    faults = {name: answer["fault"][0] for name, answer in named if "fault" in answer}
    assert faults == {"ProductAdd": "1022", "ShippingList": "1061", "CouponAdd": "1083"}
    results = {
        name: _read(dialect, name, answer["result"]) for name, answer in named if "result" in answer
    }
    assert results["Create"] == 15
    assert [product["sku"] for product in results["ProductList"]] == ["sku-red"]
    assert [rate["code"] for rate in results["ShippingList"]] == ["flatrate_flatrate"]
    assert [method["cc_types"] or {} for method in results["PaymentList"]] == [
        *({}, {"VI": "Visa", "MC": "MasterCard"})
    ]
    assert results["Totals"][-1] == {"title": "Grand Total", "amount": 31.5}
    assert shop.orders == {results["Order"]: ORDERED}


def test_our_client_orders_of_phps_server(tmp_path: Path, mode: Mode, dialect: str) -> None:
    """PHP answers what the recorded store answered."""
    with php_server(tmp_path, dialect) as running:
        running.answer(
            {
                _wire_name(dialect, name): {"result": _recorded(dialect, number)}
                for name, number in RECORDED.items()
            }
        )
        with opened(mode, running.url, dialect) as store:
            order_as_recorded(store)
        called = [name for name, _ in running.seen]
        assert called == ["login", *(_wire_name(dialect, name) for name in RECORDED), "endSession"]


def _operation(name: str) -> Operation[Any]:
    return BY_NAME[f"shoppingCart{name}"]


def _call(dialect: str, name: str, values: list[Any]) -> list[Any]:
    operation = _operation(name)
    types = [parameter.type for parameter in operation.parameters]
    pairs = dialect != "v1"
    given = [
        value if value is None or value == QUOTE else plain(codec, value, pairs=pairs)
        for codec, value in zip(types, values, strict=True)
    ]
    return call_of(dialect, operation, given)


def _read(dialect: str, name: str, result: Any) -> Any:
    codec = _operation(name).result
    assert codec is not None
    return understood(dialect, codec, result)


def _wire_name(dialect: str, name: str) -> str:
    path = BY_NAME[name].v1
    return path.path if dialect == "v1" and isinstance(path, V1Path) else name


def _recorded(dialect: str, number: int) -> Any:
    result = recording(dialect, number).result
    return _lists(result["result"]) if dialect == "wsi" else result


def _lists(value: Any) -> Any:
    """The same without the element that stands around the members of an array in WS-I."""
    if not isinstance(value, dict):
        return value
    if value.keys() == {"complexObjectArray"}:
        members = value["complexObjectArray"]
        return [_lists(m) for m in (members if isinstance(members, list) else [members])]
    return {key: _lists(inner) for key, inner in value.items()}
