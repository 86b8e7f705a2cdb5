"""Several notes files, one over another, and beneath them what is known of every store."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahogen.errors import ConfigError
from mahogen.read.notes import parse_notes, read_notes
from mahogen.read.noting import Notes, over
from mahogen.read.source import Origin
from mahogen.read.stock import is_stock, stock_notes


def notes(text: str, name: str = "notes.toml") -> Notes:
    return parse_notes(text.encode(), name)


LOWER = """
secret = ["a"]
[parameters]
store = { doc = "Store", optional = true }
[operations.cartSet]
doc = "Sets"
v1 = false
[operations.cartSet.parameters]
quoteId = { name = "id", doc = "Cart" }
[entities.cart]
doc = "A cart"
pair = ["id", "qty"]
listed = true
[entities.cart.fields]
mode = { values = ["x"], spread = true }
"""


def test_what_the_later_file_says_counts_and_the_rest_stays() -> None:
    upper = """
        secret = ["b"]
        parameters.store.optional = false
        [operations.cartSet]
        returns = "True"
        v1 = true
        [operations.cartSet.parameters]
        quoteId = { doc = "The cart", v1 = false }
        storeId = "x"
        [operations.cartGet]
        doc = "Gets"
        [entities.cart]
        pair = []
        listed = false
        [entities.cart.fields]
        mode = { doc = "Mode", spread = false }
    """
    both = over(notes(upper, "upper.toml"), notes(LOWER, "lower.toml"))
    assert both.secret == ("a", "b")
    store = both.parameters["store"]
    assert (store.doc, store.optional, store.source.file) == ("Store", False, "upper.toml")
    cart_set = both.operations["cartSet"]
    assert (cart_set.doc, cart_set.returns, cart_set.v1) == ("Sets", "True", True)
    quote = cart_set.parameters["quoteId"]
    assert (quote.name, quote.doc, quote.v1) == ("id", "The cart", False)
    assert cart_set.parameters["storeId"].doc == "x"
    assert both.operations["cartGet"].doc == "Gets"
    cart = both.entities["cart"]
    assert (cart.doc, cart.pair, cart.listed) == ("A cart", (), False)
    assert (cart.fields["mode"].values, cart.fields["mode"].spread) == (("x",), False)


def test_nothing_over_notes_leaves_them() -> None:
    lower = notes(LOWER)
    assert over(Notes(), lower) == lower == over(lower, Notes())


def test_files_are_read_in_their_order_and_refused_together(tmp_path: Path) -> None:
    origins = []
    for name, text in {"a": "parameters.x = 'a'", "b": "parameters.x = 'b'"}.items():
        (tmp_path / name).write_text(text)
        origins.append(Origin.of(name, tmp_path))
    assert read_notes(origins, stock=False).parameters["x"].doc == "b"
    assert read_notes(origins[::-1], stock=False).parameters["x"].doc == "a"
    for origin in origins:
        origin.path.write_text("x = 1")
    missing = Origin.of("c", tmp_path)
    with pytest.raises(ConfigError) as caught:
        read_notes([*origins, missing], stock=True)
    assert [problem.source.file for problem in caught.value.problems] == ["a", "b", "c"]


def test_stock_notes_lie_beneath() -> None:
    assert read_notes([], stock=False).beneath is None
    beneath = read_notes([], stock=True).beneath
    assert beneath
    assert all(is_stock(name) for _, name in stock_notes())
    assert is_stock(beneath.operations["catalogProductMultiUpdate"].source.file)
    assert beneath.operations["catalogCategoryInfo"].parameters["storeView"].name == "store"
    assert beneath.operations["shoppingCartInfo"].returns


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("parameters.a.v1 = false", '1: "v1" is not a known key'),
        ("[operations.a]\nv1 = 0", '2: "v1" is not a boolean'),
        ("[operations.a.parameters]\nb.v1 = 'no'", '2: "v1" is not a boolean'),
        ("[operations.a.parameters]\nb.spread = true", '2: "spread" is not a known key'),
        ("[entities.a]\nlisted = 1", '2: "listed" is not a boolean'),
        ("[entities.a]\npair = 'a'", '2: "pair" is not a list of strings'),
        ("[entities.a]\npair = ['a']", '2: "pair" does not name two fields'),
        ("[entities.a]\npair = ['a', 'a']", '2: "pair" does not name two fields'),
        ("[entities.a.fields]\nb.spread = 'x'", '2: "spread" is not a boolean'),
    ],
)
def test_refuses(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        notes(text)
    assert f"{caught.value.problems[0].source.line}: {caught.value.problems[0].what}" == message
