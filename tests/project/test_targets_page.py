"""The page on targets: its configuration is one, and its template works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from golden import run
from mahogen.config import load
from mahogen.config.taste import KEYS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "targets.md").read_text()
CASE = ROOT / "tests" / "cases" / "own_templates"


def block(language: str) -> str:
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)
    return str(found)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_key_is_told_of() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE, re.M)
    assert sorted(rows) == sorted(("output", "resources", "exclude", "names", *KEYS))


def test_the_configuration_is_one() -> None:
    Path("mahogen.toml").write_text(block("toml"))
    client, server = load().targets
    assert (client.resources, client.taste.decimal, client.taste.vendored) == (
        ("cart", "sales_*"),
        True,
        True,
    )
    assert (server.taste.client, server.taste.templates is not None) == (False, True)


def test_the_template_works() -> None:
    for name in ("v2.wsdl", "api.xml", "mahogen.toml"):
        shutil.copy(CASE / name, ".")
    Path("templates").mkdir()
    Path("templates/entities.py.jinja").write_text(block("jinja"))
    ended = run("generate", "--quiet")
    assert ended.exit_code == 0, ended.stderr
    text = Path("expected/own_templates/entities/item.py").read_text()
    assert "# SPDX-License-Identifier: MIT\n" in text
    assert "    def __bool__(self) -> bool:\n" in text
