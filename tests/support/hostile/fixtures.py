"""The shop that hostile contracts are tried on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from golden import run
from support.hostile.oracle import Importer, Shop
from support.hostile.store import files


@pytest.fixture(scope="session")
def importer() -> Iterator[Importer]:
    """The process that imports packages."""
    process = Importer()
    yield process
    process.close()


@pytest.fixture(scope="session")
def old_project(tmp_path_factory: pytest.TempPathFactory, importer: Importer) -> Path:
    """A project with a package that was generated from a good contract."""
    root = tmp_path_factory.mktemp("old")
    shop = Shop(root, importer)
    shop.write(files())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(shop.project)
        assert run("generate").exit_code == 0
    shop.hold_output()
    return shop.project


@pytest.fixture
def shop(
    tmp_path: Path, old_project: Path, importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> Shop:
    """A copy of the project, whose folder is the current one; nothing there is set to change."""
    shop = Shop(tmp_path, importer)
    shutil.copytree(old_project, shop.project)
    shop.canary.parent.mkdir()
    (shop.root / "beside").write_text("beside")
    (shop.root / "home").mkdir()
    monkeypatch.setenv("HOME", str(shop.root / "home"))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.chdir(shop.project)
    return shop
