"""The verb `serve`, as a process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from shopping import ready

from maho_api import Maho
from mahogen.runtime.dialects import DialectName
from support.serve_process import PATIENCE, serve_process


def run(*options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "mahogen", "serve", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_an_order_in_every_dialect() -> None:
    numbers = []
    dialects: tuple[DialectName, ...] = ("v1", "v2", "wsi")
    with serve_process() as url:
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


def test_a_seed_and_admin(tmp_path: Path) -> None:
    seed = tmp_path / "seed.toml"
    seed.write_text('[[users]]\nname = "me"\nkey = "k"\n', "utf-8")
    with serve_process("--seed", str(seed), "--admin", token="let-me-in") as url:
        with Maho(url, "me", "k") as maho:
            maho.cart.create()
        headers = {"Authorization": "Bearer let-me-in"}
        journal = httpx.get(f"{url}/_store/journal", headers=headers).json()
        refused = httpx.get(f"{url}/_store/journal", headers={"Authorization": "Bearer x"})
    assert "cart.create" in json.dumps(journal)
    assert "let-me-in" not in json.dumps(journal)
    assert refused.status_code == 404


def test_what_cannot_be_served_is_said_in_a_line(tmp_path: Path) -> None:
    seed = tmp_path / "seed.toml"
    assert run("--seed", str(seed)) == (2, f"{seed}: No such file or directory\n")
    seed.write_text("[[products]]\nsku = 1\n", "utf-8")
    code, said = run("--seed", str(seed))
    assert code == 2
    assert said.startswith(f"{seed}: products, entry 1: sku: 1 is not")
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
