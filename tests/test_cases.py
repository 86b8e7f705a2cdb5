"""Golden cases: a folder is one idea, with a contract, its model, and the package made of it.

A file of the manifest would tell nothing here, and change with every version.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from golden import enter, files_of, hold, run
from mahogen.emit.manifest import NAME

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/mahogen.toml"))
GOLDEN = ("expected", "model.json", "stderr.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    enter(case, tmp_path / "work", *GOLDEN, monkeypatch=monkeypatch)
    generated = run("generate", "--quiet")
    assert (generated.exit_code, generated.stdout) == (0, "")
    produced = {
        path: data
        for path, data in files_of(tmp_path / "work").items()
        if path.startswith("expected/") and not path.endswith(f"/{NAME}")
    }
    produced["stderr.txt"] = generated.stderr.encode()
    produced["model.json"] = run("inspect", "--json").stdout.encode()
    hold(case, GOLDEN, produced, pytestconfig.getoption("--update-golden"))
    assert run("check").exit_code == 0


def test_there_are_cases() -> None:
    assert len(CASES) > 10


def test_the_package_for_a_stock_store() -> None:
    """`generated/` is the golden case of the whole shipped contract."""
    ended = run("check", "--config", str(Path(__file__).parents[1] / "mahogen.toml"))
    assert (ended.exit_code, ended.stdout) == (0, "")
