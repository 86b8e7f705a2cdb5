"""Which example a contract gets, by what the example uses of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from mahogen.model.api import Api, Dialect, Entity, Field, Operation, Parameter, Resource, Scalar
from mahogen.scaffold.contract import stock_model
from mahogen.scaffold.example import example_for


def stock() -> Api:
    return stock_model(frozenset(Dialect))


def with_operation(name: str, change: Callable[[Operation], Operation]) -> Api:
    """The stock contract with one call changed."""

    def changed(resource: Resource) -> Resource:
        calls = (change(op) if op.name == name else op for op in resource.operations)
        return replace(resource, operations=tuple(calls))

    return replace(stock(), resources=tuple(map(changed, stock().resources)))


def with_field(entity: str, name: str, change: Callable[[Field], Field | None]) -> Api:
    """The stock contract with one field changed, or without it."""

    def changed(found: Entity) -> Entity:
        if found.name != entity:
            return found
        fields = (change(field) if field.name == name else field for field in found.fields)
        return replace(found, fields=tuple(field for field in fields if field))

    return replace(stock(), entities=tuple(map(changed, stock().entities)))


def another(field: Field) -> Field:
    return replace(field, type=Scalar("int" if field.type == Scalar("string") else "string"))


def more(*, required: bool) -> Callable[[Operation], Operation]:
    parameter = Parameter("gift", Scalar("string"), required)
    return lambda op: replace(op, parameters=(*op.parameters, parameter))


def test_the_stock_contract() -> None:
    assert example_for(stock(), stock()) == "checkout"


@pytest.mark.parametrize(
    ("api", "example"),
    [
        (with_operation("shoppingCartOrder", more(required=False)), "checkout"),
        (with_operation("shoppingCartOrder", more(required=True)), "guest_cart"),
        (with_operation("shoppingCartCreate", lambda op: replace(op, parameters=())), "hello"),
        (
            with_operation("shoppingCartOrder", lambda op: replace(op, result=Scalar("int"))),
            "guest_cart",
        ),
        (
            with_operation("shoppingCartTotals", lambda op: replace(op, wires=op.wires[:1])),
            "guest_cart",
        ),
        (with_field("shoppingCartProductEntity", "qty", another), "guest_cart"),
        (with_field("shoppingCartLicenseEntity", "agreement_id", lambda _: None), "guest_cart"),
        (with_field("shoppingCartCustomerAddressEntity", "region_id", another), "hello"),
        (with_field("shoppingCartCustomerAddressEntity", "fax", another), "checkout"),
        (replace(stock(), faults=()), "guest_cart"),
        (
            replace(stock(), resources=tuple(replace(r, faults=()) for r in stock().resources)),
            "hello",
        ),
        (replace(stock(), operations=()), ""),
    ],
)
def test_one_thing_that_is_otherwise(api: Api, example: str) -> None:
    assert example_for(api, stock()) == example
