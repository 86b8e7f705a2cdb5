"""What PHP would return, shown by each dialect in its own way."""

from __future__ import annotations

from typing import Any

import pytest
from asgi_driver import HttpAnswer, call, envelope, http, login
from shop import CART, Cart, Carts, make_app

from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.plain import read_plain
from mahogen.runtime.codec.scalars import BOOLEAN, DOUBLE, INT, STRING
from mahogen.runtime.server import php
from mahogen.runtime.server.php_results import declared

ROW: dict[str, Any] = {
    "quote_id": "7",
    "total": "20.0000",
    "note": None,
    "is_changed": 1,
    "options": [],
}


def asked(dialect: str) -> HttpAnswer:
    app = make_app(Carts(php(ROW)))
    parts = f"<sessionId>{login(app)}</sessionId>"
    if dialect == "v1":
        inner = f"{parts}<resourcePath>cart.info</resourcePath><args>1</args>"
        return http(app, envelope(f"<n:call>{inner}</n:call>"), path="/api/soap/")
    name = {"v2": "cartInfo", "wsi": "cartInfoRequestParam"}[dialect]
    return call(app, name, f"{parts}<quoteId>1</quoteId>")


def test_v1_has_it_as_it_is() -> None:
    assert read_plain(asked("v1").result, None) == ROW


@pytest.mark.parametrize("dialect", ["v2", "wsi"])
def test_the_others_have_what_is_declared(dialect: str) -> None:
    found = {child.tag: child.text for child in asked(dialect).result}
    assert found == {"quote_id": "7", "total": "20"}


@pytest.mark.parametrize(
    ("codec", "data", "expected"),
    [
        (CART, ROW, Cart(quote_id=7, total=20.0)),
        (Array("Carts", CART), [ROW, {}], [Cart(quote_id=7, total=20.0), Cart()]),
        (DOUBLE, "a:0:{}", 0.0),
        (INT, "12 pieces", 12),
        (STRING, 5, "5"),
        (STRING, [], "Array"),
        (STRING, None, None),
        (BOOLEAN, 1, True),
    ],
)
def test_a_type_is_made_as_php_makes_it(codec: Any, data: Any, expected: Any) -> None:
    assert declared(codec, data) == expected


def test_nothing_can_be_made_of_some() -> None:
    with pytest.raises(TypeError, match="a dict is no Integer"):
        declared(INT, {"a": 1})


def test_a_result_that_cannot_be_is_an_error_of_the_service() -> None:
    app = make_app(Carts(php({"quote_id": {"a": 1}})))
    parts = f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>"
    assert call(app, "cartInfo", parts).fault.message.startswith("Internal error")
