"""The folders of a store, listed in an order of ours and within a limit.

What a file system lists first plays no part, links are followed as PHP follows them, and what
cannot be read is a problem to report, not an end.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from mahogen.errors import Diagnostics, Source
from mahogen.read.refuse import refuse

MAX_FOLDERS = 20_000
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}


class Folders:
    """What lies below the folder `root`, which messages call `name`."""

    def __init__(
        self, root: Path, name: str, diagnostics: Diagnostics, limit: int = MAX_FOLDERS
    ) -> None:
        self.root = root
        self.diagnostics = diagnostics
        self._name = name.replace(os.sep, "/").rstrip("/") or "/"
        self._limit = limit
        self._listed = 0

    def label(self, path: Path) -> str:
        """What messages call `path`."""
        below = path.relative_to(self.root).as_posix()
        if below == ".":
            return self._name
        return below if self._name == "." else f"{self._name.rstrip('/')}/{below}"

    def names(self, path: Path) -> list[str]:
        """What the folder `path` holds, sorted by bytes; nothing where there is no folder.

        Raises:
            InputError: more folders were listed than any store needs.
        """
        self._listed += 1
        if self._listed > self._limit:
            what = f"has more than {self._limit:,} folders to look for modules in"
            refuse(self._name, 0, what, "point at a store's root, or at its app/code")
        try:
            return sorted(os.listdir(path), key=os.fsencode)  # noqa: PTH208 - names, not paths
        except OSError as error:
            self._report(path, error)
            return []

    def is_folder(self, path: Path) -> bool:
        """Whether `path` is a folder, or a link to one."""
        mode = self._mode(path)
        return mode is not None and stat.S_ISDIR(mode)

    def is_file(self, path: Path) -> bool:
        """Whether `path` is a plain file, or a link to one: a pipe would wait for ever."""
        mode = self._mode(path)
        return mode is not None and stat.S_ISREG(mode)

    def subfolders(self, path: Path) -> list[Path]:
        """The folders in `path`, hidden ones aside."""
        inner = [path / name for name in self.names(path) if not name.startswith(".")]
        return [folder for folder in inner if self.is_folder(folder)]

    def _mode(self, path: Path) -> int | None:
        try:
            return path.stat().st_mode
        except (OSError, ValueError) as error:
            self._report(path, error)
            return None

    def _report(self, path: Path, error: OSError | ValueError) -> None:
        if isinstance(error, OSError) and error.errno not in _NOT_THERE:
            what = f"cannot be read: {error.strerror}"
            self.diagnostics.error(Source(self.label(path), 0), what, "check its permissions")
