"""Every recorded answer becomes the values that PHP's client made of it, or its own fault."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typed_calls import of_the_contract, operation_of, python, resource_of

from maho_api import MahoFault, faults
from maho_api.faults import cart, cart_customer
from maho_api.wire import CONTRACT
from mahogen.runtime.entity import Entity, to_dict
from mahogen.runtime.exchange import Answer, Exchange
from support.recordings import NAMESPACE, Recording

VALUES = [r for r in of_the_contract() if r.fault is None]
FAULTS = [r for r in of_the_contract() if r.fault is not None]

FAULT_CLASSES: dict[tuple[str, str], tuple[type[MahoFault], ...]] = {
    ("", "2"): (faults.AccessDenied, faults.GlobalFault),
    ("", "3"): (faults.ResourcePathInvalid, faults.GlobalFault),
    ("", "5"): (faults.SessionExpired, faults.GlobalFault),
    ("", "6"): (faults.InvalidRequestParam, faults.GlobalFault),
    ("cart", "2"): (faults.AccessDenied, faults.GlobalFault),
    ("cart", "5"): (faults.SessionExpired, faults.GlobalFault),
    ("cart", "1001"): (cart.StoreNotExists, faults.StoreNotExists, faults.CartFault),
    ("cart", "1002"): (cart.QuoteNotExists, faults.QuoteNotExists, faults.CartFault),
    ("cart", "1005"): (faults.RequiredAgreementsAreNotAll, faults.CartFault),
    ("cart", "1008"): (faults.CreateOrderFault, faults.CartFault),
    ("cart", "SOAP-ENV:Server"): (faults.StoreFailure,),
    ("cart_customer", "1001"): (
        cart_customer.StoreNotExists,
        faults.StoreNotExists,
        faults.CartCustomerFault,
    ),
    ("cart_customer", "1002"): (
        cart_customer.QuoteNotExists,
        faults.QuoteNotExists,
        faults.CartCustomerFault,
    ),
    ("cart_customer", "1042"): (faults.CustomerNotExists, faults.CartCustomerFault),
    ("cart_customer", "1044"): (faults.CustomerDataInvalid, faults.CartCustomerFault),
    ("cart_customer", "1045"): (faults.CustomerModeIsUnknown, faults.CartCustomerFault),
    ("cart_customer", "1051"): (faults.CustomerAddressDataEmpty, faults.CartCustomerFault),
    ("cart_customer", "1052"): (faults.CustomerAddressInvalid, faults.CartCustomerFault),
    ("cart_customer", "1053"): (faults.InvalidAddressId, faults.CartCustomerFault),
    ("cart_customer", "1055"): (faults.AddressNotBelongCustomer, faults.CartCustomerFault),
    ("cart_customer", "SOAP-ENV:Server"): (faults.StoreFailure,),
}
"""By resource and code: the class that is raised, and what else a program may catch it by."""


def test_all_exchanges_of_the_contract_are_accounted_for() -> None:
    assert (len(VALUES), len(FAULTS)) == (30, 31)


@pytest.mark.parametrize("recording", VALUES, ids=str)
def test_the_value_is_the_one_that_php_read(recording: Recording) -> None:
    assert recording.call is not None
    operation = operation_of(recording.call)
    assert operation.result is not None
    read = _read(recording)
    assert _plain(read) == _plain(python(operation.result, recording.result))


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("recording", FAULTS, ids=str)
def test_the_fault_has_its_own_class(recording: Recording, status: int) -> None:
    assert recording.call is not None
    assert recording.fault is not None
    with pytest.raises(MahoFault) as raised:
        _read(recording, status)
    error = raised.value
    cls, *bases = FAULT_CLASSES[resource_of(recording.call), recording.fault.code]
    assert type(error) is cls
    assert all(isinstance(error, base) for base in bases)
    assert error.code == recording.fault.code
    assert error.message == recording.fault.message
    assert error.operation == recording.call.operation
    assert error.raw == recording.response
    assert str(error) == f"{error.operation}: [{error.code}] {error.message}"


def test_no_fault_class_is_listed_that_was_not_recorded() -> None:
    recorded = {(resource_of(r.call), r.fault.code) for r in FAULTS if r.call and r.fault}
    assert recorded == FAULT_CLASSES.keys()


@pytest.mark.parametrize(
    ("field", "value"),
    [("customer_email", None), ("is_active", False), ("items_qty", 4), ("extras", {"more": "x"})],
)
def test_the_comparison_would_see_a_difference(field: str, value: object) -> None:
    [recording] = [r for r in VALUES if r.name == "054-cart-info-full"]
    read = _read(recording)
    before = _plain(read)
    setattr(read, field, value)
    assert _plain(read) != before


def _read(recording: Recording, status: int | None = None) -> Any:
    assert recording.call is not None
    exchange = Exchange(NAMESPACE, CONTRACT.faults)
    answer = Answer(status or recording.status, "", recording.response)
    return exchange.result(operation_of(recording.call), answer)


def _plain(value: Any) -> str:
    """As text, in which 1, 1.0, True and "1" differ and secrets show."""
    return json.dumps(value, default=_fields, indent=1)


def _fields(value: object) -> dict[str, Any]:
    assert isinstance(value, Entity)
    return to_dict(value)
