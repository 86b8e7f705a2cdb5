"""Answers to requests that were written by hand: all of them are understood, faults among them."""

from __future__ import annotations

from typing import Any

import pytest
from accounts import RAW
from typed_calls import OPERATIONS

from maho_api import MahoFault, ProtocolError, ShoppingCartTotalsEntity, faults
from maho_api.contract import CONTRACT
from maho_api.faults import cart
from mahogen.runtime.answer import Answer
from mahogen.runtime.dialects import dialect_named
from mahogen.runtime.exchange import Exchange
from mahogen.runtime.operation import Operation
from support.recordings import Recording

TOTALS = [
    ShoppingCartTotalsEntity(title="Subtotal", amount=15.5),
    ShoppingCartTotalsEntity(title="Grand Total", amount=15.5),
]

ANSWERED = (
    "good",
    "soap12",
    "no-soapaction",
    "wrong-soapaction",
    "args-qualified",
    "args-reversed",
    "bom",
    "comments-cdata",
    "nil-store",
)
"""Requests for the totals of a cart that the store understood in every dialect."""

REFUSED: dict[str, tuple[type[MahoFault], str]] = {
    "not-xml": (faults.RequestRefused, "Sender"),
    "truncated-xml": (faults.RequestRefused, "Sender"),
    "dtd": (faults.RequestRefused, "Sender"),
    "empty-http-body": (faults.RequestRefused, "Sender"),
    "get": (faults.RequestRefused, "Sender"),
    "unknown-operation": (faults.StoreFailure, "SOAP-ENV:Server"),
    "garbage-session": (faults.SessionExpired, "5"),
}
"""Requests that it refused in every dialect."""

OF_TOTALS: dict[str, tuple[type[MahoFault], str]] = {
    "v1-missing-session": (faults.SessionExpired, "5"),
    "v2-missing-session": (faults.SessionExpired, "5"),
    "wsi-missing-session": (faults.InvalidRequestParam, "6"),
    "v1-empty-soap-body": (faults.RequestRefused, "SOAP-ENV:Client"),
    "v2-empty-soap-body": (faults.RequestRefused, "SOAP-ENV:Client"),
    "v1-bad-int": (cart.QuoteNotExists, "1002"),
    "v2-bad-int": (faults.StoreFailure, "SOAP-ENV:Server"),
    "wsi-bad-int": (faults.StoreFailure, "SOAP-ENV:Server"),
    "wsi-two-operations": (faults.RequestRefused, "SOAP-ENV:Client"),
} | {f"{d}-{name}": refused for name, refused in REFUSED.items() for d in ("v1", "v2", "wsi")}

OF_CUSTOMERS: dict[str, tuple[type[MahoFault], str]] = {
    "v1-v1-args-map": (faults.CustomerNotExists, "1042"),
    "v1-v1-args-urtype": (faults.CustomerNotExists, "1042"),
    "v1-v1-multiref": (faults.CustomerNotExists, "1042"),
}

OF_ADDRESSES: dict[str, tuple[type[MahoFault], str]] = {
    "v2-v2-array-typed": (faults.InvalidAddressId, "1053"),
    "v2-v2-array-untyped": (faults.InvalidAddressId, "1053"),
    "v2-v2-array-empty": (faults.CustomerAddressDataEmpty, "1051"),
    "v2-v2-extra-field": (faults.InvalidAddressId, "1053"),
    "v2-v2-multiref": (faults.InvalidAddressId, "1053"),
    "wsi-wsi-array-one": (faults.InvalidAddressId, "1053"),
    "wsi-wsi-array-two": (faults.InvalidAddressId, "1053"),
    "wsi-wsi-array-empty": (faults.CustomerAddressDataEmpty, "1051"),
    "wsi-wsi-extra-field": (faults.InvalidAddressId, "1053"),
}

FAULTS = (
    {name: ("shoppingCartTotals", *expected) for name, expected in OF_TOTALS.items()}
    | {name: ("shoppingCartCustomerSet", *expected) for name, expected in OF_CUSTOMERS.items()}
    | {name: ("shoppingCartCustomerAddresses", *e) for name, e in OF_ADDRESSES.items()}
)

VALUES = {
    **{f"{d}-{name}": TOTALS for name in ANSWERED for d in ("v1", "v2", "wsi")},
    "v1-two-operations": TOTALS,
    "v2-two-operations": TOTALS,
    "v2-untyped": TOTALS,
    "wsi-untyped": TOTALS,
    "v1-untyped": [  # of cart 1: an array without types is an object, which counts as the number 1
        ShoppingCartTotalsEntity(title="Subtotal", amount=57.49),
        ShoppingCartTotalsEntity(title="Shipping & Handling (Flat Rate - Fixed)", amount=20.0),
        ShoppingCartTotalsEntity(title="Grand Total", amount=77.49),
    ],
}

NO_RESULT = "wsi-empty-soap-body"
"""An empty body calls startSession in WS-I, which answers with nothing."""

BY_NAME = {f"{r.dialect}-{r.name.partition('-raw-')[2]}": r for r in RAW}


def test_every_raw_exchange_is_in_one_of_the_tables() -> None:
    assert sorted([*VALUES, *FAULTS, NO_RESULT]) == sorted(BY_NAME)
    assert len(RAW) == 75


@pytest.mark.parametrize("name", VALUES)
def test_the_value_is_read(name: str) -> None:
    assert _read("shoppingCartTotals", BY_NAME[name]) == VALUES[name]


def test_an_answer_without_a_result() -> None:
    with pytest.raises(ProtocolError, match=r"^startSession: the result is no string"):
        _read("startSession", BY_NAME[NO_RESULT])


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_has_its_own_class(name: str) -> None:
    operation, cls, code = FAULTS[name]
    recording = BY_NAME[name]
    with pytest.raises(MahoFault) as raised:
        _read(operation, recording)
    assert type(raised.value) is cls
    assert raised.value.code == code
    assert f"<faultcode>{code}</faultcode>" in recording.result
    assert f"<faultstring>{raised.value.message}</faultstring>" in recording.result


def _read(name: str, recording: Recording) -> Any:
    operations: dict[str, Operation[Any]] = OPERATIONS["v2"]
    exact = dialect_named(recording.dialect).exact_text
    answer = Answer(recording.status, "", recording.response)
    return Exchange(CONTRACT.faults, exact_text=exact).result(operations[name], answer)
