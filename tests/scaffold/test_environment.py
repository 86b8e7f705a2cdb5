"""local.mk: what a project uses of the environment that made it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from mahogen.scaffold.environment import local_mk


class Installed:
    """What pip leaves of an installation."""

    def __init__(self, said: str | None) -> None:
        self._said = said

    def read_text(self, name: str) -> str | None:
        return self._said if name == "direct_url.json" else None


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(sys, "executable", "/env/with $ and #/bin/python")
    return monkeypatch


def source(monkeypatch: pytest.MonkeyPatch, said: object) -> str:
    text = said if isinstance(said, str | None) else json.dumps(said)
    monkeypatch.setattr("mahogen.scaffold.environment.distribution", lambda _: Installed(text))
    first, python, *rest = local_mk().splitlines()
    assert first.startswith("# Written by `mahogen new` for this machine alone")
    assert python == "LOCAL_PYTHON ?= /env/with $$ and \\#/bin/python"
    return "".join(rest)


def test_a_wheel(installed: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wheel = tmp_path / "a b" / "mahogen-1-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.touch()
    url = {"url": wheel.as_uri(), "archive_info": {}}
    assert source(installed, url) == f"MAHOGEN ?= {wheel}"
    wheel.unlink()
    assert source(installed, url) == ""


def test_a_repository(installed: pytest.MonkeyPatch) -> None:
    vcs = {"vcs": "git", "commit_id": "0a1b2c"}
    said = {"url": "https://shop.example/mahogen.git", "vcs_info": vcs}
    assert source(installed, said) == "MAHOGEN ?= git+https://shop.example/mahogen.git@0a1b2c"


@pytest.mark.parametrize("said", [None, "", "{", "[]", {"url": "https://shop.example/m.whl"}])
def test_an_index_or_nothing_that_helps(installed: pytest.MonkeyPatch, said: object) -> None:
    assert source(installed, said) == ""
