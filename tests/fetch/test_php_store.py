"""`mahogen fetch` against a store in PHP, whose SoapServer puts what it tells into XML."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from golden import files_of, run
from mahogen.errors import Diagnostics
from mahogen.read.api_xml import parse_catalog
from mahogen.read.catalog import Catalog
from support.php import serving

pytestmark = pytest.mark.peer

SHIPPED: Final = Path(__file__).parents[2] / "wsdl"
SCRIPT: Final = Path(__file__).parent / "php_store.php"
KEY: Final = "key-Zq9-never-to-be-seen"

REWARD: Final = {
    "title": "Rewards",
    "name": "acme_reward",
    "aliases": ["reward"],
    "methods": [
        {"title": t, "path": f"acme_reward.{n}", "name": n, "aliases": [f"reward.{n}"]}
        for n, t in (("list", "List rewards"), ("grant", "Grant a reward"))
    ],
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a store that tells what the shipped catalog says; the current one is beside."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("MAHO_API_KEY", KEY)
    for name in ("v1.wsdl", "v2.wsdl"):
        shutil.copy(SHIPPED / name, folder)
    tell(folder, told())
    return folder


@pytest.fixture
def store(shop: Path) -> Iterator[str]:
    """The address of that store."""
    with serving(SCRIPT, shop / "php.log", {"STORE_FOLDER": str(shop)}) as base:
        yield f"{base}/"


def catalog(path: Path) -> Catalog:
    return parse_catalog(path.read_bytes(), path.name, Diagnostics())


def told() -> dict[str, Any]:
    """The shipped catalog in the words of a store."""
    said = catalog(SHIPPED / "api.xml")
    named = {r.key: [a.name for a in said.aliases if a.resource == r.key] for r in said.resources}
    return {
        "key": KEY,
        "resources": [
            {
                "title": r.title,
                "name": r.key,
                "aliases": named[r.key],
                "methods": [
                    {
                        "title": m.title,
                        "path": f"{r.key}.{m.name}",
                        "name": m.name,
                        "aliases": [f"{alias}.{m.name}" for alias in named[r.key]],
                    }
                    for m in r.methods
                ],
            }
            for r in said.resources
        ],
        "globalFaults": [{"code": f.code, "message": f.message} for f in said.faults],
        "faults": {
            r.key: [{"code": f.code, "message": f.message} for f in r.faults]
            for r in said.resources
        },
    }


def tell(shop: Path, said: Mapping[str, Any]) -> None:
    (shop / "told.json").write_text(json.dumps(said))


def as_user(store: str, *arguments: str) -> str:
    """What is said on stderr of a fetch that goes well."""
    ended = run("fetch", store, "--username", "apiUser", *arguments)
    assert ended.exit_code == 0, ended.stderr
    assert KEY not in ended.stdout + ended.stderr
    assert not any(KEY.encode() in content for content in files_of(Path()).values())
    return ended.stderr


def faults_of(said: Catalog) -> dict[str, list[tuple[str, str, str]]]:
    return {r.key: [(f.tag, f.code, f.message) for f in r.faults] for r in said.resources}


@pytest.mark.parametrize("missing", [(), ("v1.wsdl",)])
def test_what_php_tells_is_the_shipped_catalog(shop: Path, store: str, missing: tuple[str]) -> None:
    for name in missing:  # V2 is asked where V1 is not there
        (shop / name).unlink()
    as_user(store)
    said, shipped = catalog(Path("wsdl/api.xml")), catalog(SHIPPED / "api.xml")
    assert [(r.key, r.title, [(m.name, m.title) for m in r.methods]) for r in said.resources] == [
        (r.key, r.title, [(m.name, m.title) for m in r.methods]) for r in shipped.resources
    ]
    assert faults_of(said) == faults_of(shipped)
    keys = {resource.key for resource in shipped.resources}
    known = {(a.name, a.resource) for a in shipped.aliases if a.resource in keys}
    assert {(a.name, a.resource) for a in said.aliases} == known


def test_it_makes_the_same_package(shop: Path, store: str) -> None:
    as_user(store, "-o", "pinned/wsdl")
    shutil.copytree(SHIPPED, "shipped/wsdl")
    packages = {}
    for name in ("pinned", "shipped"):
        for path in Path(name, "wsdl").glob("*.wsdl"):
            text = path.read_text("utf-8").replace(store, "http://localhost/")
            path.write_text(text, "utf-8")
        Path(name, "mahogen.toml").write_text(
            '[contract]\nv2 = "wsdl/v2.wsdl"\nv1 = "wsdl/v1.wsdl"\ncatalog = "wsdl/api.xml"\n'
            '[targets.shop_api]\noutput = "shop_api"\n'
        )
        assert run("--config", f"{name}/mahogen.toml", "generate", "-q").stderr == ""
        packages[name] = files_of(Path(name, "shop_api"))
        ir = json.loads(packages[name].pop("MANIFEST.json"))["ir"]
        packages[name]["ir"] = ir.encode()
    assert packages["pinned"] == packages["shipped"]


def test_twice_is_once(store: str) -> None:
    as_user(store)
    before = files_of(Path("wsdl"))
    as_user(store)
    assert files_of(Path("wsdl")) == before
    assert not any(b"SID" in content for content in before.values())


def test_a_module_that_nobody_knows(shop: Path, store: str) -> None:
    said = told()
    said["resources"].append(REWARD)
    said["faults"]["acme_reward"] = [
        {"code": "3001", "message": "Reward is gone."},
        {"code": "3002", "message": "Größe"},
    ]
    tell(shop, said)
    like, name = "shoppingCartCouponRemove", "acmeRewardList"
    v2 = (shop / "v2.wsdl").read_text("utf-8")
    for around in ("<portType ", "<binding "):
        start = v2.index(f'<operation name="{like}"', v2.index(around))
        end = v2.index("</operation>", start) + len("</operation>")
        v2 = v2[:end] + v2[start:end].replace(f'name="{like}"', f'name="{name}"') + v2[end:]
    (shop / "v2.wsdl").write_text(v2, "utf-8")
    stderr = as_user(store)
    assert "prefixes of V2 found by the names of operations: acme_reward = acmeReward\n" in stderr
    found = catalog(Path("wsdl/api.xml"))
    assert faults_of(found)["acme_reward"] == [
        ("reward_is_gone", "3001", "Reward is gone."),
        ("grosse", "3002", "Größe"),
    ]
    assert run("generate", "--wsdl", "wsdl", "--output", "shop_api").exit_code == 0
    text = Path("shop_api/resources/acme_reward.py").read_text("utf-8")
    assert "def list(" in text


def test_a_resource_without_operations_of_v2_is_told(shop: Path, store: str) -> None:
    said = told()
    said["resources"].append({**REWARD, "name": "zz", "aliases": []})
    tell(shop, said)
    stderr = as_user(store)
    assert (
        "no operation of V2 is clearly one of zz; if there are any, add <zz>THEIR PREFIX</zz> to"
        " <v2><resources_function_prefix> of api.xml\n"
    ) in stderr
    assert "does not tell the faults of zz: fault 3" in stderr


def test_a_user_who_may_do_little(shop: Path, store: str) -> None:
    said = told()
    said["resources"] = [r for r in said["resources"] if r["name"] == "cart"]
    tell(shop, said)
    assert 'note: api.xml holds what "apiUser" may see' in as_user(store)
    found = catalog(Path("wsdl/api.xml"))
    assert [r.key for r in found.resources] == ["cart"]
    # Operations of what is hidden stay with their own prefixes, and do not fall to cart.
    assert "shoppingCartProduct" in {p.prefix for p in found.prefixes}


def test_a_user_who_may_do_nothing(shop: Path, store: str) -> None:
    tell(shop, {**told(), "resources": []})
    assert 'tells "apiUser" of no resource at all' in as_user(store)


def test_answers_that_make_no_sense(shop: Path, store: str) -> None:
    tell(shop, {**told(), "resources": [{**REWARD, "name": "a b"}, {**REWARD, "name": "c/d"}]})
    ended = run("fetch", store, "--username", "apiUser")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert ended.stderr.count("which is not a name") == 2
    assert not Path("wsdl").exists()


def test_bad_login(shop: Path, store: str) -> None:
    tell(shop, {**told(), "key": "another"})
    ended = run("fetch", store, "--username", "apiUser")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert (
        f'{store}api/soap/?wsdl: refuses the login of "apiUser": "Access denied."' in ended.stderr
    )
    assert not Path("wsdl").exists()


def test_no_store_at_all(shop: Path, store: str) -> None:
    (shop / "v1.wsdl").unlink()
    (shop / "v2.wsdl").unlink()
    ended = run("fetch", store)
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert f"{store}: has no contract of v2 or wsi or v1: 404 at " in ended.stderr
