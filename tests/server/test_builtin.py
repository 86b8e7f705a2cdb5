"""What the API says about itself."""

from __future__ import annotations

from typing import Any

import pytest
from asgi_driver import call, login
from shop import Carts, Customers, make_app

from mahogen.runtime.codec.plain import read_plain


def ask(operation: str, parts: str) -> Any:
    app = make_app(Carts(), Customers())
    answer = call(app, operation, parts.replace("SID", login(app)))
    return read_plain(answer.result, None)


def test_resources_are_those_that_are_served() -> None:
    assert ask("resources", "<sessionId>SID</sessionId>") == [
        {
            "title": "Shopping Cart",
            "name": "cart",
            "aliases": ["basket"],
            "methods": [
                {
                    "title": "Look into a cart",
                    "path": "cart.info",
                    "name": "info",
                    "aliases": ["basket.info"],
                }
            ],
        },
        {
            "title": "Customer",
            "name": "cart_customer",
            "aliases": [],
            "methods": [
                {
                    "title": "Set the customer",
                    "path": "cart_customer.set",
                    "name": "set",
                    "aliases": [],
                },
                {
                    "title": "Set the addresses",
                    "path": "cart_customer.addresses",
                    "name": "addresses",
                    "aliases": [],
                },
            ],
        },
    ]


@pytest.mark.parametrize("session", ["SID", "garbage", ""])
def test_global_faults_need_no_session(session: str) -> None:
    assert ask("globalFaults", f"<sessionId>{session}</sessionId>") == [
        {"code": "2", "message": "Access denied."},
        {"code": "5", "message": "Session expired. Try to relogin."},
    ]


def test_the_first_part_of_resource_faults_is_the_session_whatever_its_name() -> None:
    parts = "<resourceName>SID</resourceName><sessionId>{}</sessionId>"
    assert ask("resourceFaults", parts.format("cart_customer")) == [
        {"code": "1902", "message": "No quote to put a customer in"},
        {"code": "1042", "message": "No such customer"},
    ]
    assert ask("resourceFaults", parts.format("basket")) == [
        {"code": "1002", "message": "No such quote"}
    ]


@pytest.mark.parametrize(
    ("operation", "parts", "code"),
    [
        ("resources", "<sessionId>garbage</sessionId>", "5"),
        (
            "resourceFaults",
            "<resourceName>cart</resourceName><sessionId>SID</sessionId>",
            "5",
        ),
        (
            "resourceFaults",
            "<resourceName>SID</resourceName><sessionId>nope</sessionId>",
            "3",
        ),
        ("multiCall", "<sessionId>SID</sessionId>", "4"),
        ("stockCount", "<sessionId>SID</sessionId><sku>a</sku>", "4"),
    ],
)
def test_what_is_refused(operation: str, parts: str, code: str) -> None:
    app = make_app(Carts())
    answer = call(app, operation, parts.replace("SID", login(app)))
    assert (answer.status, answer.fault.code) == (500, code)
    assert answer.fault.message
