"""What a server refuses to start with."""

from __future__ import annotations

from typing import Any

import pytest
from asgi_driver import call, login
from shop import Cart, Carts, Customer, make_app

from mahogen.runtime.server import Service


class Strangers(Service):
    resource = "stranger"


class Nameless(Service):
    pass


class Half(Service):
    resource = "cart_customer"

    def set(self, quote: int, customer_data: Customer, store: str | None = None) -> bool:
        return True


class Renamed(Service):
    resource = "cart_customer"

    async def set(self, quote_id: int, *, customer_data: Customer, store: str = "x") -> bool:
        return True

    def addresses(self, **arguments: Any) -> bool:
        return not arguments["addresses"]


@pytest.mark.parametrize(
    ("services", "messages"),
    [
        (
            [Strangers()],
            [
                "Strangers serves 'stranger', which the contract does not have"
                " (it has cart, cart_customer, stock)"
            ],
        ),
        ([Nameless()], ["Nameless serves None, which the contract does not have"]),
        ([Carts(), Carts()], ["Carts and Carts both serve 'cart'"]),
        ([Carts], ["Carts is a class; pass an instance, Carts()"]),
        (
            [Half(), Strangers()],
            [
                "Half.set cannot be called by name: missing a required argument: 'quote'; "
                "by the contract it takes ",
                "'quote'",
                "Half has no method addresses",
                "Strangers serves",
            ],
        ),
    ],
)
def test_services_that_do_not_fit(services: list[Any], messages: list[str]) -> None:
    with pytest.raises(ValueError, match=r"Strangers|Nameless|Carts|Half") as refusal:
        make_app(*services)
    for message in messages:
        assert message in str(refusal.value)


def test_any_signature_that_takes_the_names_will_do() -> None:
    app = make_app(Carts(Cart()), Renamed())
    answer = call(app, "cartCustomerAddresses", f"<a>{login(app)}</a><b>1</b><c/>")
    assert answer.result.text == "true"
