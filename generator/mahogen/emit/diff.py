"""What `check` shows of files that are not as they should be, and what it advises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import unified_diff

from mahogen.emit.folder import Folder
from mahogen.emit.tree import OutputTree


def differences(
    folder: Folder, name: str, files: OutputTree, findings: Iterable[tuple[str, str]]
) -> Iterator[str]:
    """Unified diffs from what stands in `folder`, shown as `name`, to `files`.

    `findings` are pairs of kind and path; foreign files are left out.
    """
    for kind, path in findings:
        if kind == "foreign":
            continue
        there = b"" if kind == "missing" else (folder.path / path).read_bytes()
        before = there.decode("utf-8", "backslashreplace")
        after = files.get(path, "")
        yield from _ended(
            unified_diff(
                before.splitlines(keepends=True),
                after.splitlines(keepends=True),
                "/dev/null" if kind == "missing" else f"{name}/{path}",
                "/dev/null" if kind == "stale" else f"{name}/{path} (from the contract)",
            )
        )


def remedy(kinds: Collection[str], command: str) -> str:
    """What mends findings of these kinds, in one line."""
    advice = []
    if set(kinds) - {"foreign"}:
        advice.append(f"run `{command}`")
    if "foreign" in kinds:
        advice.append("move foreign files out of the output folder, or delete them")
    return "; ".join(advice)


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
