"""The verb `serve`, as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from shopping import ready

from golden import run as run_here
from maho_api import Maho
from mahogen.fake_store.command import contents
from mahogen.fake_store.seeds import STOCK, from_dict, from_toml, stock
from mahogen.runtime.dialects import DialectName
from support.serve_process import PATIENCE


@contextmanager
def serving(*options: str, token: str = "") -> Iterator[tuple[str, list[str]]]:
    """The URL of `mahogen serve` within the block, and after it what was said on stderr."""
    command = [sys.executable, "-m", "mahogen", "serve", "--port", "0", *options]
    env = os.environ | ({"MAHOGEN_ADMIN_TOKEN": token} if token else {})
    said: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip(), said
        finally:
            process.terminate()
            rest, errors = process.communicate(timeout=PATIENCE)
            said += errors.splitlines()
        assert (process.returncode, rest) == (0, "")


def run(*options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "mahogen", "serve", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_an_order_in_every_dialect() -> None:
    numbers = []
    dialects: tuple[DialectName, ...] = ("v1", "v2", "wsi")
    with serving() as (url, said):
        assert url.startswith("http://127.0.0.1:")
        for dialect in dialects:
            with Maho(url, "apiUser", "apiKey-123", dialect=dialect) as maho:
                numbers.append(maho.cart.order(ready(maho)))
        health = httpx.get(f"{url}/_store/health")
        wsdl = httpx.get(f"{url}/api/v2_soap/?wsdl").text
        hidden = httpx.get(f"{url}/_store/journal")
    assert numbers == ["100000001", "100000002", "100000003"]
    assert health.json()["status"] == "ok"
    assert f'location="{url}/api/v2_soap/"' in wsdl
    assert hidden.status_code == 404
    assert said == [
        "mahogen: API user apiUser, key apiKey-123",
        "mahogen: SKUs: sku-red, sku-blue, sku-green, sku-virt",
    ]


def test_a_seed_and_admin(tmp_path: Path) -> None:
    seed = tmp_path / "seed.toml"
    seed.write_text('[[users]]\nname = "me"\nkey = "k"\n', "utf-8")
    with serving("--seed", str(seed), "--admin", token="let-me-in") as (url, said):
        with Maho(url, "me", "k") as maho:
            maho.cart.create()
        headers = {"Authorization": "Bearer let-me-in"}
        journal = httpx.get(f"{url}/_store/journal", headers=headers).json()
        refused = httpx.get(f"{url}/_store/journal", headers={"Authorization": "Bearer x"})
    assert "cart.create" in json.dumps(journal)
    assert "let-me-in" not in json.dumps(journal)
    assert refused.status_code == 404
    assert said == [
        f"mahogen: API user me, key as in {seed}",
        "mahogen: SKUs: there are none",
    ]


def test_it_ends_well_as_soon_as_its_url_is_known() -> None:
    with serving("--admin", "--host", "0.0.0.0") as (url, said):
        pass
    token, warning, *_ = said
    assert token.startswith("mahogen: the admin token is ")
    assert warning == f"mahogen: warning: whoever reaches this machine can call {url}"


def test_nobody_reads_what_it_says() -> None:
    command = f"{sys.executable} -m mahogen serve --port 0 2>&-"
    with subprocess.Popen(
        ["bash", "-c", f"exec {command}"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.terminate()
        rest, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, rest) == (0, "")


def test_who_can_log_in_and_what_there_is_to_buy() -> None:
    shop = Path("shop.toml")
    users = [{"name": name, "key": "secret"} for name in ("me", "you\x1b[2J")]
    users.append({"name": "gone", "key": "secret", "active": False})  # type: ignore[dict-item]
    products = [{"product_id": n, "sku": f"sku-{n}", "name": "It", "price": 1} for n in range(12)]
    assert list(contents(from_dict({"users": users, "products": products}), shop)) == [
        "API users: me, 'you\\x1b[2J'; keys as in shop.toml",
        "SKUs: " + ", ".join(f"sku-{n}" for n in range(10)) + " and 2 more",
    ]
    nobody, _ = contents(from_dict({"users": users[2:]}), shop)
    assert nobody == "warning: the seed has no active user, so that nobody can log in"


def test_the_default_seed_is_printed_as_a_model(tmp_path: Path) -> None:
    ended = run_here("serve", "--print-seed")
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout == STOCK.read_text("utf-8")
    assert from_toml(ended.stdout) == stock()


def test_the_help_tells_the_form_of_a_seed_and_what_is_in_the_default_one() -> None:
    told = run_here("serve", "--help").stdout
    example = told[told.index("currency =") : told.index("Other tables")]
    state = from_toml("\n".join(line.strip() for line in example.splitlines()))
    assert (state.currency, state.products[1].sku) == ("EUR", "sku-red")
    words = told.replace(",", " ").replace(".", " ").split()
    assert {product.sku for product in stock().products.values()} <= set(words)
    assert {"apiUser", "apiKey-123", "addresses", "shipping_methods", "coupons"} <= set(words)


def test_what_cannot_be_served_is_said(tmp_path: Path) -> None:
    seed = tmp_path / "seed.toml"
    hint = "  hint: `mahogen serve --print-seed` prints one to begin with\n"
    assert run("--seed", str(seed)) == (2, f"{seed}: there is no such file\n{hint}")
    seed.write_text("[[products]]\nsku = 1\n", "utf-8")
    code, said = run("--seed", str(seed))
    assert code == 2
    assert said.splitlines()[::2] == [
        f"{seed}:1: products, entry 1: has no product_id, no name, no price",
        f"{seed}:2: products, entry 1: sku is 1, not text",
    ]
    code, said = run("--port", "99999")
    assert code == 2
    assert "--port 0" in said
    code, said = run("--port", "0", "--address", "nowhere")
    assert (code, "absolute" in said) == (2, True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_whoever_opens_it_to_others_is_told(host: str) -> None:
    from mahogen.fake_store.command import is_loopback

    assert not is_loopback(host)
    assert is_loopback("127.0.0.1")
