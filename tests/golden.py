"""Golden files, and folders that are copied, entered and given to the command."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from mahogen.cli import cli


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    exit_code: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Ended:
    """Run the command in the current folder; anything but an exit is a bug, and is raised."""
    result = CliRunner(env={"MAHOGEN_DEBUG": "1"}).invoke(cli, arguments, prog_name="mahogen")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ended(result.exit_code, result.stdout, result.stderr)


def enter(case: Path, work: Path, *golden: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make `work` a copy of `case` without its golden files, and the current folder."""
    shutil.copytree(case, work, ignore=lambda folder, names: golden if folder == str(case) else ())
    monkeypatch.chdir(work)


def files_of(folder: Path) -> dict[str, bytes]:
    """Content by path of all files below `folder`, caches aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def hold(case: Path, golden: tuple[str, ...], produced: Mapping[str, bytes], update: bool) -> None:
    """Compare the files at, or below, the names `golden` of `case` with those that were produced.

    With `update`, rewrite them, and fail if that changed any.
    """
    there = {
        path: data for path, data in files_of(case).items() if path.partition("/")[0] in golden
    }
    produced = {path: data for path, data in produced.items() if data or "/" in path}
    if not update:
        assert sorted(there) == sorted(produced)
        for path, data in produced.items():
            assert there[path].decode() == data.decode(), path
        return
    changed = [
        path for path in there.keys() | produced.keys() if there.get(path) != produced.get(path)
    ]
    for path in there.keys() - produced.keys():
        (case / path).unlink()
    for path, data in produced.items():
        (case / path).parent.mkdir(parents=True, exist_ok=True)
        if there.get(path) != data:
            (case / path).write_bytes(data)
    for folder in sorted((f for f in case.rglob("*") if f.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    if changed:
        pytest.fail(f"updated {len(changed)} files of {case.name}: review the diff")
