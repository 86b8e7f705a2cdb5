"""Wire names to Python names, as a table."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahogen.emit import naming
from mahogen.emit.naming import Override, PythonName, Scope
from mahogen.errors import Diagnostics, Source


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ("quoteId", "quote_id"),
        ("customerAddressData", "customer_address_data"),
        ("is_multi_shipping", "is_multi_shipping"),
        ("cc_last4", "cc_last4"),
        ("getURLInfo", "get_url_info"),
        ("apiKey", "api_key"),
        ("from", "from_"),
        ("self", "self_"),
        ("None", "none"),
        ("a-b.c:d", "a_b_c_d"),
        ("4ever", "n4ever"),
        ("__class__", "class_"),
        ("", "unnamed"),
        ("ﬁ", "unnamed"),
        ("naïve", "na_ve"),
    ],
)
def test_snake(wire: str, expected: str) -> None:
    assert naming.snake(wire) == expected


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ("shoppingCartInfoEntity", "ShoppingCartInfoEntity"),
        ("existsFaltureEntity", "ExistsFaltureEntity"),
        ("quote_not_exists", "QuoteNotExists"),
        ("ArrayOfString", "ArrayOfString"),
        ("3dItem", "N3dItem"),
        ("...", "Unnamed"),
        ("entity", "Entity_"),
        ("maho", "Maho_"),
    ],
)
def test_pascal(wire: str, expected: str) -> None:
    assert naming.pascal(wire) == expected


@pytest.mark.parametrize("reserved", ["list", "str", "extras", "field"])
def test_a_field_never_hides_what_annotations_use(reserved: str) -> None:
    assert naming.snake(reserved, naming.FIELD_RESERVED) == f"{reserved}_"


@given(st.text())
def test_every_wire_name_becomes_an_identifier(wire: str) -> None:
    for name in (naming.snake(wire), naming.pascal(wire), naming.constant(wire)):
        assert name.isascii()
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")
        assert len(name) <= naming.MAX_LENGTH + 2


def test_names_that_collide_are_an_error_naming_both_and_the_override() -> None:
    diagnostics = Diagnostics()
    scope = Scope("the entity cart", {}, diagnostics)
    scope.add("cart.storeId", PythonName("store_id"), Source("v2.wsdl", 4))
    scope.add("cart.store_id", PythonName("store_id"), Source("v2.wsdl", 5))
    (problem,) = diagnostics.errors
    assert problem.what == (
        "cart.storeId (v2.wsdl:4) and cart.store_id both become store_id in the entity cart"
    )
    assert 'names = { "cart.store_id" = "store_id_2" }' in problem.hint


def test_an_override_settles_a_collision() -> None:
    diagnostics = Diagnostics()
    chosen = {"cart.store_id": Override("store", Source("mahogen.toml", 9))}
    scope = Scope("the entity cart", chosen, diagnostics)
    scope.add("cart.storeId", PythonName("store_id"), Source("v2.wsdl", 4))
    assert scope.add("cart.store_id", PythonName("store_id"), Source("v2.wsdl", 5)) == "store"
    diagnostics.gate()


@pytest.mark.parametrize("overridden", ["cart.storeId", "cart.view"])
def test_an_override_that_collides_is_wrong_itself(overridden: str) -> None:
    diagnostics = Diagnostics()
    at = Source("mahogen.toml", 9)
    scope = Scope("the entity cart", {overridden: Override("shop", at)}, diagnostics)
    for line, wire in enumerate(("storeId", "view"), 4):
        scope.add(f"cart.{wire}", PythonName("shop"), Source("v2.wsdl", line))
    (problem,) = diagnostics.usage
    assert (problem.source, diagnostics.errors) == (at, [])
    assert problem.what == (
        "cart.storeId (v2.wsdl:4) and cart.view (v2.wsdl:5) both become shop in the entity cart"
    )


def test_a_derived_name_is_settled_by_that_which_it_is_made_from() -> None:
    diagnostics = Diagnostics()
    scope = Scope("the package", {}, diagnostics)
    scope.add("cartResource", PythonName("CartResource"), Source("v2.wsdl", 4))
    made = PythonName("CartResource")
    scope.derive("resource", "cart", "cart", made, Source("api.xml", 5))
    (problem,) = diagnostics.errors
    assert problem.what == (
        "cartResource (v2.wsdl:4) and resource cart both become CartResource in the package"
    )
    assert 'names = { "cart" = "cart_2" }' in problem.hint
