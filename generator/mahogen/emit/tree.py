"""The output folder on disk against the files that a run produces: compare, then write.

A file is ours if the manifest lists it or its first line carries our mark. What is ours may be
overwritten; only what the manifest lists, and is still as we wrote it, may be deleted; everything
else is the user's and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import PurePosixPath
from typing import TypeAlias

from mahogen.emit import manifest
from mahogen.emit.commit import STAGING, commit
from mahogen.emit.folder import Folder, explained, owned, scan
from mahogen.errors import Diagnostics, OutputError, Problem

OutputTree: TypeAlias = Mapping[str, str]
"""Path below the output folder, with forward slashes, to text; complete, the manifest included."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sorted paths. `stale`: ours, no longer produced; `foreign`: not ours."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    stale: tuple[str, ...]
    foreign: tuple[str, ...]
    unchanged: tuple[str, ...]

    def findings(self) -> list[tuple[str, str]]:
        """Kind and path of everything that is not as it should be, by path."""
        kinds = [field.name for field in fields(self) if field.name != "unchanged"]
        found = ((kind, path) for kind in kinds for path in getattr(self, kind))
        return sorted(found, key=lambda finding: finding[1])

    def summary(self) -> str:
        """What `write` did, in a few words."""
        written = len(self.missing) + len(self.changed)
        deleted = f", {len(self.stale)} deleted" if self.stale else ""
        return f"{written} written, {len(self.unchanged)} unchanged{deleted}"


def compare(folder: Folder, files: OutputTree) -> Comparison:
    """What stands in `folder` against `files`; nothing is changed.

    Raises:
        OutputError: the folder is none, cannot be read, or has a link that leads out of it.
    """
    with explained(folder):
        return _State.of(folder).against(files)


def check_writable(folder: Folder, files: OutputTree) -> Comparison:
    """The comparison, if `write` would do no harm.

    Raises:
        OutputError: naming each file of the user's that is in the way.
    """
    with explained(folder):
        state = _State.of(folder)
        comparison = state.against(files)
        problems = [*state.in_the_way(files), *state.edited(comparison.stale)]
        strangers = [path for path in comparison.foreign if path not in files]
        if strangers and not state.any_ours():
            problems.append(_not_ours(folder, strangers))
    if problems:
        raise OutputError(problems)
    return comparison


def write(folder: Folder, files: OutputTree) -> Comparison:
    """Make `folder` hold `files`; what is as it should be is not touched.

    Returns:
        The comparison as it was before: what has been written, deleted and left alone.

    Raises:
        OutputError: nothing has been written.
    """
    if unsafe := [path for path in files if not manifest.stays_inside(path)]:
        raise ValueError(f"paths that leave the output folder: {unsafe}")
    comparison = check_writable(folder, files)
    paths = sorted([*comparison.missing, *comparison.changed])
    with explained(folder):
        if paths or comparison.stale or (folder.path / STAGING).exists():
            content = {path: files[path].encode() for path in paths}
            commit(folder.path, content, comparison.stale, last=manifest.NAME)
    return comparison


def write_all(
    trees: Sequence[tuple[Folder, OutputTree]], diagnostics: Diagnostics
) -> list[tuple[Folder, Comparison]]:
    """Write all trees, none before each has been found harmless; warn of files that are not ours.

    Raises:
        OutputError: naming what is wrong with all of the folders; nothing has been written.
    """
    problems: list[Problem] = []
    for folder, files in trees:
        try:
            comparison = check_writable(folder, files)
        except OutputError as error:
            problems += error.problems
        else:
            for path in comparison.foreign:
                what, hint = "mahogen did not write this file and left it alone", "move it away"
                diagnostics.warnings.append(folder.problem(path, what, hint))
    if problems:
        raise OutputError(problems)
    return [(folder, write(folder, files)) for folder, files in trees]


@dataclass(frozen=True, slots=True)
class _State:
    """What stands in the folder: content by path, None for what is no plain file."""

    folder: Folder
    found: dict[str, bytes | None]
    owned: dict[str, set[str]]

    @classmethod
    def of(cls, folder: Folder) -> _State:
        return cls(folder, dict(scan(folder)), owned(folder))

    def is_ours(self, path: str) -> bool:
        data = self.found[path]
        return data is not None and (path in self.owned or manifest.is_ours(path, data))

    def any_ours(self) -> bool:
        return any(self.is_ours(path) for path in self.found)

    def against(self, files: OutputTree) -> Comparison:
        there = self.found.keys() & files.keys()
        same = {path for path in there if self.found[path] == files[path].encode()}
        ours = {path for path in there - same if self.is_ours(path)}
        rest = self.found.keys() - files.keys()
        stale = {path for path in rest if path in self.owned and self.is_ours(path)}
        groups = (
            files.keys() - there,
            ours,
            stale,
            (there - same - ours) | (rest - stale),
            same,
        )
        return Comparison(*(tuple(sorted(group)) for group in groups))

    def in_the_way(self, files: OutputTree) -> Iterator[Problem]:
        for path in sorted(files.keys() & self.found.keys()):
            if self.found[path] != files[path].encode() and not self.is_ours(path):
                what = "mahogen did not write this file and will not overwrite it"
                yield self.folder.problem(path, what, "move it out of the output folder")
        folders = {str(each) for path in files for each in PurePosixPath(path).parents}
        for path in sorted(folders & self.found.keys()):
            yield self.folder.problem(
                path, "is a file; a folder has to stand there", "move it away"
            )
        for path in sorted(files):
            if path not in self.found and (self.folder.path / path).is_dir():
                yield self.folder.problem(
                    path, "is a folder; a file has to stand there", "move it away"
                )

    def edited(self, stale: tuple[str, ...]) -> Iterator[Problem]:
        for path in stale:
            if manifest.digest(self.found[path] or b"") not in self.owned[path]:
                what = "is no longer produced, but was edited, so it is not deleted"
                yield self.folder.problem(
                    path, what, "move it out of the output folder, or delete it"
                )


def _not_ours(folder: Folder, strangers: list[str]) -> Problem:
    first, count = strangers[0], len(strangers)
    some = first if count == 1 else f"{first} and {count - 1} more"
    what = f"holds files that mahogen did not write ({some}), and none that it did"
    return folder.problem("", what, "name an empty folder, or a new one, as output")
