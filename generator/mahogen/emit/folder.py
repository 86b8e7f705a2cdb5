"""What stands in an output folder: its files, and which of them a manifest claims."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mahogen.emit import manifest
from mahogen.emit.commit import KEPT, STAGED, STAGING, Busy, NotRestored
from mahogen.errors import OutputError, Problem, Source

_CACHES = ("__pycache__", STAGING, ".DS_Store")


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder: its name in messages, and the path that is opened."""

    name: str
    path: Path

    def problem(self, path: str, what: str, hint: str) -> Problem:
        """What is wrong with the file at `path` in it, or with itself if `path` is empty."""
        return Problem(Source(f"{self.name}/{path}" if path else self.name, 0), what, hint)


def scan(folder: Folder) -> Iterator[tuple[str, bytes | None]]:
    """Path and content of all that stands in the folder, None for what is no plain file.

    Caches, and what git keeps there (.gitattributes), are left out. Links are not followed.

    Raises:
        OutputError: a link leads out of the folder.
        OSError: the folder is a file, or something in it cannot be read.
    """
    if not folder.path.exists() and not folder.path.is_symlink():
        return
    root = Path(os.path.realpath(folder.path))
    for parent, folders, names in os.walk(folder.path, onerror=_raise):
        folders[:] = [name for name in folders if not _is_ignored(name)]
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


@contextmanager
def explained(folder: Folder) -> Iterator[None]:
    """What the system says of the folder, as a problem.

    Raises:
        OutputError: instead of OSError and what `commit` raises.
    """
    try:
        yield
    except NotADirectoryError:
        what, hint = "is a file, or stands below one", "name a folder as output"
    except Busy:
        what, hint = "another run of mahogen is writing here", "wait for it, then run again"
    except NotRestored as error:
        what = f"was changed in part: {error}"
        hint = f"run `mahogen generate` again; what stood there before is in {KEPT}"
    except OSError as error:
        what = f"cannot be read or written: {error.strerror or error}"
        hint = "nothing was changed; mend this, then run again"
    else:
        return
    raise OutputError([folder.problem("", what, hint)])


def _is_ignored(name: str) -> bool:
    return name in _CACHES or name.startswith(".git") or name.endswith(".pyc")


def _raise(error: OSError) -> None:
    raise error
