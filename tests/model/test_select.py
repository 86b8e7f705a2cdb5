"""An Api restricted to some resources keeps what they reach, and says what it does not have."""

from __future__ import annotations

import pytest
from contract_text import array, read, struct, v2

from mahogen.errors import ConfigError, Source
from mahogen.model.api import Api
from mahogen.model.select import Naming, only, select

CATALOG = """<config><api>
<resources><cart/><cart_item/><order/><unused/></resources>
<resources_alias><basket>cart</basket></resources_alias>
<v2><resources_function_prefix>
<cart>cart</cart><cart_item>cartItem</cart_item><order>order</order>
</resources_function_prefix></v2>
</api></config>"""


@pytest.fixture
def api() -> Api:
    text = v2(
        struct("error", "code:xsd:string"),
        struct("cart", "items:t:items"),
        struct("item", "options:t:options", "parent:t:item"),
        array("items", "t:item"),
        struct("option", "key:xsd:string", "value:t:price"),
        array("options", "t:option"),
        struct("price", "amount:xsd:double"),
        struct("filter"),
        struct("order"),
        struct("nowhere", "x:t:order"),
        globalFaults=("sessionId:xsd:string", "r:t:error"),
        cartInfo=("sessionId:xsd:string", "r:t:cart"),
        cartItemList=("sessionId:xsd:string filter:t:filter", "r:t:items"),
        orderInfo=("sessionId:xsd:string", "r:t:order"),
    )
    return read(text, CATALOG)[0]


def names(api: Api) -> tuple[list[str], list[str]]:
    return [r.key for r in api.resources], [e.name for e in api.entities]


@pytest.mark.parametrize(
    ("asked", "resources", "entities"),
    [
        (["cart"], ["cart"], ["error", "cart", "item", "price"]),
        (["basket", "cart"], ["cart"], ["error", "cart", "item", "price"]),
        (["cart_item"], ["cart_item"], ["error", "item", "price", "filter"]),
        (
            ["order", "cart_item"],
            ["cart_item", "order"],
            ["error", "item", "price", "filter", "order"],
        ),
        ([], [], ["error"]),
        (
            None,
            ["cart", "cart_item", "order"],
            ["error", "cart", "item", "price", "filter", "order"],
        ),
    ],
)
def test_keeps_what_the_resources_reach(
    api: Api, asked: list[str] | None, resources: list[str], entities: list[str]
) -> None:
    chosen = select(api, asked)
    assert names(chosen) == (resources, entities)
    assert chosen.operations == api.operations
    assert chosen.contracts == api.contracts
    assert select(chosen, asked) == chosen


def test_everything_is_kept_before() -> None:
    api, _ = read(v2(struct("nowhere")), CATALOG)
    assert names(api)[1] == ["nowhere"]


@pytest.mark.parametrize(
    ("asked", "what", "hint"),
    [
        ("carts", 'the contract has no resource "carts"', "did you mean cart?"),
        (
            "baskets",
            'the contract has no resource "baskets"',
            "did you mean basket, another name of cart?",
        ),
        (
            "xyz",
            'the contract has no resource "xyz"',
            "it has cart, cart_item, order",
        ),
        (
            "unused",
            'the resource "unused" has no operations in the contract',
            "it has cart, cart_item, order",
        ),
    ],
)
def test_names_what_is_near(api: Api, asked: str, what: str, hint: str) -> None:
    at = Source("mahogen.toml", 7)
    with pytest.raises(ConfigError) as caught:
        select(api, ["cart", asked], at)
    [problem] = caught.value.problems
    assert (problem.source, problem.what, problem.hint) == (at, what, hint)


def test_names_every_unknown_resource(api: Api) -> None:
    with pytest.raises(ConfigError) as caught:
        select(api, ["a", "b"])
    assert len(caught.value.problems) == 2


def test_only_leaves_out_what_belongs_to_every_store(api: Api) -> None:
    chosen = only(api, ["cart_item"])
    assert names(chosen) == (["cart_item"], ["item", "price", "filter"])
    assert (chosen.operations, chosen.faults) == ((), ())
    assert chosen.contracts == api.contracts


def test_without_a_catalog_there_are_no_resources_to_name() -> None:
    api, _ = read(v2(cartInfo=("sessionId:xsd:string", "r:xsd:string")))
    with pytest.raises(ConfigError) as caught:
        select(api, ["cart"])
    assert caught.value.problems[0].hint == (
        "without a catalog all operations form one resource, operations: "
        "name a catalog (api.xml), or leave resources out"
    )


def test_a_contract_may_have_no_resources_at_all() -> None:
    api, _ = read(v2(login=("username:xsd:string", "r:xsd:string")), CATALOG)
    with pytest.raises(ConfigError) as caught:
        select(api, ["cart"])
    assert caught.value.problems[0].hint == "it has no operations of resources"


@pytest.mark.parametrize(
    ("asked", "but", "resources"),
    [
        (["cart*"], None, ["cart", "cart_item"]),
        (["*"], None, ["cart", "cart_item", "order"]),
        (["bask?t"], None, ["cart"]),
        (["[co]*"], None, ["cart", "cart_item", "order"]),
        (["order", "cart_*"], None, ["cart_item", "order"]),
        (["cart"], None, ["cart"]),
        (None, ["cart_*"], ["cart", "order"]),
        (["cart*"], ["basket"], ["cart_item"]),
        (["cart*"], ["order"], ["cart", "cart_item"]),
    ],
)
def test_patterns(
    api: Api, asked: list[str] | None, but: list[str] | None, resources: list[str]
) -> None:
    chosen = select(api, asked, but=Naming(but) if but else None)
    assert names(chosen)[0] == resources


def test_a_pattern_knows_capitals(api: Api) -> None:
    with pytest.raises(ConfigError) as caught:
        select(api, ["Cart*"])
    [problem] = caught.value.problems
    assert problem.what == 'the contract has no resource that "Cart*" matches'
    assert problem.hint == "did you mean cart?"


def test_all_that_is_wrong_is_told_where_it_stands(api: Api) -> None:
    here, there = Source("mahogen.toml", 7), Source("mahogen.toml", 8)
    with pytest.raises(ConfigError) as caught:
        select(api, ["cats"], here, but=Naming(["x*"], there))
    assert [problem.source for problem in caught.value.problems] == [here, there]


def test_something_has_to_be_left(api: Api) -> None:
    there = Source("mahogen.toml", 8)
    with pytest.raises(ConfigError) as caught:
        select(api, ["cart*"], but=Naming(["*"], there))
    [problem] = caught.value.problems
    assert (problem.source, problem.what) == (
        there,
        "leaves no resource of those that were asked for",
    )
