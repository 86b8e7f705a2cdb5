"""Calls of what a store has and the fake one has not, beside calls of what no store has."""

from __future__ import annotations

import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

import mahogen.fetch
from maho_api import Maho
from maho_api.contract import CONTRACT
from maho_api.faults import MahoFault
from mahogen.fake_store import FakeStore
from mahogen.fake_store.other_resources import OTHERS, resource_of
from mahogen.runtime.dialects import DialectName
from support.fake_stores import client

ROOT = Path(__file__).parents[2]


def said(store: FakeStore, dialect: DialectName, name: str) -> tuple[str, str]:
    """The code and the text of the fault that a call ends in."""
    with client(store, dialect) as maho, pytest.raises(MahoFault) as caught:
        maho.call(name)
    return caught.value.code, caught.value.message


KNOWN: list[tuple[DialectName, str, str]] = [
    ("v1", "sales_order.list", "sales_order"),
    ("v1", "order.list", "sales_order"),
    ("v1", "product_media.list", "catalog_product_attribute_media"),
    ("v2", "salesOrderList", "sales_order"),
    ("v2", "salesOrderInvoiceInfo", "sales_order_invoice"),
    ("v2", "catalogProductAttributeMediaList", "catalog_product_attribute_media"),
    ("v2", "storeList", "core_store"),
    ("wsi", "salesOrderList", "sales_order"),
    ("wsi", "customerCustomerInfo", "customer"),
]


@pytest.mark.parametrize(("dialect", "name", "resource"), KNOWN)
@pytest.mark.parametrize("strict", [False, True])
def test_what_a_store_has_is_told_to_be_missing(
    dialect: DialectName, name: str, resource: str, strict: bool
) -> None:
    code, text = said(FakeStore(strict=strict), dialect, name)
    assert code == "0"
    assert f"does not model the resource {resource} ({name}" in text
    assert text.endswith("it has cart and cart_* alone")


PATHS = ["cart.nothing", "nothing.info", "sales_order", "sales_order.", ".list", "salesorder.list"]
NAMES = [
    "shoppingCartNothing",
    "nothingInfo",
    "sales",
    "salesorderList",
    "salesOrder",
    "storeroom",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_no_store_has(store: FakeStore, path: str) -> None:
    assert said(store, "v1", path) == ("3", "Invalid api path.")


@pytest.mark.parametrize("name", NAMES)
def test_an_operation_that_no_store_has(store: FakeStore, name: str) -> None:
    assert said(store, "v2", name) == ("SOAP-ENV:Server", f"Procedure '{name}' not present")
    assert said(store, "wsi", name)[1] == f"Procedure '{name}RequestParam' not present"


def test_who_is_not_logged_in_learns_nothing_of_it_in_v1(store: FakeStore, maho: Maho) -> None:
    with client(store, "v1", user="nobody") as other, pytest.raises(MahoFault) as caught:
        other.call("sales_order.list")
    assert caught.value.code == "2"


@pytest.mark.parametrize("dialect", ["v1", "v2"])
def test_the_faults_of_another_resource(store: FakeStore, dialect: DialectName) -> None:
    with client(store, dialect) as maho:
        with pytest.raises(MahoFault, match=r"the resource sales_order \(order\)"):
            maho.resource_faults("order")
        with pytest.raises(MahoFault, match="Invalid api path"):
            maho.resource_faults("nothing")
        assert maho.resource_faults("cart")


def test_the_others_are_those_of_a_stock_store() -> None:
    """As fetch knows them, and as the catalog that mahogen comes with names them in V1."""
    stock = tomllib.loads(Path(mahogen.fetch.__file__).with_name("stock.toml").read_text("utf-8"))
    own = {resource.key for resource in CONTRACT.resources}
    prefixes = {key: value for key, value in stock["prefixes"].items() if key not in own}
    assert {key: prefix for key, (prefix, *_) in OTHERS.items()} == prefixes
    aliases = ElementTree.parse(ROOT / "wsdl" / "api.xml").iterfind("api/resources_alias/*")
    for alias in aliases:
        assert resource_of(f"{alias.tag}.list") == ("" if alias.text in own else alias.text)
