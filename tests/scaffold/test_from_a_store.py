"""`mahogen new --store` and `init --store`: the contract of a store that is there."""

from __future__ import annotations

import shutil
import tomllib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from golden import files_of, run
from mahogen.fake_store import FakeStore
from mahogen.model.api import Dialect
from mahogen.read.stock import stock_contract
from mahogen.scaffold.contract import Contract, stock, stock_model
from mahogen.scaffold.names import names_of
from mahogen.scaffold.project import project_files
from support.corpus import CORPUS, needs_corpus
from support.web_server import Reply, serving

STOCK = stock_contract()
KEY = "key-Zq9-never-to-be-seen"
NOTE = (
    "note: resources and faults are those of a stock store, since a store tells its own to an API"
    " user only: --username names one\n"
)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAHO_API_KEY", KEY)


def test_readme_and_ci_of_a_store_that_others_can_ask() -> None:
    documents = stock().documents
    contract = Contract(documents, "https://shop.example/?a=1&b=`c`", guarded=True)
    api = stock_model(frozenset({Dialect.V2}))
    files = project_files(api, names_of("demo"), contract, server=False)
    assert "\nmahogen fetch 'https://shop.example/?a=1&b=`c`'\n" in files["README.md"]
    drift = yaml.safe_load(files[".github/workflows/ci.yml"])["jobs"]["drift"]
    assert "MAHO_URL" not in str(drift)
    assert drift["steps"][-1] == {
        "run": ".venv/bin/mahogen diff --format github",
        "env": {
            "MAHO_HTTP_USER": "${{ secrets.MAHO_HTTP_USER }}",
            "MAHO_HTTP_PASSWORD": "${{ secrets.MAHO_HTTP_PASSWORD }}",
        },
    }


@pytest.fixture
def store() -> Iterator[str]:
    """A store in another namespace than the stock one."""
    fake = FakeStore(namespace="urn:Shop")
    for name in ("apiUser", "limitedUser"):
        fake.state.users[name] = replace(fake.state.users[name], key=KEY)
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


def test_the_store_is_asked_again(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = new("--store", store)
    # Only this machine could ask it.
    drift = yaml.safe_load(files[".github/workflows/ci.yml"])["jobs"]["drift"]
    assert drift["if"].startswith("vars.MAHO_URL != ''")
    assert "is that of your store" in files["README.md"].decode()
    monkeypatch.chdir("demo")
    same = run("diff", "--format", "github")
    assert same.exit_code == 0
    assert same.stdout.endswith(": no change\n")


def test_a_store_behind_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    known = "Basic " + b64encode(b"ann:s3cr3t-pw").decode()
    wsdl = Reply((STOCK / "v2.wsdl").read_bytes())
    with serving({"/api/v2_soap/?wsdl": wsdl}) as site:
        files, said = new("--store", site.url.replace("://", "://ann:s3cr3t-pw@"))
        assert "the store asks for a name and a password, which are in no file" in said
        assert not any(b"s3cr3t" in content for content in files.values())
        monkeypatch.chdir("demo")
        assert run("check", "--force").exit_code == 0
        monkeypatch.setenv("MAHO_HTTP_USER", "ann")
        monkeypatch.setenv("MAHO_HTTP_PASSWORD", "s3cr3t-pw")
        assert run("diff").exit_code == 0
        assert {headers.get("Authorization") for _, headers in site.asked} == {known}


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


def test_where_a_folder_is_is_told_from_the_project() -> None:
    shutil.copytree(STOCK, "store")
    files, _ = new("--store", "store")
    assert sources(files)["v2.wsdl"]["from"] == "../store/v2.wsdl"
    assert "is that of your store" in files["README.md"].decode()


def test_a_catalog_alone_is_no_contract() -> None:
    shutil.copy(STOCK / "api.xml", "api.xml")
    ended = run("new", "demo", "--store", "api.xml")
    assert (ended.exit_code, Path("demo").exists()) == (3, False)
    assert ended.stderr.startswith("api.xml: holds no WSDL\n")


def test_a_contract_without_a_login() -> None:
    Path("v2.wsdl").write_text((STOCK / "v2.wsdl").read_text().replace("login", "nologin"))
    ended = run("new", "demo", "--store", "v2.wsdl")
    assert (ended.exit_code, Path("demo").exists()) == (3, False)
    assert "declares no login, so that nobody could call it" in ended.stderr


def test_a_user_who_may_do_little(store: str) -> None:
    """What such a user is told of is no contract for the example in V1."""
    files, _ = new("--store", store, "--username", "limitedUser")
    assert "src/demo/hello.py" in files


@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["v1", "v2", "wsi"])
def test_a_folder_with_one_dialect(dialect: str) -> None:
    new()
    Path("store").mkdir()
    shutil.move(f"demo/wsdl/{dialect}.wsdl", "store")
    shutil.rmtree("demo")
    files, _ = new("--store", "store")
    example = "hello" if dialect == "v1" else "checkout"
    assert f"src/demo/{example}.py" in files


@pytest.mark.slow
@needs_corpus
def test_a_source_tree_with_all_resources(monkeypatch: pytest.MonkeyPatch) -> None:
    files, _ = new("--store", str(CORPUS), "--server")
    assert len([path for path in files if path.startswith("src/demo_api/resources/")]) == 34
    monkeypatch.chdir("demo")
    assert run("check", "--force").exit_code == 0
