"""A contract of a thousand operations is no harder than a small one, only longer."""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

import pytest

from golden import run
from support.generated_code import imports, passes, passes_all
from support.many_operations import METHODS, write_store

PROGRAM = """\
from package import AcmeWarehouseItemPriceEntityToCreate, Filters, Maho


def prices(store: Maho) -> float:
    created = store.warehouse_item_price.create(
        AcmeWarehouseItemPriceEntityToCreate(from_="today", is_active=True)
    )
    wanted = Filters(filter={"id": str(created)})
    found = store.acme_supplier_note.list(wanted, store="de")
    return sum(store.club_item.price(note.field1 or 0, 2) for note in found)
"""


def generate(folder: Path, resources: int) -> int:
    """Write a store of so many resources and its package; the function calls that this took."""
    write_store(folder, resources)
    profile = cProfile.Profile()
    with profile:
        ended = run("generate", "--quiet", "--config", str(folder / "mahogen.toml"))
    assert ended.exit_code == 0, ended.stderr
    total: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return total


@pytest.mark.slow
def test_a_thousand_operations(tmp_path: Path) -> None:
    write_store(tmp_path, 40)
    assert 40 * len(METHODS) == 1000
    ended = run("generate", "--quiet", "--config", str(tmp_path / "mahogen.toml"))
    assert (ended.exit_code, ended.stderr) == (0, "")
    imports(tmp_path, "package")
    (tmp_path / "program.py").write_text(PROGRAM)
    passes_all(tmp_path, "package", "program.py")
    program = (
        "from package.contract import CONTRACT\n"
        "found = [o for r in CONTRACT.resources for o in r.operations]\n"
        "assert len(found) == 1000\n"
        "assert all(o.v2 and o.wsi and o.v1 for o in found)\n"
    )
    (tmp_path / "count.py").write_text(program)
    passes(tmp_path, "count")


@pytest.mark.slow
def test_twice_the_contract_is_twice_the_work(tmp_path: Path) -> None:
    generate(tmp_path / "warm", 1)
    small, large = (generate(tmp_path / str(size), size) for size in (10, 20))
    assert large / small < 2.1
