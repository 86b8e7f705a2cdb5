"""Puts files where there are none: all of them, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from errno import ENOTDIR
from os import strerror
from pathlib import Path
from typing import Final

from mahogen.emit.commit import STAGING, commit
from mahogen.emit.explain import explained
from mahogen.emit.folder import Folder
from mahogen.errors import OutputError, Problem, Source

_FEW: Final = 3
_KILLED: Final = "a run was killed here: delete it, and what it wrote already"


def in_the_way(hints: Mapping[str, str]) -> list[Problem]:
    """What is wrong where a file is, or a folder with anything in it, at one of the paths in the
    current folder; `hints` tells for each what to do then.

    Raises:
        OutputError: a folder cannot be read.
    """
    hints = {**hints, STAGING: _KILLED}
    with explained(Folder(".", Path())):
        found = [path for path in hints if _holds(Path(path))]
    return [Problem(Source(path, 0), "is there already", hints[path]) for path in found]


def refuse_occupied(folder: Folder) -> None:
    """Refuse a folder for a project that has anything in it but a repository of git.

    Raises:
        OutputError: saying what is there.
    """
    with explained(folder):
        found = sorted(path.name for path in _inside(folder.path) if path.name != ".git")
    if folder.path.is_symlink() and not folder.path.exists():
        what, hint = "is a link that leads nowhere", "remove it, or choose another name"
    elif STAGING in found:
        what, hint = "is what a run left that was killed", "delete it, then run again"
    elif found:
        more = f" and {len(found) - _FEW} more" if len(found) > _FEW else ""
        what = f"is not empty: {', '.join(found[:_FEW])}{more}"
        hint = "choose another name, or run `mahogen init` inside of it"
    else:
        return
    raise OutputError([folder.problem("", what, hint)])


def write(folder: Folder, files: Mapping[str, str], last: str) -> None:
    """Write `files`, that at `last` after all others.

    Raises:
        OutputError: nothing has been written.
    """
    with explained(folder, writing=True):
        commit(folder.path, {path: text.encode() for path, text in files.items()}, (), last)


def _holds(path: Path) -> bool:
    """Whether there is a file, a link, or a folder with anything in it."""
    if path.is_symlink() or not path.is_dir():
        return path.is_symlink() or path.exists()
    return any(path.iterdir())


def _inside(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from folder.iterdir()
    elif folder.exists():
        raise NotADirectoryError(ENOTDIR, strerror(ENOTDIR), str(folder))
