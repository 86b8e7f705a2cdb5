"""`mahogen new --store` and `init --store`: the contract of a store that is there."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from golden import files_of, run
from mahogen.fake_store import FakeStore
from support.corpus import CORPUS, needs_corpus

KEY = "key-Zq9-never-to-be-seen"
NOTE = (
    "note: resources and faults are those of a stock store, since a store tells its own to an API"
    " user only: --username names one\n"
)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAHO_API_KEY", KEY)


@pytest.fixture
def store() -> Iterator[str]:
    """A store in another namespace than the stock one."""
    fake = FakeStore(namespace="urn:Shop")
    fake.state.users["apiUser"] = replace(fake.state.users["apiUser"], key=KEY)
    with fake.serving() as url:
        yield f"{url}/"


def new(*arguments: str) -> tuple[dict[str, bytes], str]:
    ended = run("new", "demo", *arguments)
    assert ended.exit_code == 0, ended.stderr
    files = files_of(Path("demo"))
    assert not any(KEY.encode() in content for content in files.values())
    return files, ended.stderr


def sources(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(files["wsdl/SOURCE.toml"].decode())["files"]
    return found


def test_its_contract_and_the_resources_of_a_stock_store(store: str) -> None:
    files, said = new("--store", store)
    assert said.endswith(NOTE)
    places = {name: entry["from"] for name, entry in sources(files).items()}
    assert places == {
        "api.xml": "the stock contract of mahogen",
        "v1.wsdl": f"{store}api/soap/?wsdl",
        "v2.wsdl": f"{store}api/v2_soap/?wsdl",
    }
    assert b'"urn:Shop"' in files["src/demo_api/contract/__init__.py"]
    assert "src/demo/checkout.py" in files


def test_its_resources_as_it_tells_them(store: str) -> None:
    files, said = new("--store", store, "--username", "apiUser")
    assert NOTE not in said
    entry = sources(files)["api.xml"]
    assert (entry["from"], entry["user"]) == (store, "apiUser")


def test_ci_and_the_readme_know_the_store(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = new("--store", store)
    drift = yaml.safe_load(files[".github/workflows/ci.yml"])["jobs"]["drift"]
    assert "MAHO_URL" not in str(drift)
    assert drift["steps"][-1]["run"] == ".venv/bin/mahogen diff --format github"
    assert store in files["README.md"].decode()
    monkeypatch.chdir("demo")
    same = run("diff", "--format", "github")
    assert same.exit_code == 0
    assert same.stdout.endswith(": no change\n")


def test_without_one_ci_waits_until_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = new()
    drift = yaml.safe_load(files[".github/workflows/ci.yml"])["jobs"]["drift"]
    assert drift["if"].startswith("vars.MAHO_URL != ''")
    monkeypatch.chdir("demo")
    with FakeStore().serving() as url:
        assert run("diff", url).exit_code == 0


def test_a_store_that_is_not_there_leaves_nothing() -> None:
    ended = run("new", "demo", "--store", "http://127.0.0.1:9/")
    assert (ended.exit_code, ended.stdout, [*Path().iterdir()]) == (3, "", [])


def test_a_wrong_key_leaves_nothing(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAHO_API_KEY", "another-key")
    ended = run("new", "demo", "--store", store, "--username", "apiUser")
    assert (ended.exit_code, ended.stdout, [*Path().iterdir()]) == (3, "", [])
    assert "another-key" not in ended.stderr


def test_init(store: str) -> None:
    ended = run("init", "--store", store, "--resources", "cart")
    assert (ended.exit_code, ended.stderr[-len(NOTE) :]) == (0, NOTE)
    files = files_of(Path())
    assert sources(files)["v2.wsdl"]["from"] == f"{store}api/v2_soap/?wsdl"
    assert "shop_api/resources/cart.py" in files


@pytest.mark.parametrize("dialect", ["v1", "v2", "wsi"])
def test_a_folder_with_one_dialect(dialect: str) -> None:
    new()
    Path("store").mkdir()
    shutil.move(f"demo/wsdl/{dialect}.wsdl", "store")
    shutil.rmtree("demo")
    files, _ = new("--store", "store")
    example = "hello" if dialect == "v1" else "checkout"
    assert f"src/demo/{example}.py" in files


@needs_corpus
def test_a_source_tree_with_all_resources(monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = new("--store", str(CORPUS), "--server")
    assert len([path for path in files if path.startswith("src/demo_api/resources/")]) == 34
    monkeypatch.chdir("demo")
    assert run("check", "--force").exit_code == 0
