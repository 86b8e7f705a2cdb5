"""The README's way to a new project, with the commands as it prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mahogen.fake_store import FakeStore
from support.readme import example, shell

SERVED = "http://127.0.0.1:8000"


def printed(code: str, folder: Path) -> str:
    """What commands print that succeed; nothing of ours is set up but the path to mahogen."""
    done = shell(code, folder, {"HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def fake() -> Iterator[tuple[FakeStore, str]]:
    store = FakeStore()
    with store.serving() as url:
        yield store, url


def test_a_project_that_works(tmp_path: Path, fake: tuple[FakeStore, str]) -> None:
    said = printed(example("start"), tmp_path)
    assert re.search(r"^\d+ passed", said, re.M)
    assert "next: cd demo && make test" in said
    store, url = fake
    ordered = printed(example("start with a store").replace(SERVED, url), tmp_path / "demo")
    [order] = store.orders
    assert f"order {order.number}" in ordered.splitlines()

    # and then as its own README goes on, with a store of one's own
    own = (tmp_path / "demo" / "README.md").read_text()
    [commands] = re.findall(r"takes its place:\n\n```sh\n(.*?)```", own, re.S)
    assert (tmp_path / "demo/wsdl/wsi.wsdl").exists()
    said = printed(commands.replace("https://YOUR.STORE/", url), tmp_path / "demo")
    assert "wsdl/wsi.wsdl: removed, since it was that of a stock store" in said
    assert re.search(r"^\d+ passed", said, re.M)
    assert printed("make contract", tmp_path / "demo").count("\n") == 1


@pytest.mark.slow
def test_from_a_store_and_with_a_server(tmp_path: Path, fake: tuple[FakeStore, str]) -> None:
    command = example("start from a store").replace("https://shop.example/", fake[1])
    printed(f"{command}\ncd sync\nmake test", tmp_path)
    assert (tmp_path / "sync/src/sync/services/cart_coupon.py").is_file()


def test_a_project_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    assert "src/shop_api" in printed(example("init"), tmp_path)
    assert printed("mahogen check --force", tmp_path) == ""
