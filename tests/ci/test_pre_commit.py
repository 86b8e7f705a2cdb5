"""The hooks of .pre-commit-hooks.yaml, installed and run by pre-commit itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from golden import run

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
SHIPPED = ("generator", "templates", "generated", "wsdl", "pyproject.toml", "README.md", "LICENSE")
OUT = Path("expected/array_of_struct")
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: mahogen-check
      - id: mahogen-generate
        stages: [manual]
"""


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@shop.example")
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def committed(folder: Path) -> str:
    """Make a repository of a folder; its commit."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "all")
    return git(folder, "rev-parse", "HEAD")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_is_a_command_that_exists(hook: dict[str, Any]) -> None:
    command, *arguments = hook["entry"].split()
    assert (command, hook["language"], hook["pass_filenames"]) == ("mahogen", "python", False)
    assert run(*arguments, "--help").exit_code == 0


@pytest.mark.slow
def test_pre_commit_installs_and_runs_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mahogen, shop = tmp_path / "mahogen", tmp_path / "shop"
    mahogen.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", ".*cache")
    for name in (*SHIPPED, ".pre-commit-hooks.yaml"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, mahogen / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, mahogen)
    rev = committed(mahogen)
    case = ROOT / "tests" / "cases" / "array_of_struct"
    shutil.copytree(case, shop, ignore=shutil.ignore_patterns("expected"))
    monkeypatch.chdir(shop)
    run("generate")
    (shop / ".pre-commit-config.yaml").write_text(CONFIG.format(repo=mahogen, rev=rev))
    committed(shop)

    def hooks(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", *arguments],
            capture_output=True,
            text=True,
            env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "NO_COLOR": "1"},
            check=False,
        )

    clean = hooks()
    assert (clean.returncode, "Passed" in clean.stdout) == (0, True), clean.stdout + clean.stderr

    (shop / OUT / "client.py").write_text("# mine\n")
    found = hooks()
    assert found.returncode == 1
    assert f"changed: {OUT}/client.py (edited)" in found.stdout

    git(shop, "add", "-A")
    mended = hooks("mahogen-generate", "--hook-stage", "manual")
    assert mended.returncode == 1
    assert "files were modified by this hook" in mended.stdout
    git(shop, "add", "-A")
    assert hooks().returncode == 0
    assert hooks("mahogen-generate", "--hook-stage", "manual").returncode == 0
