"""The output folder on disk against the files that a run produces: compare, then write.

What is ours may be overwritten; only what the manifest lists, and is still as we wrote it, may be
deleted; everything else is the user's and stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from mahogen.emit import manifest
from mahogen.emit.commit import STAGING, commit
from mahogen.emit.explain import explained
from mahogen.emit.folder import Folder
from mahogen.emit.standing import Comparison, OutputTree, Standing
from mahogen.errors import Diagnostics, OutputError, Problem


def compare(folder: Folder, files: OutputTree) -> Comparison:
    """What stands in `folder` against `files`; nothing is changed.

    Raises:
        OutputError: the folder is none, cannot be read, or has a link that leads out of it.
    """
    with explained(folder):
        return Standing.of(folder, files).compared()


def check_writable(folder: Folder, files: OutputTree) -> Comparison:
    """The comparison, if `write` would do no harm.

    Raises:
        OutputError: naming each file of the user's that is in the way.
    """
    with explained(folder):
        standing = Standing.of(folder, files)
        comparison = standing.compared()
        problems = [*standing.in_the_way()]
        strangers = [path for path in comparison.foreign if path not in files]
        if strangers and not standing.any_ours():
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
    with explained(folder, writing=True):
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


def _not_ours(folder: Folder, strangers: list[str]) -> Problem:
    first, count = strangers[0], len(strangers)
    some = first if count == 1 else f"{first} and {count - 1} more"
    what = f"holds files that mahogen did not write ({some}), and none that it did"
    return folder.problem("", what, "name an empty folder, or a new one, as output")
