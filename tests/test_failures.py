"""Golden failures: a folder is one thing that a user can get wrong, and what mahogen says of it.

`command` holds the arguments of the run. Whatever went wrong, nothing has been written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from golden import enter, files_of, hold, run

CASES = sorted(path.parent for path in Path(__file__).parent.glob("failures/*/command"))
GOLDEN = ("exit_code", "stderr.txt", "stdout.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_failure(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    enter(case, tmp_path / "work", *GOLDEN, monkeypatch=monkeypatch)
    monkeypatch.setenv("HOME", str(tmp_path))
    before = files_of(tmp_path / "work")
    ended = run(*(case / "command").read_text().split())
    assert ended.exit_code != 0
    assert files_of(tmp_path / "work") == before
    produced = {
        "exit_code": f"{ended.exit_code}\n".encode(),
        "stderr.txt": ended.stderr.encode(),
        "stdout.txt": ended.stdout.encode(),
    }
    hold(case, GOLDEN, produced, pytestconfig.getoption("--update-golden"))


def test_there_are_failures() -> None:
    assert len(CASES) > 10
