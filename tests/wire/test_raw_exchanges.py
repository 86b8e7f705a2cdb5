"""Answers to requests that were written by hand: all of them are understood, faults among them."""

from __future__ import annotations

from typing import Any

import pytest

from maho_api import MahoFault, ShoppingCartTotalsEntity, faults
from maho_api.wire import CONTRACT
from mahogen.runtime.exchange import Answer, Exchange
from support.recordings import NAMESPACE, Recording, recordings

RAW = {r.name.partition("-raw-")[2]: r for r in recordings("v2") if r.call is None}

TOTALS = [
    ShoppingCartTotalsEntity(title="Subtotal", amount=15.5),
    ShoppingCartTotalsEntity(title="Grand Total", amount=15.5),
]

ANSWERED = (
    "good",
    "soap12",
    "no-soapaction",
    "wrong-soapaction",
    "untyped",
    "args-qualified",
    "args-reversed",
    "two-operations",
    "bom",
    "comments-cdata",
    "nil-store",
)
"""Requests for the totals of a cart that the store understood."""

REFUSED: dict[str, tuple[str, type[MahoFault], str]] = {
    "not-xml": ("shoppingCartTotals", faults.RequestRefused, "Sender"),
    "truncated-xml": ("shoppingCartTotals", faults.RequestRefused, "Sender"),
    "dtd": ("shoppingCartTotals", faults.RequestRefused, "Sender"),
    "missing-session": ("shoppingCartTotals", faults.SessionExpired, "5"),
    "empty-http-body": ("shoppingCartTotals", faults.RequestRefused, "Sender"),
    "empty-soap-body": ("shoppingCartTotals", faults.RequestRefused, "SOAP-ENV:Client"),
    "get": ("shoppingCartTotals", faults.RequestRefused, "Sender"),
    "unknown-operation": ("shoppingCartTotals", faults.StoreFailure, "SOAP-ENV:Server"),
    "bad-int": ("shoppingCartTotals", faults.StoreFailure, "SOAP-ENV:Server"),
    "garbage-session": ("shoppingCartTotals", faults.SessionExpired, "5"),
    "v2-array-typed": ("shoppingCartCustomerAddresses", faults.InvalidAddressId, "1053"),
    "v2-array-untyped": ("shoppingCartCustomerAddresses", faults.InvalidAddressId, "1053"),
    "v2-array-empty": ("shoppingCartCustomerAddresses", faults.CustomerAddressDataEmpty, "1051"),
    "v2-extra-field": ("shoppingCartCustomerAddresses", faults.InvalidAddressId, "1053"),
    "v2-multiref": ("shoppingCartCustomerAddresses", faults.InvalidAddressId, "1053"),
}


def test_every_raw_exchange_is_in_one_of_the_tables() -> None:
    assert sorted([*ANSWERED, *REFUSED]) == sorted(RAW)
    assert len(RAW) == 26


@pytest.mark.parametrize("name", ANSWERED)
def test_the_value_is_read(name: str) -> None:
    assert _read("shoppingCartTotals", RAW[name]) == TOTALS


@pytest.mark.parametrize("name", REFUSED)
def test_the_fault_has_its_own_class(name: str) -> None:
    operation, cls, code = REFUSED[name]
    with pytest.raises(MahoFault) as raised:
        _read(operation, RAW[name])
    assert type(raised.value) is cls
    assert raised.value.code == code
    assert f"<faultcode>{code}</faultcode>" in RAW[name].result
    assert f"<faultstring>{raised.value.message}</faultstring>" in RAW[name].result


def _read(operation: str, recording: Recording) -> Any:
    exchange = Exchange(NAMESPACE, CONTRACT.faults)
    answer = Answer(recording.status, "", recording.response)
    return exchange.result(CONTRACT.by_request_v2[operation][0], answer)
