"""All that a real Maho has, as one package, and as one for each dialect alone."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from golden import run
from mahogen.model.api import Dialect
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.entity import Entity
from support.corpus import held, merged, needs_corpus
from support.corpus_package import part_of
from support.generated_code import imports, passes_all

pytestmark = [needs_corpus, pytest.mark.slow]

WORDS = re.compile(r"[a-z]+[0-9]*(_[a-z]+[0-9]*)*")
CLASS = re.compile(r"([A-Z][a-z]+)+")
KEYWORDS = {"from_"}
"""The one name of the contracts that Python has taken."""


@pytest.fixture(scope="module")
def resources(whole_maho: Path) -> Any:
    return part_of(whole_maho, "contract").CONTRACT.resources


@pytest.mark.parametrize("client", ["Maho", "AsyncMaho"])
def test_every_operation_is_a_method_of_its_resource(
    whole_maho: Path, resources: Any, client: str
) -> None:
    store = getattr(part_of(whole_maho), client)("https://shop.example", "user", "key")
    for resource in resources:
        for operation in resource.operations:
            assert inspect.ismethod(getattr(getattr(store, resource.key), operation.function))
        for alias in resource.aliases:
            assert getattr(store, alias) is getattr(store, resource.key)
    assert len(resources) == 33
    assert sum(len(resource.operations) for resource in resources) == 149
    assert sum(len(resource.aliases) for resource in resources) == 25


def test_it_reads_like_python(whole_maho: Path) -> None:
    package = part_of(whole_maho)
    store = package.Maho("https://shop.example", "user", "key")
    create = inspect.signature(store.sales_order_invoice.create)
    assert list(create.parameters) == [
        *("invoice_increment_id", "items_qty", "comment", "email", "include_comment"),
    ]
    products = inspect.signature(store.catalog_product.list)
    assert products.parameters["filters"].annotation == "Filters | None"
    assert products.return_annotation == "builtins.list[CatalogProductEntity]"
    assert store.product is store.catalog_product
    assert package.Filters(filter={"sku": "a"}, complex_filter={"qty": {"gt": "1"}})


def test_names_are_words(whole_maho: Path, resources: Any) -> None:
    names = {resource.key for resource in resources}
    for operation in (operation for resource in resources for operation in resource.operations):
        names |= {operation.function, *(parameter.name for parameter in operation.parameters)}
    for cls, _ in _entities(whole_maho):
        assert CLASS.fullmatch(cls.__name__)
        names |= cls.__dataclass_fields__.keys()
    odd = {name for name in names if not WORDS.fullmatch(name)}
    assert odd == KEYWORDS


def test_entities_stand_in_one_place(whole_maho: Path) -> None:
    package = part_of(whole_maho)
    found = _entities(whole_maho)
    classes = [cls for cls, _ in found]
    assert max(Counter(cls.__name__ for cls in classes).values()) == 1
    assert {cls.__name__ for cls in classes} <= set(dir(package))
    assert all(getattr(package, cls.__name__) is cls for cls in classes)
    structs = _structs(whole_maho)
    assert Counter(struct.cls for struct in structs) == Counter(classes)
    assert max(Counter(struct.name for struct in structs).values()) == 1
    homes = {cls.__name__: home for cls, home in found}
    assert homes["Filters"] == homes["OrderItemIdQty"] == "entities.common"
    assert homes["CatalogProductTagAddEntity"] == "entities.catalog_product_tag"


def _modules(package: Path, folder: str) -> list[tuple[str, Any]]:
    names = [f"{folder}.{one.name}" for one in pkgutil.iter_modules([str(package / folder)])]
    return [(name, part_of(package, name)) for name in names]


def _entities(package: Path) -> list[tuple[type[Entity], str]]:
    """The classes of entities, each with the module that defines it."""
    return [
        (value, name)
        for name, module in _modules(package, "entities")
        for value in vars(module).values()
        if inspect.isclass(value)
        and issubclass(value, Entity)
        and value.__module__ == module.__name__
    ]


def _structs(package: Path) -> list[Struct[Any]]:
    tables = (value for _, module in _modules(package, "wire") for value in vars(module).values())
    return [*{id(table): table for table in tables if isinstance(table, Struct)}.values()]


PROGRAM = """\
from whole_maho import AsyncMaho, Filters, Maho, OrderItemIdQty
from whole_maho.faults import OrderNotExists
from whole_maho.services import SalesOrderInvoiceService


def bill(store: Maho) -> list[str]:
    wanted = Filters(complex_filter={"status": {"in": "new,paid"}})
    numbers: list[str] = []
    for order in store.sales_order.list(filters=wanted):
        if order.increment_id is None:
            continue
        try:
            lines = [OrderItemIdQty(order_item_id=1, qty=2.0)]
            invoice = store.sales_order_invoice.create(order.increment_id, lines)
        except OrderNotExists:
            continue
        numbers.append(invoice)
    carriers: dict[str, str] = store.order_shipment.get_carriers("100000001")
    return [*numbers, *carriers]


async def first(store: AsyncMaho) -> str | None:
    tree = await store.category.tree()
    return tree.children[0].name if tree.children else None


class Invoices(SalesOrderInvoiceService):
    def capture(self, invoice_increment_id: str) -> bool:
        return True
"""


@pytest.mark.slow
def test_the_strictest_checks(whole_maho: Path) -> None:
    (whole_maho.parent / "program.py").write_text(PROGRAM)
    passes_all(whole_maho.parent, whole_maho.name, "program.py")
    imports(whole_maho.parent, whole_maho.name)


@pytest.mark.slow
@pytest.mark.parametrize("dialect", list(Dialect))
def test_one_dialect_alone(dialect: Dialect, tmp_path: Path) -> None:
    catalog = held().catalog
    assert catalog is not None
    (tmp_path / "contract.wsdl").write_bytes(merged(dialect))
    etree.ElementTree(catalog.root).write(str(tmp_path / "api.xml"))
    contract = f'[contract]\n{dialect} = "contract.wsdl"\ncatalog = "api.xml"\n'
    (tmp_path / "mahogen.toml").write_text(f'{contract}[targets.alone]\noutput = "alone"\n')
    ended = run("generate", "--quiet", "--config", str(tmp_path / "mahogen.toml"))
    assert ended.exit_code == 0, ended.stderr
    passes_all(tmp_path, "alone")
    imports(tmp_path, "alone")
