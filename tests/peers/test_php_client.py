"""PHP's SoapClient, on the WSDL of the generated server, gets what the services return."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

import pytest
from php_peer import php, run_php
from samples import Samples, plain, strict

from maho_api import (
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartInfoEntity,
    ShoppingCartTotalsEntity,
)
from maho_api.faults import CustomerNotExists, QuoteNotExists, StoreNotExists
from maho_api.server import api_users, soap_app
from maho_api.services import CartCustomerService, CartService
from maho_api.wire import CONTRACT
from mahogen.runtime.contract import ResourceInfo
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.operation import Operation
from support.listener import Listener

pytestmark = pytest.mark.peer

LOGIN = ["login", ["apiUser", "apiKey"]]
OPERATIONS = [operation for resource in CONTRACT.resources for operation in resource.operations]


class Shop:
    """What the services answer, by wire name, and what they were asked.

    An answer is a value, an error to raise, or a function of the arguments.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.seen: list[tuple[str, dict[str, Any]]] = []

    def serve(self, operation: str, **arguments: Any) -> Any:
        self.seen.append((operation, arguments))
        answer = self.answers[operation]
        if isinstance(answer, Exception):
            raise answer
        return answer(**arguments) if callable(answer) else answer


class Carts(CartService):
    def __init__(self, shop: Shop) -> None:
        self._serve: Callable[..., Any] = shop.serve

    def create(self, store: str | None = None) -> Any:
        return self._serve("shoppingCartCreate", store=store)

    async def info(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartInfo", quote_id=quote_id, store=store)

    def order(
        self, quote_id: int, store: str | None = None, agreements: Sequence[str] | None = None
    ) -> Any:
        return self._serve(
            "shoppingCartOrder", quote_id=quote_id, store=store, agreements=agreements
        )

    def totals(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartTotals", quote_id=quote_id, store=store)

    async def license(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartLicense", quote_id=quote_id, store=store)


class Customers(CartCustomerService):
    def __init__(self, shop: Shop) -> None:
        self._serve: Callable[..., Any] = shop.serve

    def set(
        self, quote_id: int, customer_data: ShoppingCartCustomerEntity, store: str | None = None
    ) -> Any:
        return self._serve(
            "shoppingCartCustomerSet",
            quote_id=quote_id,
            customer_data=customer_data,
            store=store,
        )

    async def addresses(
        self,
        quote_id: int,
        customer_address_data: Sequence[ShoppingCartCustomerAddressEntity],
        store: str | None = None,
    ) -> Any:
        return self._serve(
            "shoppingCartCustomerAddresses",
            quote_id=quote_id,
            customer_address_data=customer_address_data,
            store=store,
        )


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[str, Shop]]:
    php()
    shop = Shop()
    listener = Listener()
    app = soap_app(
        [Carts(shop), Customers(shop)],
        api_users({"apiUser": "apiKey"}),
        address=listener.address,
    )
    with listener.serving(app) as wsdl:
        yield wsdl, shop


@pytest.fixture
def wsdl(running: tuple[str, Shop]) -> str:
    return running[0]


@pytest.fixture
def shop(running: tuple[str, Shop]) -> Shop:
    shop = running[1]
    shop.answers.clear()
    shop.seen.clear()
    return shop


def calls(wsdl: str, *script: Any, version: str = "1.1") -> list[Any]:
    """What PHP got for each call; "@0" in the script is the session of a login before it."""
    answers: list[Any] = run_php("php_client.php", wsdl, version, stdin=[LOGIN, *script])
    return answers[1:]


def samples_for(operation: Operation[Any]) -> dict[str, Any]:
    """A value for every parameter."""
    samples = Samples()
    return {p.name: samples.full(p.type, p.name) for p in operation.parameters}


def as_json(operation: Operation[Any], values: dict[str, Any]) -> list[Any]:
    """The same for PHP, with the session in front."""
    return ["@0", *(plain(p.type, values[p.name]) for p in operation.parameters)]


def test_the_documented_examples(wsdl: str, shop: Shop) -> None:
    def set_customer(customer_data: ShoppingCartCustomerEntity, **_: Any) -> bool:
        if customer_data.mode == "customer":
            raise CustomerNotExists
        return True

    shop.answers = {
        "shoppingCartCreate": 15,
        "shoppingCartCustomerSet": set_customer,
        "shoppingCartCustomerAddresses": True,
        "shoppingCartInfo": ShoppingCartInfoEntity(quote_id=15, items_qty=2.0),
    }
    assert run_php("php_examples.php", wsdl) == {
        "session": 64,
        "quoteId": 15,
        "set": True,
        "addresses": True,
        "info": {"quote_id": 15, "items_qty": 2.0},
        "fault": ["1042", "The customer's identifier is not valid or customer is not existed"],
        "ended": True,
        "afterwards": ["5", "Session expired. Try to relogin."],
    }
    guest = ShoppingCartCustomerEntity(
        mode="guest",
        firstname="testFirstname",
        lastname="testLastName",
        email="test@example.com",
        website_id=0,
    )
    billing = ShoppingCartCustomerAddressEntity(
        mode="billing",
        firstname="firstname",
        lastname="lastname",
        street="street address",
        city="city",
        region="region",
        postcode="postcode",
        country_id="US",
        telephone="123456789",
        is_default_billing=1,
    )
    shipping = ShoppingCartCustomerAddressEntity(mode="shipping", address_id="42")
    nobody = ShoppingCartCustomerEntity(mode="customer", customer_id=99999)
    cart: dict[str, Any] = {"quote_id": 15, "store": None}
    assert shop.seen == [
        ("shoppingCartCreate", {"store": None}),
        ("shoppingCartCustomerSet", {"customer_data": guest, **cart}),
        ("shoppingCartCustomerAddresses", {"customer_address_data": [billing, shipping], **cart}),
        ("shoppingCartInfo", cart),
        ("shoppingCartCustomerSet", {"customer_data": nobody, **cart}),
    ]


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=attrgetter("name"))
def test_every_field_both_ways(
    wsdl: str, shop: Shop, operation: Operation[Any], version: str
) -> None:
    assert operation.result is not None
    returned = Samples().full(operation.result)
    sent = samples_for(operation)
    shop.answers[operation.name] = returned
    script = [operation.name, as_json(operation, sent)]
    [answer] = calls(wsdl, script, version=version)
    assert strict(answer) == strict({"result": plain(operation.result, returned)})
    assert shop.seen == [(operation.name, sent)]


ENTITY = ShoppingCartCustomerEntity


@pytest.mark.parametrize(
    ("operation", "arguments", "expected"),
    [
        ("shoppingCartInfo", ["15"], {"quote_id": 15, "store": None}),
        ("shoppingCartInfo", [15, None], {"quote_id": 15, "store": None}),
        ("shoppingCartInfo", [15, ""], {"quote_id": 15, "store": ""}),
        ("shoppingCartInfo", [15, 0], {"quote_id": 15, "store": "0"}),
        ("shoppingCartInfo", [2**31 - 1, " a "], {"quote_id": 2**31 - 1, "store": " a "}),
        (
            "shoppingCartOrder",
            [15, None, None],
            {"quote_id": 15, "store": None, "agreements": None},
        ),
        ("shoppingCartOrder", [15, "de", []], {"quote_id": 15, "store": "de", "agreements": []}),
        (
            "shoppingCartOrder",
            [15, "de", ["1", ""]],
            {"quote_id": 15, "store": "de", "agreements": ["1", ""]},
        ),
        (
            "shoppingCartCustomerSet",
            [15, {"mode": None, "customer_id": None, "email": "", "vip": "not declared"}],
            {"quote_id": 15, "customer_data": ENTITY(email=""), "store": None},
        ),
        (
            "shoppingCartCustomerAddresses",
            [15, []],
            {"quote_id": 15, "customer_address_data": [], "store": None},
        ),
        (
            "shoppingCartCustomerAddresses",
            [15, None],
            {"quote_id": 15, "customer_address_data": [], "store": None},
        ),
    ],
)
def test_absent_nil_and_empty_arguments(
    wsdl: str, shop: Shop, operation: str, arguments: list[Any], expected: dict[str, Any]
) -> None:
    shop.answers[operation] = MahoFault("seen", code="4711")
    [answer] = calls(wsdl, [operation, ["@0", *arguments]])
    assert answer == {"fault": ["4711", "seen"]}
    assert shop.seen == [(operation, expected)]


@pytest.mark.parametrize(
    ("operation", "returned", "expected"),
    [
        ("shoppingCartTotals", [], []),
        (
            "shoppingCartTotals",
            [ShoppingCartTotalsEntity(), ShoppingCartTotalsEntity(title="", amount=0.1 + 0.2)],
            [{}, {"title": "", "amount": 0.1 + 0.2}],
        ),
        ("shoppingCartInfo", ShoppingCartInfoEntity(items=[]), {"items": []}),
        ("shoppingCartInfo", ShoppingCartInfoEntity(), {}),
        ("shoppingCartOrder", "", ""),
        ("shoppingCartCreate", 2**40, 2**40),
        ("shoppingCartCustomerSet", False, False),
    ],
)
def test_absent_and_empty_results(
    wsdl: str, shop: Shop, operation: str, returned: Any, expected: Any
) -> None:
    shop.answers[operation] = returned
    arguments = [1, {}] if operation == "shoppingCartCustomerSet" else ["1"]
    [answer] = calls(wsdl, [operation, ["@0", *arguments]])
    assert strict(answer) == strict({"result": expected})


@pytest.mark.parametrize("resource", CONTRACT.resources, ids=attrgetter("key"))
def test_every_fault_by_code(wsdl: str, shop: Shop, resource: ResourceInfo) -> None:
    operation = resource.operations[-1]
    faults = {**CONTRACT.faults, **resource.faults}
    raised = iter(faults.values())

    def fail(**_: Any) -> None:
        raise next(raised)

    shop.answers[operation.name] = fail
    script = [operation.name, as_json(operation, samples_for(operation))]
    answers = calls(wsdl, *[script] * len(faults))
    assert answers == [{"fault": [code, fault.default_message]} for code, fault in faults.items()]


def test_other_faults_and_failures(wsdl: str, shop: Shop) -> None:
    raised = iter(
        [
            StoreNotExists(),
            QuoteNotExists("not <this>\none & ü"),
            RuntimeError("nobody's business"),
        ]
    )

    def fail(**_: Any) -> None:
        raise next(raised)

    shop.answers["shoppingCartTotals"] = fail
    script = ["shoppingCartTotals", ["@0", 1]]
    base, own_text, failure = calls(wsdl, script, script, script)
    assert base == {"fault": ["1001", "Can not make operation because store is not exists"]}
    assert own_text == {"fault": ["1002", "not <this>\none & ü"]}
    code, text = failure["fault"]
    assert code == "SOAP-ENV:Server"
    assert re.fullmatch("Internal error, reference [0-9a-f]{32}", text)


def test_the_calls_that_every_store_has(wsdl: str, shop: Shop) -> None:
    started, resources, global_faults, faults, swapped, ended, expired, refused, empty = calls(
        wsdl,
        ["startSession", []],
        ["resources", ["@0"]],
        ["globalFaults", ["whoever"]],
        ["resourceFaults", ["@0", "cart"]],
        ["resourceFaults", ["cart", "@0"]],
        ["endSession", ["@0"]],
        ["resources", ["@0"]],
        ["login", ["apiUser", "wrong"]],
        ["login", ["apiUser", ""]],
    )
    assert len(started["result"]) == 64
    assert [resource["name"] for resource in resources["result"]] == ["cart", "cart_customer"]
    assert resources["result"][1]["methods"][0] == {
        "title": "Set customer for shopping cart",
        "path": "cart_customer.set",
        "name": "set",
        "aliases": ["cart_customer_address.set"],
    }
    assert [fault["code"] for fault in global_faults["result"]] == list("0123456")
    assert {"code": "1001", "message": StoreNotExists.default_message} in faults["result"]
    assert ended == {"result": True}
    assert [a["fault"][0] for a in (swapped, expired, refused, empty)] == ["5", "5", "2", "6"]
    assert shop.seen == []
