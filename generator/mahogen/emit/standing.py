"""What stands in an output folder against what a run produces, and whose each file is.

A file is ours if the manifest lists it or its first line carries our mark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, NamedTuple, TypeAlias

from mahogen.emit import manifest
from mahogen.emit.folder import Folder, owned, scan
from mahogen.errors import OutputError, Problem

OutputTree: TypeAlias = Mapping[str, str]
"""Path below the output folder, with forward slashes, to text; complete, the manifest included."""

EDITED: Final = "edited"
OUTDATED: Final = "contract, templates or mahogen changed"
LINE_ENDINGS: Final = "line endings"
IN_THE_WAY: Final = "in the way"

_KINDS = ("missing", "changed", "stale", "foreign")


class Finding(NamedTuple):
    """A file that is not as it should be; `why` is empty where that is plain, or unknown."""

    kind: str
    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sorted paths. `stale`: ours, no longer produced; `foreign`: not ours."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    stale: tuple[str, ...]
    foreign: tuple[str, ...]
    unchanged: tuple[str, ...]
    why: Mapping[str, str]

    def findings(self) -> list[Finding]:
        """Everything that is not as it should be, by path."""
        found = (
            Finding(kind, path, self.why.get(path, ""))
            for kind in _KINDS
            for path in getattr(self, kind)
        )
        return sorted(found, key=lambda finding: finding.path)

    def summary(self) -> str:
        """What `write` did, in a few words."""
        written = len(self.missing) + len(self.changed)
        deleted = f", {len(self.stale)} deleted" if self.stale else ""
        return f"{written} written, {len(self.unchanged)} unchanged{deleted}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the folder: content by path, None for what is no plain file."""

    folder: Folder
    files: OutputTree
    found: dict[str, bytes | None]
    owned: dict[str, set[str]]

    @classmethod
    def of(cls, folder: Folder, files: OutputTree) -> Standing:
        """Read the folder that `files` are for.

        Raises:
            OutputError: a link leads out of it, or its manifest cannot be used.
            OSError: it is a file, or something in it cannot be read.
        """
        found = dict(scan(folder, _folders(files)))
        standing = cls(folder, files, found, owned(folder))
        data = found.get(manifest.NAME)
        if data is not None and standing.any_ours() and not manifest.is_readable(data):
            what, hint = "is unreadable", "delete it, then run `mahogen generate`"
            raise OutputError([folder.problem(manifest.NAME, what, hint)])
        return standing

    def any_ours(self) -> bool:
        """Whether mahogen wrote anything that stands here."""
        return any(self._is_ours(path) for path in self.found)

    def compared(self) -> Comparison:
        """What is to be done."""
        there = self.found.keys() & self.files.keys()
        same = {path for path in there if self.found[path] == self.files[path].encode()}
        ours = {path for path in there - same if self._is_ours(path)}
        rest = self.found.keys() - self.files.keys()
        stale = {path for path in rest if path in self.owned and self._is_ours(path)}
        why = {path: self._why(path) for path in (*ours, *stale)}
        why |= dict.fromkeys(there - same - ours, IN_THE_WAY)
        return Comparison(
            missing=_sorted(self.files.keys() - there),
            changed=_sorted(ours),
            stale=_sorted(stale),
            foreign=_sorted((there - same - ours) | (rest - stale)),
            unchanged=_sorted(same),
            why=why,
        )

    def in_the_way(self) -> Iterator[Problem]:
        """What the user has to move before anything can be written."""
        for path in sorted(self.files.keys() & self.found.keys()):
            if self.found[path] != self.files[path].encode() and not self._is_ours(path):
                what = "mahogen did not write this file and will not overwrite it"
                yield self.folder.problem(path, what, "move it out of the output folder")
        for path in sorted(_folders(self.files) & self.found.keys()):
            yield self.folder.problem(
                path, "is a file; a folder has to stand there", "move it away"
            )
        for path in sorted(self.files):
            if path not in self.found and (self.folder.path / path).is_dir():
                yield self.folder.problem(
                    path, "is a folder; a file has to stand there", "move it away"
                )
        for path in self.compared().stale:
            if self._why(path) == EDITED:
                what = "is no longer produced, but was edited, so it is not deleted"
                hint = "move it out of the output folder, or delete it"
                yield self.folder.problem(path, what, hint)

    def _is_ours(self, path: str) -> bool:
        data = self.found[path]
        return data is not None and (path in self.owned or manifest.is_ours(path, data))

    def _why(self, path: str) -> str:
        """Why a file of ours is not what it should be."""
        data = self.found[path] or b""
        in_lines = data.replace(b"\r\n", b"\n")
        if path in self.files and in_lines == self.files[path].encode():
            return LINE_ENDINGS
        if path == manifest.NAME:
            return OUTDATED if manifest.is_as_written(in_lines) else EDITED
        if path not in self.owned:
            return ""
        if self.owned[path].isdisjoint(map(manifest.digest, (data, in_lines))):
            return EDITED
        return OUTDATED if path in self.files else ""


def _folders(files: OutputTree) -> set[str]:
    """Every folder that holds one of `files`."""
    return {str(each) for path in files for each in PurePosixPath(path).parents}


def _sorted(paths: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(paths))
