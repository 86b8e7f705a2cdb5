"""Puts files where there are none: all of them, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mahogen.emit.commit import commit
from mahogen.emit.explain import explained
from mahogen.emit.folder import Folder
from mahogen.errors import OutputError, Problem, Source

_FEW = 3


def in_the_way(hints: Mapping[str, str]) -> list[Problem]:
    """What is wrong where a file is, or a folder with anything in it, at one of the paths in the
    current folder; `hints` tells for each what to do then.

    Raises:
        OutputError: a folder cannot be read.
    """
    with explained(Folder(".", Path())):
        found = [path for path in hints if _holds(Path(path))]
    return [Problem(Source(path, 0), "is there already", hints[path]) for path in found]


def refuse_occupied(folder: Folder) -> None:
    """Refuse a folder for a project that has anything in it but a repository of git.

    Raises:
        OutputError: saying what is there.
    """
    with explained(folder):
        found = sorted(_found(folder.path))
    if found:
        more = f" and {len(found) - _FEW} more" if len(found) > _FEW else ""
        what = f"is not empty: {', '.join(found[:_FEW])}{more}"
        hint = "choose another name, or run `mahogen init` inside of it"
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


def _found(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from (path.name for path in folder.iterdir() if path.name != ".git")
    elif folder.is_symlink() or folder.exists():
        raise NotADirectoryError(20, "Not a directory", str(folder))
