"""`mahogen fetch` against the generated server."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from odd_server import serving
from served import KEY, USER, generated_store
from words import hold_words

from golden import Ended, files_of, run
from mahogen.errors import Diagnostics
from mahogen.read import source_toml
from mahogen.read.api_xml import parse_catalog

SHIPPED = Path(__file__).parents[2] / "wsdl"
WSDL = Path("wsdl")
CONFIG = """
[contract]
v2 = "wsdl/v2.wsdl"
v1 = "wsdl/v1.wsdl"
catalog = "wsdl/api.xml"
[targets.shop_api]
output = "shop_api"
"""


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAHO_API_KEY", KEY)


def fetch(store: str, *arguments: str) -> Ended:
    ended = run("fetch", store, *arguments)
    assert KEY not in ended.stdout + ended.stderr
    assert not any(KEY.encode() in content for content in files_of(Path()).values())
    return ended


def as_user(store: str, *arguments: str) -> Ended:
    return fetch(store, "--username", USER, *arguments)


def generated(folder: Path) -> dict[str, bytes]:
    """The package made from the contract in `folder`/wsdl; of its manifest, the digest of it.

    Nothing is beside what a store serves: notes of one's own tell no more than words.
    """
    (folder / "mahogen.toml").write_text(CONFIG)
    ended = run("--config", f"{folder}/mahogen.toml", "generate", "-q")
    assert (ended.exit_code, ended.stderr) == (0, "")
    files = files_of(folder / "shop_api")
    manifest = json.loads(files.pop("MANIFEST.json"))
    return files | {"ir": manifest["ir"].encode()}


def test_what_is_pinned_makes_the_same_package_as_the_shipped_contract() -> None:
    with generated_store() as store:
        ended = as_user(store, "--output", "pinned/wsdl")
    assert ended.exit_code == 0
    assert ended.stdout == "".join(
        f"pinned/wsdl/{name}: written\n" for name in ("api.xml", "v1.wsdl", "v2.wsdl")
    )
    assert ended.stderr == (
        f"note: {store} has v2 at {store}api/v2_soap/?wsdl\n"
        f"note: {store} has v1 at {store}api/soap/?wsdl\n"
        'note: api.xml holds what "apiUser" may see: no store tells more of its resources\n'
    )
    shutil.copytree(SHIPPED, "shipped/wsdl")
    for name in ("v1.wsdl", "v2.wsdl"):  # the one thing that the server says otherwise
        path = Path("shipped/wsdl", name)
        path.write_text(path.read_text("utf-8").replace("http://localhost/", store), "utf-8")
    pinned, shipped = generated(Path("pinned")), generated(Path("shipped"))
    assert sorted(pinned) == sorted(shipped)
    assert {path for path in pinned if pinned[path] != shipped[path]} == set()


def test_a_second_fetch_changes_nothing() -> None:
    with generated_store() as store:
        as_user(store)
        before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in WSDL.iterdir()}
        ended = as_user(store)
    assert ended.stdout.count(": unchanged\n") == 3
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in WSDL.iterdir()} == before


def test_where_it_is_from_is_told() -> None:
    with generated_store() as store:
        address = store.replace("://", "://web:secret@")
        assert as_user(address, "-q") == Ended(0, "", "")
    entries = source_toml.read((WSDL / "SOURCE.toml").read_bytes())
    assert {name: (entry.place, entry.user) for name, entry in entries.items()} == {
        "api.xml": (store, USER),
        "v1.wsdl": (f"{store}api/soap/?wsdl", ""),
        "v2.wsdl": (f"{store}api/v2_soap/?wsdl", ""),
    }
    assert not any(b"secret" in content for content in files_of(WSDL).values())


def test_without_a_login_there_is_no_catalog() -> None:
    with generated_store() as store:
        assert fetch(store).exit_code == 0
    assert sorted(files_of(WSDL)) == ["SOURCE.toml", "v1.wsdl", "v2.wsdl"]


def test_a_later_fetch_without_a_login_keeps_the_catalog() -> None:
    with generated_store() as store:
        as_user(store)
        catalog = (WSDL / "api.xml").read_bytes()
        ended = fetch(store)
    assert (WSDL / "api.xml").read_bytes() == catalog
    [line] = [line for line in ended.stderr.splitlines() if "stays" in line]
    assert line.endswith(f"from {store}: nothing newer was found; --username asks again")


def test_a_store_that_turns_to_wsi_keeps_the_contract_of_v2() -> None:
    with generated_store() as store:
        as_user(store)
    with generated_store(wsi=True) as other:
        ended = as_user(other)
    assert ended.exit_code == 0
    assert "wsdl/wsi.wsdl: written\n" in ended.stdout
    assert sorted(files_of(WSDL)) == ["SOURCE.toml", "api.xml", "v1.wsdl", "v2.wsdl", "wsi.wsdl"]
    assert "note: wsdl/v2.wsdl stays as of " in ended.stderr


def test_another_contract_that_was_edited_is_told(request: pytest.FixtureRequest) -> None:
    with generated_store() as store:
        fetch(store)
        with (WSDL / "v1.wsdl").open("a") as file:
            file.write("<!-- mine -->\n")
        ended = fetch(f"{store}api/v2_soap/?wsdl", "-q")
    assert (ended.exit_code, ended.stdout) == (0, "")
    hold_words(request, ended.stderr)


def test_v2_alone_can_be_asked() -> None:
    with generated_store() as store:
        as_user(store, "-o", "both")
        ended = as_user(f"{store}api/v2_soap/?wsdl", "-o", "alone")
    assert ended.exit_code == 0
    assert Path("alone/api.xml").read_bytes() == Path("both/api.xml").read_bytes()
    assert sorted(files_of(Path("alone"))) == ["SOURCE.toml", "api.xml", "v2.wsdl"]


def test_wsi_alone_cannot_be_asked(request: pytest.FixtureRequest) -> None:
    with generated_store(wsi=True) as store:
        ended = as_user(f"{store}api/v2_soap/?wsdl")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert not WSDL.exists()
    hold_words(request, ended.stderr.replace(store, "STORE/"))


def test_nor_can_a_catalog(request: pytest.FixtureRequest) -> None:
    with serving(lambda asked: asked.say(200, b"<config><api/></config>")) as store:
        ended = as_user(f"{store}api.xml")
    assert (ended.exit_code, ended.stdout) == (3, "")
    hold_words(request, ended.stderr.replace(store, "STORE/"))


def test_names_that_were_changed_in_the_catalog_stay_if_it_is_forced() -> None:
    catalog = WSDL / "api.xml"
    with generated_store() as store:
        as_user(store)
        text = catalog.read_text("utf-8").replace("quote_not_exists>", "no_such_quote>")
        catalog.write_text(text.replace("<title>Shopping Cart</title>", ""), "utf-8")
        ended = as_user(store)
        assert ended.exit_code == 2
        assert "wsdl/api.xml: was edited since it was fetched" in ended.stderr
        assert as_user(store, "--force").exit_code == 0
        assert as_user(store).stdout.count("unchanged") == 3
    assert catalog.read_text("utf-8").count("<no_such_quote>") > 1
    read = parse_catalog(catalog.read_bytes(), "api.xml", Diagnostics())
    assert read.resources[0].title == "Shopping Cart"


def test_bad_login(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setenv("OTHER_KEY", "wrong-1")
    with generated_store() as store:
        ended = as_user(store, "--api-key-env", "OTHER_KEY")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert not WSDL.exists()
    hold_words(request, ended.stderr.replace(store, "STORE/"))


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--api-key-env", "X"], "--api-key-env needs --username"),
        (["--username", ""], "--username is empty"),
        (
            ["--username", "u", "--api-key-env", "NOT_THERE"],
            "the variable that --api-key-env names",
        ),
        (["--username", "u", "--api-key-env", KEY], "takes the name of a variable"),
    ],
)
def test_wrong_usage(arguments: list[str], what: str) -> None:
    ended = fetch("https://shop.example/", *arguments)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert what in ended.stderr


def test_a_key_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAHO_API_KEY")
    ended = fetch("https://shop.example/", "--username", "u")
    assert ended.exit_code == 2
    assert "and MAHO_API_KEY is not set there: export MAHO_API_KEY=" in ended.stderr


def test_nobody_can_log_in_to_a_folder(request: pytest.FixtureRequest) -> None:
    shutil.copytree(SHIPPED, "saved")
    ended = as_user("saved")
    assert (ended.exit_code, ended.stdout) == (2, "")
    hold_words(request, ended.stderr)
