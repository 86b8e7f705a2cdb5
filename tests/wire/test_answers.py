"""Every recorded answer becomes the values that PHP's client made of it, or its own fault."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from accounts import NO_EMPTY_SESSION, NO_SESSION_OF_NOBODY, NOT_EXPRESSIBLE, ONLY_BY_PATH, named
from php_values import declared
from typed_calls import of_the_contract, operation_of, python, resource_of

from maho_api import MahoFault, faults
from maho_api.contract import CONTRACT
from maho_api.faults import cart, cart_customer, cart_shipping
from mahogen.runtime.answer import Answer
from mahogen.runtime.dialects import dialect_named
from mahogen.runtime.entity import Entity, to_dict
from mahogen.runtime.exchange import Exchange
from mahogen.runtime.operation import Operation
from support.recordings import Recording

CALLS = of_the_contract()
"""All exchanges of the contract's calls, those among them that no client makes."""

VALUES = [r for r in CALLS if r.fault is None]
FAULTS = [r for r in CALLS if r.fault is not None]

FAULT_CLASSES: dict[tuple[str, str], tuple[type[MahoFault], ...]] = {
    ("", "2"): (faults.AccessDenied, faults.GlobalFault),
    ("", "3"): (faults.ResourcePathInvalid, faults.GlobalFault),
    ("", "5"): (faults.SessionExpired, faults.GlobalFault),
    ("", "6"): (faults.InvalidRequestParam, faults.GlobalFault),
    ("", "SOAP-ENV:Server"): (faults.StoreFailure,),
    ("cart", "2"): (faults.AccessDenied, faults.GlobalFault),
    ("cart", "5"): (faults.SessionExpired, faults.GlobalFault),
    ("cart", "1001"): (cart.StoreNotExists, faults.StoreNotExists, faults.CartFault),
    ("cart", "1002"): (cart.QuoteNotExists, faults.QuoteNotExists, faults.CartFault),
    ("cart", "1005"): (faults.RequiredAgreementsAreNotAll, faults.CartFault),
    ("cart", "1008"): (faults.CreateOrderFault, faults.CartFault),
    ("cart", "SOAP-ENV:Server"): (faults.StoreFailure,),
    ("cart_product", "1021"): (faults.InvalidProductData, faults.CartProductFault),
    ("cart_product", "1022"): (faults.AddProductFault, faults.CartProductFault),
    ("cart_product", "SOAP-ENV:Server"): (faults.StoreFailure,),
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
    ("cart_shipping", "1061"): (
        cart_shipping.ShippingAddressIsNotSet,
        faults.ShippingAddressIsNotSet,
        faults.CartShippingFault,
    ),
    ("cart_shipping", "1062"): (faults.ShippingMethodIsNotAvailable, faults.CartShippingFault),
    ("cart_payment", "1071"): (faults.PaymentMethodEmpty, faults.CartPaymentFault),
    ("cart_payment", "1075"): (faults.PaymentMethodIsNotSet, faults.CartPaymentFault),
    ("cart_coupon", "1083"): (faults.CouponCodeIsNotValid, faults.CartCouponFault),
}
"""By resource and code: the class that is raised, and what else a program may catch it by."""


def test_all_exchanges_of_the_contract_are_accounted_for() -> None:
    assert Counter(r.dialect for r in VALUES) == {"v1": 47, "v2": 42, "wsi": 37}
    assert Counter(r.dialect for r in FAULTS) == {"v1": 45, "v2": 40, "wsi": 38}
    listed = {name for name, why in NOT_EXPRESSIBLE.items() if name in map(str, CALLS)}
    assert {NOT_EXPRESSIBLE[name] for name in listed} >= {NO_EMPTY_SESSION, NO_SESSION_OF_NOBODY}
    assert set(map(str, named(*ONLY_BY_PATH))) <= set(map(str, CALLS))


@pytest.mark.parametrize("recording", VALUES, ids=str)
def test_the_value_is_the_one_that_php_read(recording: Recording) -> None:
    operation = _operation(recording)
    assert operation.result is not None
    expected = recording.result["result"] if recording.dialect == "wsi" else recording.result
    read = _plain(read_typed(recording))
    assert read == _plain(declared(operation.result, expected))
    if recording.dialect == "v2":  # where PHP has the declared types itself
        assert read == _plain(python(operation.result, expected))


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("recording", FAULTS, ids=str)
def test_the_fault_has_its_own_class(recording: Recording, status: int) -> None:
    assert recording.fault is not None
    with pytest.raises(MahoFault) as raised:
        read_typed(recording, status)
    error = raised.value
    cls, *bases = FAULT_CLASSES[resource_of(recording), recording.fault.code]
    assert type(error) is cls
    assert all(isinstance(error, base) for base in bases)
    assert error.code == recording.fault.code
    assert error.message == recording.fault.message
    assert error.operation == _operation(recording).name
    assert error.raw == recording.response
    assert str(error) == f"{error.operation}: [{error.code}] {error.message}"


def test_no_fault_class_is_listed_that_was_not_recorded() -> None:
    recorded = {(resource_of(r), r.fault.code) for r in FAULTS if r.fault}
    assert recorded == FAULT_CLASSES.keys()


@pytest.mark.parametrize("name", [f"{d}-054-cart-info-full" for d in ("v1", "v2", "wsi")])
@pytest.mark.parametrize(
    ("field", "value"),
    [("customer_email", None), ("is_active", False), ("items_qty", 4), ("extras", {"more": "x"})],
)
def test_the_comparison_would_see_a_difference(name: str, field: str, value: object) -> None:
    [recording] = named(name)
    read = read_typed(recording)
    before = _plain(read)
    setattr(read, field, value)
    assert _plain(read) != before


def _operation(recording: Recording) -> Operation[Any]:
    operation = operation_of(recording)
    assert operation is not None
    return operation


def read_typed(recording: Recording, status: int | None = None) -> Any:
    exact = dialect_named(recording.dialect).exact_text
    exchange = Exchange(CONTRACT.faults, exact_text=exact)
    answer = Answer(status or recording.status, "", recording.response)
    return exchange.result(_operation(recording), answer)


def _plain(value: Any) -> str:
    """As text, in which 1, 1.0, True and "1" differ and secrets show."""
    return json.dumps(value, default=_fields, indent=1, sort_keys=True)


def _fields(value: object) -> dict[str, Any]:
    assert isinstance(value, Entity)
    return to_dict(value)
