"""`generate` and `check`: all of it, or nothing where the last run left nothing to do.

What renders is imported here only when there is something to render.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mahogen.cache import Cache
from mahogen.config import Config
from mahogen.config.targets import Target
from mahogen.emit.folder import Folder
from mahogen.errors import Diagnostics

if TYPE_CHECKING:
    from mahogen.emit.standing import Finding, OutputTree


def generate(
    config: Config, cache: Cache, diagnostics: Diagnostics, *, force: bool
) -> list[tuple[Folder, str]]:
    """Write the packages.

    Returns:
        Each folder with what was done there, in a few words.

    Raises:
        MahogenError: nothing has been written.
    """
    known = None if force else cache.unchanged()
    if known and known.counts:
        known.say(diagnostics)
        outputs = [target.output for target in config.targets]
        return [
            (o, f"0 written, {n} unchanged") for o, n in zip(outputs, known.counts, strict=True)
        ]

    from mahogen.emit.tree import write_all
    from mahogen.pipeline import build

    trees = [(target.output, files) for target, files in build(config, diagnostics)]
    done = write_all(trees, diagnostics)
    cache.remember(diagnostics, [len(files) for _, files in trees])
    return [(folder, comparison.summary()) for folder, comparison in done]


def compared(
    config: Config, cache: Cache, diagnostics: Diagnostics, *, force: bool
) -> Iterator[tuple[Target, OutputTree, list[Finding]]]:
    """Each target with the files that it should have, and those that are not as they should be.

    Raises:
        MahogenError: the contract or an output cannot be read.
    """
    if not force and cache.unchanged():
        return

    from mahogen.emit.tree import compare
    from mahogen.pipeline import build

    built = build(config, diagnostics)
    clean = True
    for target, files in built:
        findings = compare(target.output, files).findings()
        clean = clean and not findings
        yield target, files, findings
    if clean:
        cache.remember(diagnostics, [len(files) for _, files in built])
