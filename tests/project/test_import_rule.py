"""Which room may import which: read from the files, not from what happens to be loaded."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAHOGEN = ROOT / "generator" / "mahogen"
STDLIB = sys.stdlib_module_names

ERRORS = "mahogen.errors"
ALLOWED = {
    "runtime": {"httpx", "lxml", "mahogen.runtime"},
    "read": {"httpx", "lxml", "xsdata", ERRORS, "mahogen.read", "mahogen.runtime.bounded"},
    "model": {ERRORS, "mahogen.read", "mahogen.model"},
    "emit": {"jinja2", ERRORS, "mahogen.model", "mahogen.emit", "mahogen"},
    "fetch": {
        *("click", "httpx", "lxml", ERRORS, "mahogen.running", "mahogen.fetch"),
        *(f"mahogen.{room}" for room in ("read", "model", "emit", "runtime")),
    },
    # A file is read against the names that targets may have and the rules that findings are of.
    "config": {
        *(ERRORS, "mahogen.read", "mahogen.config", "mahogen.model.api", "mahogen.model.select"),
        *("mahogen.emit.folder", "mahogen.emit.naming", "mahogen.emit.taste"),
        *("mahogen.drift.baseline", "mahogen.drift.rules"),
    },
    # What compares sees the model; the verb around it sees what verbs see.
    "drift": {
        *("click", "jinja2", ERRORS, "mahogen.read", "mahogen.model", "mahogen.drift"),
        *("mahogen.running", "mahogen.report", "mahogen.workflow", "mahogen.config"),
        "mahogen.runtime.masking",
    },
    "lint": {
        *(ERRORS, "mahogen.read", "mahogen.model", "mahogen.emit", "mahogen.lint"),
        *("mahogen.config", "mahogen.report", "mahogen.workflow"),
    },
    "scaffold": {
        *("click", "jinja2", ERRORS, "mahogen.running", "mahogen.config", "mahogen.pipeline"),
        "mahogen.report",
        *(f"mahogen.{room}" for room in ("read", "model", "emit", "fetch", "scaffold")),
    },
    # A seed is a file of the user's, and its mistakes are told as those of a configuration.
    "fake_store": {
        *("httpx", "lxml", "maho_api", ERRORS, "mahogen.runtime", "mahogen.fake_store"),
        *("mahogen.read.refuse", "mahogen.read.toml", "mahogen.read.toml_lines"),
    },
    # Whichever package it is that tests call, it is imported by its name.
    "testing": {
        *("pytest", "httpx", ERRORS, "mahogen.runtime", "mahogen.fake_store", "mahogen.testing"),
        *("mahogen.config", "mahogen.config.targets"),
    },
}
MAY_SEE_MAHO_API = {"fake_store"}
"""The rooms that stand on the ready-made package."""


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every absolute module that a file imports anywhere, with its line."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, node.module or ""


def within(module: str, allowed: set[str]) -> bool:
    """Whether a module is one of `allowed`, or inside one that is not mahogen itself."""
    return any(module == a or (a != "mahogen" and module.startswith(f"{a}.")) for a in allowed)


def violations(folder: Path, allowed: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line}: {module}"
        for path in sorted(folder.rglob("*.py"))
        for line, module in imported(path)
        if module.partition(".")[0] not in STDLIB and not within(module, allowed)
    ]


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_what_stands_to_its_left(room: str) -> None:
    assert violations(MAHOGEN / room, ALLOWED[room]) == []


def test_generated_code_imports_only_the_runtime() -> None:
    assert violations(ROOT / "generated", {"mahogen.runtime"}) == []


def test_nobody_else_leans_on_the_package() -> None:
    users = {
        path.relative_to(MAHOGEN).parts[0]
        for path in MAHOGEN.rglob("*.py")
        for _, module in imported(path)
        if within(module, {"maho_api"})
    }
    assert users == MAY_SEE_MAHO_API


def test_the_rule_can_fail() -> None:
    assert violations(MAHOGEN / "emit", {ERRORS}) != []


HEAVY = ("click", "jinja2", "xsdata")


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import maho_api", (*HEAVY, "httpx", "lxml")),
        ("from maho_api import ShoppingCartCustomerEntity as E; E()", (*HEAVY, "httpx", "lxml")),
        # httpx loads click for its own command, where click is there
        ("from maho_api import Maho; Maho('https://shop', 'u', 'k').cart", ("jinja2", "xsdata")),
        ("import maho_api.server, maho_api.services, maho_api.faults", HEAVY),
    ],
)
def test_using_the_package_loads_no_generator(code: str, absent: tuple[str, ...]) -> None:
    probe = f"{code}\nimport sys; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & set(absent) == set()
