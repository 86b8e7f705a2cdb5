"""PHP's SoapClient, on the WSDLs of the generated server, gets what the services return."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

import pytest
from peer_shop import Shop, serving
from php_script import SESSION, as_json, call_of, calls, login, samples_for, understood
from samples import Samples, plain, strict

from maho_api import (
    ShoppingCartCustomerEntity,
    ShoppingCartInfoEntity,
    ShoppingCartTotalsEntity,
)
from maho_api.contract import CONTRACT
from maho_api.faults import QuoteNotExists, StoreNotExists
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.contract import ResourceInfo
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.operation import Operation
from support.php import php

pytestmark = pytest.mark.peer

OPERATIONS = [operation for resource in CONTRACT.resources for operation in resource.operations]
BY_NAME = {operation.name: operation for operation in OPERATIONS}


@pytest.fixture(scope="module", params=["php", "strict"])
def running(request: pytest.FixtureRequest) -> Iterator[Shop]:
    """PHP's client does as the contract says, so it notices nothing of a strict server."""
    php()
    with serving(mode=request.param) as shop:
        yield shop


@pytest.fixture
def shop(running: Shop) -> Shop:
    running.forget()
    return running


@pytest.fixture(scope="module")
def lenient() -> Iterator[Shop]:
    php()
    with serving() as shop:
        yield shop


@pytest.mark.parametrize("operation", OPERATIONS, ids=attrgetter("name"))
def test_every_field_both_ways(shop: Shop, dialect: str, operation: Operation[Any]) -> None:
    check_every_field(shop, dialect, operation, "1.1")


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS, ids=attrgetter("name"))
def test_every_field_from_a_client_of_soap_12(
    lenient: Shop, dialect: str, operation: Operation[Any]
) -> None:
    lenient.forget()
    check_every_field(lenient, dialect, operation, "1.2")


def check_every_field(shop: Shop, dialect: str, operation: Operation[Any], version: str) -> None:
    assert operation.result is not None
    returned = Samples().full(operation.result)
    sent = samples_for(operation)
    shop.answers[operation.name] = returned
    script = call_of(dialect, operation, as_json(dialect, operation, sent))
    [answer] = calls(shop.wsdl(dialect), dialect, script, version=version)
    assert list(answer) == ["result"], answer
    got = understood(dialect, operation.result, answer["result"])
    assert strict(got) == strict(plain(operation.result, returned))
    assert shop.seen == [(operation.name, sent)]


ENTITY = ShoppingCartCustomerEntity
ALL = ("v1", "v2", "wsi")


@pytest.mark.parametrize(
    ("dialects", "operation", "arguments", "expected"),
    [
        (ALL, "shoppingCartInfo", ["15"], {"quote_id": 15, "store": None}),
        (ALL, "shoppingCartInfo", [15, None], {"quote_id": 15, "store": None}),
        (ALL, "shoppingCartInfo", [15, ""], {"quote_id": 15, "store": ""}),
        (ALL, "shoppingCartInfo", [15, 0], {"quote_id": 15, "store": "0"}),
        (ALL, "shoppingCartInfo", [2**31 - 1, " a "], {"quote_id": 2**31 - 1, "store": " a "}),
        (ALL, "shoppingCartInfo", [15, "\n"], {"quote_id": 15, "store": "\n"}),
        (("v1",), "shoppingCartInfo", {"quoteId": 15}, {"quote_id": 15, "store": None}),
        (
            ("v1",),
            "shoppingCartInfo",
            {"store": "de", "quoteId": 15},
            {"quote_id": 15, "store": "de"},
        ),
        (("v1",), "shoppingCartInfo", 15, {"quote_id": 15, "store": None}),
        (("v1",), "shoppingCartInfo", [15.0, True], {"quote_id": 15, "store": "1"}),
        (("v1",), "shoppingCartCreate", [], {"store": None}),
        (("v1",), "shoppingCartCreate", None, {"store": None}),
        (
            ALL,
            "shoppingCartOrder",
            [15, None, None],
            {"quote_id": 15, "store": None, "agreements": None},
        ),
        (
            ALL,
            "shoppingCartOrder",
            [15, "de", []],
            {"quote_id": 15, "store": "de", "agreements": []},
        ),
        (
            ALL,
            "shoppingCartOrder",
            [15, "de", ["1", ""]],
            {"quote_id": 15, "store": "de", "agreements": ["1", ""]},
        ),
        (
            ("v2", "wsi"),
            "shoppingCartCustomerSet",
            [15, {"mode": None, "customer_id": None, "email": "", "vip": "not declared"}],
            {"quote_id": 15, "customer_data": ENTITY(email=""), "store": None},
        ),
        (
            ("v1",),
            "shoppingCartCustomerSet",
            [15, {"mode": None, "customer_id": True, "email": "", "vip": "not declared"}],
            {
                "quote_id": 15,
                "customer_data": ENTITY(email="", customer_id=1, extras={"vip": "not declared"}),
                "store": None,
            },
        ),
        (
            ALL,
            "shoppingCartCustomerAddresses",
            [15, []],
            {"quote_id": 15, "customer_address_data": [], "store": None},
        ),
        (
            ("v2",),
            "shoppingCartCustomerAddresses",
            [15, None],
            {"quote_id": 15, "customer_address_data": [], "store": None},
        ),
    ],
)
def test_absent_nil_and_empty_arguments(
    shop: Shop, dialects: tuple[str, ...], operation: str, arguments: Any, expected: dict[str, Any]
) -> None:
    for dialect in dialects:
        shop.forget()
        shop.answers[operation] = MahoFault("seen", code="4711")
        script = call_of(dialect, BY_NAME[operation], arguments)
        [answer] = calls(shop.wsdl(dialect), dialect, script)
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
        ("shoppingCartTotals", [ShoppingCartTotalsEntity(title="t")], [{"title": "t"}]),
        ("shoppingCartInfo", ShoppingCartInfoEntity(items=[]), {"items": []}),
        ("shoppingCartInfo", ShoppingCartInfoEntity(), {}),
        ("shoppingCartOrder", "", ""),
        ("shoppingCartCreate", 2**40, 2**40),
        ("shoppingCartCustomerSet", False, False),
    ],
)
def test_absent_and_empty_results(
    shop: Shop, dialect: str, operation: str, returned: Any, expected: Any
) -> None:
    shop.answers[operation] = returned
    arguments = [1, {}] if operation == "shoppingCartCustomerSet" else ["1"]
    script = call_of(dialect, BY_NAME[operation], arguments)
    [answer] = calls(shop.wsdl(dialect), dialect, script)
    codec = BY_NAME[operation].result
    assert codec is not None
    got = understood(dialect, codec, answer["result"])
    assert strict(got) == strict(with_nulls(codec, expected) if dialect == "v1" else expected)


def with_nulls(codec: Codec[Any], value: Any) -> Any:
    """The same with every field: in V1 a store answers with null where it has no value."""
    match codec, value:
        case Struct(), dict():
            fields = {field.tag: field.codec for field in codec.fields}
            return {tag: with_nulls(inner, value.get(tag)) for tag, inner in fields.items()}
        case Array(), list():
            return [with_nulls(codec.item, item) for item in value]
        case _:
            return value


@pytest.mark.parametrize("resource", CONTRACT.resources, ids=attrgetter("key"))
def test_every_fault_by_code(shop: Shop, dialect: str, resource: ResourceInfo) -> None:
    operation = resource.operations[-1]
    faults = {**CONTRACT.faults, **resource.faults}
    raised = iter(faults.values())

    def fail(**_: Any) -> None:
        raise next(raised)

    shop.answers[operation.name] = fail
    script = call_of(dialect, operation, as_json(dialect, operation, samples_for(operation)))
    answers = calls(shop.wsdl(dialect), dialect, *[script] * len(faults))
    assert answers == [{"fault": [code, fault.default_message]} for code, fault in faults.items()]


def test_other_faults_and_failures(shop: Shop, dialect: str) -> None:
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
    script = call_of(dialect, BY_NAME["shoppingCartTotals"], [1])
    base, own_text, failure = calls(shop.wsdl(dialect), dialect, script, script, script)
    assert base == {"fault": ["1001", "Can not make operation because store is not exists"]}
    assert own_text == {"fault": ["1002", "not <this>\none & ü"]}
    code, text = failure["fault"]
    assert code == "SOAP-ENV:Server"
    assert re.fullmatch("Internal error, reference [0-9a-f]{32}", text)


@pytest.mark.parametrize("dialect", ["v1", "v2"])
def test_the_calls_that_every_store_has(shop: Shop, dialect: str) -> None:
    started, resources, global_faults, faults, swapped, ended, expired, refused, empty = calls(
        shop.wsdl(dialect),
        dialect,
        ["startSession", []],
        ["resources", [SESSION]],
        ["globalFaults", ["whoever"]],
        ["resourceFaults", [SESSION, "cart"]],
        ["resourceFaults", ["cart", SESSION]],
        ["endSession", [SESSION]],
        ["resources", [SESSION]],
        login(dialect, api_key="wrong"),
        login(dialect, api_key=""),
    )
    assert len(started["result"]) == 64
    keys = [resource.key for resource in CONTRACT.resources]
    assert [resource["name"] for resource in resources["result"]] == keys
    assert resources["result"][2]["methods"][0] == {
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


def test_sessions_in_ws_i(shop: Shop) -> None:
    session = {"sessionId": SESSION}
    ended, expired, refused, empty = calls(
        shop.wsdl("wsi"),
        "wsi",
        ["endSession", [session]],
        ["shoppingCartInfo", [{**session, "quoteId": 1}]],
        login("wsi", api_key="wrong"),
        login("wsi", api_key=""),
    )
    assert ended == {"result": True}
    assert [a["fault"][0] for a in (expired, refused, empty)] == ["5", "2", "6"]
    assert shop.seen == []


def test_several_calls_at_once(shop: Shop) -> None:
    shop.answers = {"shoppingCartCreate": 15, "shoppingCartTotals": QuoteNotExists()}
    members = [
        ["cart.create", ["de"]],
        ["cart.totals", 15],
        ["cart.nothing"],
        ["cart.create"],
        [],
    ]
    no_quote = {
        "isFault": True,
        "faultCode": "1002",
        "faultMessage": "Can not make operation because quote is not exists",
    }
    no_path = {"isFault": True, "faultCode": "3", "faultMessage": "Invalid api path."}
    every, until_fault, none = calls(
        shop.wsdl("v1"),
        "v1",
        ["multiCall", [SESSION, members]],
        ["multiCall", [SESSION, members, {"break": 1}]],
        ["multiCall", [SESSION, []]],
    )
    assert every == {"result": [15, no_quote, no_path, 15, no_path]}
    assert until_fault == {"result": [15, no_quote]}
    assert none == {"result": []}
    assert [operation for operation, _ in shop.seen] == [
        *("shoppingCartCreate", "shoppingCartTotals", "shoppingCartCreate"),
        *("shoppingCartCreate", "shoppingCartTotals"),
    ]
