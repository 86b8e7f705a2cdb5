"""Recorded calls that the contract does not declare, through `store.call`: plain data both ways."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from canonical import canonical

from maho_api import MahoFault
from maho_api.wire import CONTRACT
from mahogen.runtime.errors import StoreFailure
from support.recordings import Recording, recordings
from support.stub_store import StubStore, answer, operation_of

UNDECLARED = [
    r
    for r in recordings("v2")
    if r.call and r.request and r.call.operation not in CONTRACT.by_request_v2
]

PARTS = {
    "shoppingCartProductAdd": ("quoteId", "products", "storeId"),
    "shoppingCartProductUpdate": ("quoteId", "products", "storeId"),
    "shoppingCartProductRemove": ("quoteId", "products", "storeId"),
    "shoppingCartProductList": ("quoteId", "storeId"),
    "shoppingCartShippingList": ("quoteId", "storeId"),
    "shoppingCartShippingMethod": ("quoteId", "method", "storeId"),
    "shoppingCartPaymentList": ("quoteId", "store"),
    "shoppingCartPaymentMethod": ("quoteId", "method", "storeId"),
    "shoppingCartCouponAdd": ("quoteId", "couponCode", "storeId"),
    "shoppingCartCouponRemove": ("quoteId", "storeId"),
}
"""The parts after the session id, by operation, as the store's own WSDL has them."""


def test_the_exchanges_are_all_there() -> None:
    assert len(UNDECLARED) == 21
    assert {operation_of(r.request) for r in UNDECLARED} == PARTS.keys()


@pytest.mark.parametrize("recording", [r for r in UNDECLARED if r.fault is None], ids=str)
def test_the_result_is_the_one_that_php_read(recording: Recording) -> None:
    read = _call(recording)
    assert (read, _types(read)) == (recording.result, _types(recording.result))


@pytest.mark.parametrize("recording", [r for r in UNDECLARED if r.fault], ids=str)
def test_the_fault_keeps_code_and_message(recording: Recording) -> None:
    assert recording.fault is not None
    with pytest.raises(MahoFault) as raised:
        _call(recording)
    unnamed = StoreFailure if recording.fault.code == "SOAP-ENV:Server" else MahoFault
    assert type(raised.value) is unnamed
    assert raised.value.code == recording.fault.code
    assert raised.value.message == recording.fault.message


@pytest.mark.parametrize(
    "recording",
    [r for r in UNDECLARED if r.call and all(isinstance(a, str | int) for a in r.call.arguments)],
    ids=str,
)
def test_a_request_of_scalars_is_phps_own(recording: Recording) -> None:
    store = StubStore()
    with suppress(MahoFault):
        _call(recording, store)
    assert canonical(store.calls[-1].body) == canonical(recording.request)


def _call(recording: Recording, store: StubStore | None = None) -> Any:
    call = recording.call
    assert call is not None
    session, *arguments = call.arguments
    store = store or StubStore()
    store.answers["login"] = answer("login", f"<loginReturn>{session}</loginReturn>")
    store.answers[call.operation] = recording.response
    parts = dict(zip(PARTS[call.operation], arguments, strict=True))
    return store.client().call(call.operation, **parts)


def _types(value: Any) -> Any:
    """The types alone; PHP's JSON says 20 where the wire has a double."""
    if isinstance(value, dict):
        return {key: _types(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_types(item) for item in value]
    return float if type(value) is int else type(value)
