"""The files in wsdl/, and the modules of a real Maho that they are compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from contracts import Contract
from nodes import WSDL, Node, parse, section

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "wsdl"
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus" / "maho-76a889c74"
RECORDED = SHARED / "transcripts"


@dataclass(frozen=True)
class Dialect:
    """How a store makes the WSDL of a dialect: from which files, with what filled in.

    `handler` is the name of a class, empty where the store fills the files in before it knows it.
    """

    handler: str
    address: str
    files: tuple[str, ...]

    @property
    def variables(self) -> dict[str, str]:
        return {"handler": self.handler, "url": self.address, "name": "Maho"}


DIALECTS = {
    "v1": Dialect("", "http://localhost/api/soap/", ("Mage/Api/etc/wsdl.xml",)),
    "v2": Dialect(
        "Mage_Api_Model_Server_V2_Handler",
        "http://localhost/api/v2_soap/",
        ("Mage/Api/etc/wsdl2.xml", "Mage/Catalog/etc/wsdl.xml", "Mage/Checkout/etc/wsdl.xml"),
    ),
    "wsi": Dialect(
        "",
        "http://localhost/api/v2_soap/",
        ("Mage/Api/etc/wsi.xml", "Mage/Catalog/etc/wsi.xml", "Mage/Checkout/etc/wsi.xml"),
    ),
}
TYPED = ("v2", "wsi")
"""The dialects that declare entities, and operations of resources."""

RESOURCES = (
    *("cart", "cart_product", "cart_customer"),
    *("cart_shipping", "cart_payment", "cart_coupon"),
)

# The order in which a store loads the modules that have resources: the order of its own answer to
# `resources`. The blog is Maho's own and comes after Magento's.
MODULES = (
    *("Mage/Core", "Mage/Directory", "Mage/Customer", "Mage/Catalog", "Mage/Sales"),
    *("Mage/CatalogInventory", "Mage/Checkout", "Mage/Tag", "Mage/GiftMessage"),
    *("Mage/Downloadable", "Maho/Blog"),
)

BEYOND = ("shoppingCartInfoEntity", "is_virtual", "is_multi_shipping")
"""An entity, a field of it, and the field behind it that Magento and OpenMage have and Maho not."""
DUPLICATE = ("shoppingCartAddressEntity", "fax")
"""The one field that a module file declares twice; merging the modules leaves one."""


@cache
def shipped(dialect: str) -> Contract:
    return Contract((parse(SHIPPED / f"{dialect}.wsdl", {}),))


@cache
def catalog() -> Node:
    return parse(SHIPPED / "api.xml", {})


@cache
def store(dialect: str) -> Contract:
    """The modules that the shipped operations and their types come from, base file first."""
    like = DIALECTS[dialect]
    return Contract(tuple(parse(corpus() / file, like.variables) for file in like.files))


@cache
def modules() -> dict[str, Node]:
    """The api.xml of each module."""
    names = ("Mage/Api", *MODULES)
    found = {str(f.parents[1].relative_to(corpus())) for f in corpus().glob("*/*/etc/api.xml")}
    assert found == set(names)
    return {module: parse(corpus() / module / "etc" / "api.xml", {}) for module in names}


@cache
def selected(dialect: str) -> list[str]:
    """The global operations and those of RESOURCES, in the order of the store."""
    base = store(dialect).roots[0].one(f"{WSDL}portType")
    wanted = [operation.name for operation in base.children]
    for key in RESOURCES if dialect in TYPED else ():
        prefix = section(modules()["Mage/Checkout"], f"v2/resources_function_prefix/{key}").text
        methods = section(modules()["Mage/Checkout"], f"resources/{key}/methods").children
        wanted += [prefix + method.tag[0].upper() + method.tag[1:] for method in methods]
    assert set(wanted) <= set(store(dialect).operations)
    return [name for name in store(dialect).operations if name in wanted]


def corpus() -> Path:
    if not CORPUS.is_dir():
        pytest.skip(f"the modules of a real Maho are not there: {CORPUS} is no folder")
    return CORPUS


def recorded(dialect: str) -> Path:
    """The folder of the exchanges that were recorded in `dialect`."""
    if not RECORDED.is_dir():
        pytest.skip(f"recorded exchanges are not there: {RECORDED} is no folder")
    return RECORDED / dialect


def without_duplicates(entity: Node) -> Node:
    """What the store's merge makes of an entity: an element equal to an earlier one is left out."""
    children: list[Node] = []
    for child in entity.children:
        if child not in children:
            children.append(without_duplicates(child))
    return replace(entity, children=tuple(children))


def with_field_beyond(entity: Node) -> Node:
    """shoppingCartInfoEntity with the field that Magento and OpenMage stores have."""
    _, before, name = BEYOND
    children: list[Node] = []
    for child in entity.children:
        children.append(with_field_beyond(child))
        if child.attributes.get("name") == before:
            children.append(replace(child, attributes={**child.attributes, "name": name}))
    return replace(entity, children=tuple(children))
