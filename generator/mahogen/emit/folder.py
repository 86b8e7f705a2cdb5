"""What stands in an output folder: its files, and which of them a manifest claims."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from mahogen.emit import manifest
from mahogen.emit.commit import STAGED, STAGING
from mahogen.errors import OutputError, Problem, Source

_IGNORED = frozenset({"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".DS_Store"})
_CACHE_TAG = "CACHEDIR.TAG"


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder: its name in messages, and the path that is opened."""

    name: str
    path: Path

    def problem(self, path: str, what: str, hint: str) -> Problem:
        """What is wrong with the file at `path` in it, or with itself if `path` is empty."""
        return Problem(Source(f"{self.name}/{path}" if path else self.name, 0), what, hint)


def scan(folder: Folder, written: Collection[str]) -> Iterator[tuple[str, bytes | None]]:
    """Path and content of all that stands in the folder, None for what is no plain file.

    Caches, and what git keeps there (.gitattributes), are left out; what is tagged as a cache is
    one unless it is among `written`, the folders that mahogen writes to. Links are not followed.

    Raises:
        OutputError: a link leads out of the folder.
        OSError: the folder is a file, or something in it cannot be read.
    """
    if not folder.path.exists() and not folder.path.is_symlink():
        return
    root = Path(os.path.realpath(folder.path))
    for parent, folders, names in os.walk(folder.path, onerror=_raise):
        at = Path(parent).relative_to(folder.path)
        folders[:] = [
            name
            for name in folders
            if not _is_ignored(name)
            and ((at / name).as_posix() in written or not _is_tagged(Path(parent) / name))
        ]
        linked = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in (*names, *linked):
            if _is_ignored(name):
                continue
            file = Path(parent) / name
            path = file.relative_to(folder.path).as_posix()
            if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(root):
                what = "is a link that leads out of the output folder"
                raise OutputError([folder.problem(path, what, "remove the link")])
            plain = stat.S_ISREG(file.lstat().st_mode)
            yield path, file.read_bytes() if plain else None


def owned(folder: Folder) -> dict[str, set[str]]:
    """Path to digests of all that the manifest claims, and that of a run which was killed before
    its manifest was in place.

    Raises:
        OutputError: the manifest is in a format of another version.
    """
    claimed: dict[str, set[str]] = {}
    for path in (manifest.NAME, f"{STAGED}/{manifest.NAME}"):
        file = folder.path / path
        if not file.is_file():
            continue
        try:
            entries = manifest.owned(file.read_bytes())
        except manifest.OtherFormat as other:
            what = f"is in format {other}; this version of mahogen knows format {manifest.FORMAT}"
            hint = "run the version that wrote it, or delete the output folder"
            raise OutputError([folder.problem(path, what, hint)]) from None
        for name, digest in entries.items():
            claimed.setdefault(name, set()).add(digest)
    return claimed


def _is_ignored(name: str) -> bool:
    return name in _IGNORED or name == STAGING or name.startswith(".git") or name.endswith(".pyc")


def _is_tagged(place: Path) -> bool:
    """Whether a tool says of its folder that it is a cache (https://bford.info/cachedir/)."""
    return not place.is_symlink() and (place / _CACHE_TAG).is_file()


def _raise(error: OSError) -> None:
    raise error
