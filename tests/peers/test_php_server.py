"""A PHP SoapServer on the shipped contracts sees what the generated clients send, and is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from operator import attrgetter
from typing import Any

import pytest
from php_peer import PhpServer, php_server
from php_script import understood
from samples import Samples, plain, strict

from maho_api import (
    Maho,
    ShoppingCartAddressEntity,
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartInfoEntity,
    ShoppingCartTotalsEntity,
    prepare,
)
from maho_api.contract import CONTRACT
from maho_api.faults import CustomerNotExists, QuoteNotExists, SessionExpired
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.contract import ResourceInfo
from mahogen.runtime.errors import MahoFault, StoreFailure
from mahogen.runtime.operation import Operation, Path
from support.modes import opened
from support.recordings import DIALECTS
from support.stub_store import Mode

pytestmark = pytest.mark.peer

SESSION = "the session"
OPERATIONS = [operation for resource in CONTRACT.resources for operation in resource.operations]
BY_NAME = {operation.name: operation for operation in OPERATIONS}


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, PhpServer]]:
    with ExitStack() as stack:
        yield {
            dialect: stack.enter_context(php_server(tmp_path_factory.mktemp("php"), dialect))
            for dialect in DIALECTS
        }


@pytest.fixture
def running(servers: dict[str, PhpServer], dialect: str) -> PhpServer:
    return servers[dialect]


@pytest.fixture
def store(running: PhpServer, mode: Mode) -> Iterator[Maho]:
    with opened(mode, running.url, running.dialect) as store:
        yield store


def call(store: Maho, operation: Operation[Any], arguments: list[Any]) -> Any:
    """The generated method of an operation."""
    resource = getattr(store, operation.resource)
    return getattr(resource, operation.function)(*arguments)


def wire_name(running: PhpServer, name: str) -> str:
    """What PHP knows an operation as: in V1, its path."""
    spelled = BY_NAME[name].v1 if running.dialect == "v1" else None
    return spelled.path if isinstance(spelled, Path) else name


def answer(running: PhpServer, **answers: Any) -> None:
    """Let operations return, or raise {"fault": [code, text]}."""
    running.answer(
        {
            wire_name(running, name): given
            if isinstance(given, dict) and "fault" in given
            else {"result": given}
            for name, given in answers.items()
        }
    )


def for_php(running: PhpServer, codec: Codec[Any], value: Any) -> Any:
    """A result as JSON has it."""
    return plain(codec, value, pairs=running.dialect != "v1")


def seen_of(running: PhpServer, name: str) -> list[Any]:
    """The arguments of the one call of an operation, less the session; what is absent is None."""
    operation = BY_NAME[name]
    [arguments] = [a for called, a in running.seen if called == wire_name(running, name)]
    codecs = [parameter.type for parameter in operation.parameters]
    if running.dialect == "wsi":
        assert operation.wsi is not None
        arguments = [arguments[0].pop(part, None) for part in operation.wsi.parts if part]
    session, *values = arguments
    assert session == SESSION
    values += [None] * (len(codecs) - len(values))
    pairs = zip(codecs, values, strict=True)
    return [understood(running.dialect, codec, value) for codec, value in pairs]


@pytest.mark.parametrize("operation", OPERATIONS, ids=attrgetter("name"))
def test_every_field_both_ways(running: PhpServer, store: Maho, operation: Operation[Any]) -> None:
    assert operation.result is not None
    samples = Samples()
    arguments = [samples.full(p.type, p.name) for p in operation.parameters]
    expected = samples.full(operation.result)
    answer(running, **{operation.name: for_php(running, operation.result, expected)})

    assert call(store, operation, arguments) == expected

    types = [parameter.type for parameter in operation.parameters]
    sent = [plain(codec, value) for codec, value in zip(types, arguments, strict=True)]
    assert strict(seen_of(running, operation.name)) == strict(sent)
    assert [name for name, _ in running.seen] == ["login", wire_name(running, operation.name)]


def test_the_login(running: PhpServer, store: Maho) -> None:
    answer(running, shoppingCartCreate=1)
    store.cart.create()
    given = {"username": "apiUser", "apiKey": "apiKey"}
    positional = [given] if running.dialect == "wsi" else [*given.values()]
    assert running.seen[0] == ["login", positional]


def test_none_is_null_and_empty_is_empty(running: PhpServer, store: Maho) -> None:
    answer(
        running,
        shoppingCartCreate=1,
        shoppingCartInfo={},
        shoppingCartOrder="1",
        shoppingCartCustomerSet=True,
        shoppingCartCustomerAddresses=True,
    )
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
    empty: Any = [] if running.dialect == "v1" else {}  # PHP has one empty array
    addresses = [{"mode": "billing", "street": "1 Main St\nApt 2"}, empty]
    assert seen_of(running, "shoppingCartCustomerAddresses") == [7, addresses, "de"]


def test_an_empty_list_of_addresses(running: PhpServer, store: Maho) -> None:
    answer(running, shoppingCartCustomerAddresses=False)
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
    answer(
        running,
        shoppingCartInfo=info,
        shoppingCartTotals=[],
        shoppingCartLicense=None,
        shoppingCartOrder="",
    )
    cart = store.cart.info(1)
    assert cart.payment is not None
    cart.payment = None
    assert cart == ShoppingCartInfoEntity(store_id="", items=[], is_active=0)
    assert store.cart.totals(1) == []
    assert store.cart.license(1) == []
    assert store.cart.order(1) == ""


@pytest.mark.parametrize("dialect", ["v2"])  # the others have no references
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


@pytest.mark.slow
@pytest.mark.parametrize("resource", CONTRACT.resources, ids=attrgetter("key"))
def test_every_fault_by_code(running: PhpServer, store: Maho, resource: ResourceInfo) -> None:
    operation = resource.operations[0]
    samples = Samples()
    arguments = [samples.full(p.type, p.name) for p in operation.parameters]
    for code, cls in {**CONTRACT.faults, **resource.faults}.items():
        answer(running, **{operation.name: {"fault": [code, f"fault <{code}> & ü"]}})
        with pytest.raises(MahoFault) as raised:
            call(store, operation, arguments)
        assert type(raised.value) is cls
        assert (raised.value.code, raised.value.message) == (code, f"fault <{code}> & ü")


def test_faults_that_no_contract_names(running: PhpServer, store: Maho) -> None:
    for code, cls in (("4711", MahoFault), ("Server", StoreFailure)):
        answer(running, shoppingCartCreate={"fault": [code, "text"]})
        with pytest.raises(MahoFault, match="text") as raised:
            store.cart.create()
        assert type(raised.value) is cls


def test_login_is_repeated_once_when_the_session_expired(running: PhpServer, store: Maho) -> None:
    answer(running, shoppingCartCreate={"fault": ["5", "Session expired. Try to relogin."]})
    with pytest.raises(SessionExpired):
        store.cart.create()
    name = wire_name(running, "shoppingCartCreate")
    assert [called for called, _ in running.seen] == ["login", name] * 2


def test_the_session_is_ended(running: PhpServer, mode: Mode) -> None:
    answer(running, shoppingCartCustomerSet={"fault": ["1042", "nobody"]})
    with pytest.raises(CustomerNotExists), opened(mode, running.url, running.dialect) as store:
        store.cart_customer.set(1, ShoppingCartCustomerEntity(mode="customer", customer_id=9))
    session = {"sessionId": SESSION} if running.dialect == "wsi" else SESSION
    assert running.seen[-1] == ["endSession", [session]]


@pytest.mark.parametrize("dialect", ["v2", "wsi"])  # V1 knows one operation, call
def test_an_operation_that_is_not_there(running: PhpServer, store: Maho) -> None:
    answer(running)
    with pytest.raises(StoreFailure, match="not present"):
        store.call("storeList")


@pytest.mark.parametrize("dialect", ["v1"])
def test_several_calls_at_once(running: PhpServer, mode: Mode) -> None:
    fault = {"isFault": True, "faultCode": "1002", "faultMessage": "no such quote"}
    total = {"title": "Grand Total", "amount": 0.1}
    running.answer({"multiCall": {"result": [15, fault, [total]]}})
    with opened(mode, running.url, running.dialect) as store:
        create = prepare(store.cart.create, "de")
        info = prepare(store.cart.info, 1)
        totals = prepare(store.cart.totals, 2)
        batch = store.multi_call([create, info, totals])
    assert batch[create] == 15
    assert batch[totals] == [ShoppingCartTotalsEntity(title="Grand Total", amount=0.1)]
    with pytest.raises(QuoteNotExists, match="no such quote"):
        batch[info]
    [arguments] = [arguments for name, arguments in running.seen if name == "multiCall"]
    calls = [["cart.create", ["de"]], ["cart.info", [1]], ["cart.totals", [2]]]
    assert arguments == [SESSION, calls, None]


def test_the_dialects_give_equal_results(servers: dict[str, PhpServer], mode: Mode) -> None:
    operation = BY_NAME["shoppingCartInfo"]
    assert operation.result is not None
    expected = Samples().full(operation.result)
    for running in servers.values():
        answer(running, shoppingCartInfo=plain(operation.result, expected))
        with opened(mode, running.url, running.dialect) as store:
            assert store.cart.info(15) == expected


def test_calls_with_plain_data(running: PhpServer, store: Maho) -> None:
    answer(running, shoppingCartCustomerSet=True, shoppingCartCustomerAddresses=True)
    customer = {"mode": "guest", "email": "Ünï <b>&]]>\r\n", "website_id": 1}
    addresses = [{"mode": "billing", "city": "Köln"}, {"mode": "shipping"}]
    for operation, value in ((SET, customer), (ADDRESSES, addresses)):
        result = call_plainly(store, operation, 7, value, "de")
        assert result == ("true" if running.dialect == "wsi" else True)  # nothing types it there
        assert strict(seen_of(running, operation.name)) == strict([7, value, "de"])


def test_plain_data_with_nulls_and_nothing(running: PhpServer, store: Maho) -> None:
    answer(running, shoppingCartCustomerSet=True, shoppingCartCustomerAddresses=True)
    call_plainly(store, SET, 7, {"mode": "guest", "email": None}, None)
    given: dict[str, Any] = {"mode": "guest"}
    if running.dialect != "wsi":  # where null is left out
        given["email"] = None
    assert seen_of(running, "shoppingCartCustomerSet") == [7, given, None]
    call_plainly(store, ADDRESSES, 7, [], "")
    assert seen_of(running, "shoppingCartCustomerAddresses") == [7, [], ""]


SET = BY_NAME["shoppingCartCustomerSet"]
ADDRESSES = BY_NAME["shoppingCartCustomerAddresses"]


def call_plainly(store: Maho, operation: Operation[Any], *arguments: Any) -> Any:
    """An operation as one outside of the contract is called."""
    if store.dialect == "v1":
        assert isinstance(operation.v1, Path)
        return store.call(operation.v1.path, *arguments)
    message = operation.v2 if store.dialect == "v2" else operation.wsi
    assert message is not None
    named = {part: value for part, value in zip(message.parts[1:], arguments, strict=True) if part}
    return store.call(operation.name, **named)


@pytest.mark.parametrize("dialect", ["v1"])
def test_extras_are_further_keys_in_v1(running: PhpServer, store: Maho) -> None:
    answer(running, shoppingCartCustomerSet=True)
    extras = {"password_confirmation": "secret1", "7": [1, {"a": None}], "ü": True}
    store.cart_customer.set(7, ShoppingCartCustomerEntity(mode="register", extras=extras), "de")
    [arguments] = [a for name, a in running.seen if name == "cart_customer.set"]
    assert arguments == [SESSION, 7, {"mode": "register", **extras}, "de"]
