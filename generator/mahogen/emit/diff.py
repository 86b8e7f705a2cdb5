"""What `check` shows of files that are not as they should be, and what it advises."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from difflib import unified_diff

from mahogen.emit import manifest
from mahogen.emit.folder import Folder
from mahogen.emit.standing import EDITED, LINE_ENDINGS, Finding, OutputTree


def differences(
    folder: Folder, name: str, files: OutputTree, findings: Collection[Finding]
) -> Iterator[str]:
    """Unified diffs from what stands in `folder`, shown as `name`, to `files`.

    Left out are foreign files, differences of line endings, and, unless there is nothing else, the
    manifest, which repeats in digests what the other files show.
    """
    shown = [f for f in findings if f.kind != "foreign" and f.why != LINE_ENDINGS]
    if len(shown) > 1:
        shown = [finding for finding in shown if finding.path != manifest.NAME]
    for kind, path, _ in shown:
        there = b"" if kind == "missing" else (folder.path / path).read_bytes()
        yield from _ended(
            unified_diff(
                _lines(there.decode("utf-8", "backslashreplace")),
                _lines(files.get(path, "")),
                "/dev/null" if kind == "missing" else f"{name}/{path}",
                "/dev/null" if kind == "stale" else f"{name}/{path} (from the contract)",
            )
        )


def remedy(findings: Collection[Finding], command: str) -> str:
    """What mends the findings, in one line and in the order to do it."""
    kinds = {finding.kind for finding in findings}
    edited = any((finding.kind, finding.why) == ("stale", EDITED) for finding in findings)
    left = [("foreign", "foreign" in kinds), ("edited stale", edited)]
    advice = []
    if any(finding.why == LINE_ENDINGS for finding in findings):
        advice.append('if git changes line endings, write "* -text" into .gitattributes there')
    if alone := " and ".join(name for name, there in left if there):
        advice.append(f"move {alone} files out of the output folder, or delete them")
    if kinds - {"foreign"}:
        advice.append(f"run `{command}`")
    return "; then ".join(advice)


def _lines(text: str) -> list[str]:
    """The lines of `text` with their ends, which are line feeds and nothing else."""
    return list(io.StringIO(text, newline="\n"))


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
