"""A PHP SoapServer on the shipped contract sees what the generated client sends, and is read."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from php_peer import PhpServer, php_server
from samples import Samples, plain, strict

from maho_api import (
    Maho,
    ShoppingCartAddressEntity,
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartInfoEntity,
    ShoppingCartTotalsEntity,
)
from maho_api.contract import CONTRACT
from maho_api.faults import CustomerNotExists, SessionExpired
from mahogen.runtime.contract import ResourceInfo
from mahogen.runtime.errors import MahoFault, StoreFailure
from mahogen.runtime.operation import Operation

pytestmark = pytest.mark.peer

SESSION = "the session"
OPERATIONS = [operation for resource in CONTRACT.resources for operation in resource.operations]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhpServer]:
    folder: Path = tmp_path_factory.mktemp("php")
    with php_server(folder) as server:
        yield server


@pytest.fixture
def store(running: PhpServer) -> Iterator[Maho]:
    with Maho(running.url, "apiUser", "apiKey") as store:
        yield store


def call(store: Maho, operation: Operation[Any], arguments: list[Any]) -> Any:
    """The generated method of an operation."""
    resource = getattr(store, operation.resource)
    return getattr(resource, operation.function)(*arguments)


@pytest.mark.parametrize("operation", OPERATIONS, ids=attrgetter("name"))
def test_every_field_both_ways(running: PhpServer, store: Maho, operation: Operation[Any]) -> None:
    assert operation.result is not None
    samples = Samples()
    arguments = [samples.full(p.type, p.name) for p in operation.parameters]
    expected = samples.full(operation.result)
    running.answer({operation.name: {"result": plain(operation.result, expected)}})

    assert call(store, operation, arguments) == expected

    types = [parameter.type for parameter in operation.parameters]
    sent = [plain(codec, value) for codec, value in zip(types, arguments, strict=True)]
    assert strict(running.seen) == strict(
        [["login", ["apiUser", "apiKey"]], [operation.name, [SESSION, *sent]]]
    )


def seen_of(running: PhpServer, name: str) -> list[Any]:
    """The arguments of the one call of an operation, less the session."""
    [arguments] = [arguments for called, arguments in running.seen if called == name]
    assert arguments[0] == SESSION
    rest: list[Any] = arguments[1:]
    return rest


def test_none_is_null_and_empty_is_empty(running: PhpServer, store: Maho) -> None:
    names = ("Create", "Info", "Order", "CustomerSet", "CustomerAddresses")
    answers: list[Any] = [1, {}, "1", True, True]
    running.answer({f"shoppingCart{n}": {"result": a} for n, a in zip(names, answers, strict=True)})
    store.cart.create()
    store.cart.info(7, "")
    store.cart.order(7, None, [])
    store.cart_customer.set(7, ShoppingCartCustomerEntity(email="", customer_id=0))
    address = ShoppingCartCustomerAddressEntity(mode="billing", street="1 Main St\nApt 2")
    store.cart_customer.addresses(7, [address, ShoppingCartCustomerAddressEntity()], "de")

    assert seen_of(running, "shoppingCartCreate") == [None]
    assert seen_of(running, "shoppingCartInfo") == [7, ""]
    assert seen_of(running, "shoppingCartOrder") == [7, None, []]
    assert seen_of(running, "shoppingCartCustomerSet") == [7, {"customer_id": 0, "email": ""}, None]
    addresses = [{"mode": "billing", "street": "1 Main St\nApt 2"}, {}]
    assert seen_of(running, "shoppingCartCustomerAddresses") == [7, addresses, "de"]


def test_an_empty_list_of_addresses(running: PhpServer, store: Maho) -> None:
    running.answer({"shoppingCartCustomerAddresses": {"result": False}})
    assert store.cart_customer.addresses(7, []) is False
    assert seen_of(running, "shoppingCartCustomerAddresses") == [7, [], None]


def test_null_and_empty_in_answers(running: PhpServer, store: Maho) -> None:
    info: dict[str, Any] = {
        "store_id": "",
        "customer_note": None,
        "items": [],
        "is_active": 0,
        "payment": {},
    }
    running.answer(
        {
            "shoppingCartInfo": {"result": info},
            "shoppingCartTotals": {"result": []},
            "shoppingCartLicense": {"result": None},
            "shoppingCartOrder": {"result": ""},
        }
    )
    cart = store.cart.info(1)
    assert cart.payment is not None
    cart.payment = None
    assert cart == ShoppingCartInfoEntity(store_id="", items=[], is_active=0)
    assert store.cart.totals(1) == []
    assert store.cart.license(1) == []
    assert store.cart.order(1) == ""


def test_one_object_in_several_places(running: PhpServer, store: Maho) -> None:
    address = {"city": "Köln", "address_type": "billing"}
    total = {"title": "Grand Total", "amount": 0.1}
    running.answer(
        {
            "shoppingCartInfo": {
                "result": {"quote_id": 1},
                "object": address,
                "shared": ["shipping_address", "billing_address"],
            },
            "shoppingCartTotals": {"result": [], "object": total, "shared": [0, 1, 2]},
        }
    )
    cart = store.cart.info(1)
    expected = ShoppingCartAddressEntity(city="Köln", address_type="billing")
    assert (cart.shipping_address, cart.billing_address) == (expected, expected)
    totals = [ShoppingCartTotalsEntity(title="Grand Total", amount=0.1)] * 3
    assert store.cart.totals(1) == totals


@pytest.mark.parametrize("resource", CONTRACT.resources, ids=attrgetter("key"))
def test_every_fault_by_code(running: PhpServer, store: Maho, resource: ResourceInfo) -> None:
    operation = resource.operations[0]
    samples = Samples()
    arguments = [samples.full(p.type, p.name) for p in operation.parameters]
    for code, cls in {**CONTRACT.faults, **resource.faults}.items():
        running.answer({operation.name: {"fault": [code, f"fault <{code}> & ü"]}})
        with pytest.raises(MahoFault) as raised:
            call(store, operation, arguments)
        assert type(raised.value) is cls
        assert (raised.value.code, raised.value.message) == (code, f"fault <{code}> & ü")


def test_faults_that_no_contract_names(running: PhpServer, store: Maho) -> None:
    for code, cls in (("4711", MahoFault), ("Server", StoreFailure)):
        running.answer({"shoppingCartCreate": {"fault": [code, "text"]}})
        with pytest.raises(MahoFault, match="text") as raised:
            store.cart.create()
        assert type(raised.value) is cls


def test_login_is_repeated_once_when_the_session_expired(running: PhpServer, store: Maho) -> None:
    running.answer({"shoppingCartCreate": {"fault": ["5", "Session expired. Try to relogin."]}})
    with pytest.raises(SessionExpired):
        store.cart.create()
    assert [name for name, _ in running.seen] == ["login", "shoppingCartCreate"] * 2


def test_the_session_is_ended(running: PhpServer) -> None:
    running.answer({"shoppingCartCustomerSet": {"fault": ["1042", "nobody"]}})
    with (
        pytest.raises(CustomerNotExists),
        Maho(running.url, "apiUser", "apiKey") as store,
    ):
        store.cart_customer.set(1, ShoppingCartCustomerEntity(mode="customer", customer_id=9))
    assert running.seen[-1] == ["endSession", [SESSION]]


def test_an_operation_that_is_not_there(running: PhpServer, store: Maho) -> None:
    running.answer({})
    with pytest.raises(StoreFailure, match="not present"):
        store.call("storeList")
