"""Aliases of resources are further names on the client, where nothing else has the name."""

from __future__ import annotations

from mahogen.emit.plan.names import name_all
from mahogen.errors import Diagnostics, Source
from mahogen.model.api import Api, Contract, Dialect, Operation, Resource

CONTRACT = Contract(
    *(Dialect.V2, "Shop", "urn:Shop", "urn:Shop", "S", "P", "B", "T", "http://localhost/", "rpc"),
    "transport",
    source=Source("v2.wsdl", 1),
)


def resource(key: str, *aliases: str) -> Resource:
    return Resource(key, "", key, aliases, (), (), ())


def aliases(*resources: Resource) -> dict[str, tuple[str, ...]]:
    diagnostics = Diagnostics()
    login, faults = (Operation(name, name, False, (), None, ()) for name in ("login", "faults"))
    api = Api((CONTRACT,), resources, (login, faults), (), ())
    names = name_all(api, {}, diagnostics)
    diagnostics.gate()
    return {key: tuple(map(str, made)) for key, made in names.aliases.items()}


def test_every_alias_is_a_name() -> None:
    made = aliases(resource("sales_order", "order", "orderHistory"), resource("cart"))
    assert made == {"sales_order": ("order", "order_history"), "cart": ()}


def test_a_name_that_something_else_has_is_left_to_it() -> None:
    given = resource("sales_order", "order", "cart", "faults", "two-ways", "login", "from")
    other = resource("old_order", "two_ways")
    made = aliases(given, resource("cart"), other)
    assert made == {"sales_order": ("order", "login_", "from_"), "cart": (), "old_order": ()}


def test_aliases_do_not_make_a_contract_unusable() -> None:
    assert aliases(resource("a", "x.y", "x_y")) == {"a": ("x_y",)}
    assert aliases(resource("a", "x.y"), resource("b", "x_y")) == {"a": (), "b": ()}
