"""What holds for all code that is generated."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
RULES = TESTS / "cases" / "ruff.toml"


def passes(cwd: Path, *command: str) -> None:
    """Run a module of Python in a folder; it must have nothing to say against it."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def passes_all(root: Path, *names: str) -> None:
    """The strictest checks, on packages and modules below a folder."""
    rules = f"--config={RULES}"
    passes(root, "ruff", "check", rules, *names)
    passes(root, "ruff", "format", rules, "--check", *names)
    strict = ("--config-file=", "--strict", "--enable-error-code=ignore-without-code")
    passes(root, "mypy", *strict, *names)


def imports(root: Path, name: str) -> None:
    """Import every module of a package in an interpreter of its own, warnings being errors."""
    program = (
        "import importlib, pkgutil, sys\n"
        f"package = importlib.import_module({name!r})\n"
        f"found = pkgutil.walk_packages(package.__path__, {name + '.'!r})\n"
        "for module in found: importlib.import_module(module.name)\n"
        "for public in dir(package): getattr(package, public)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
