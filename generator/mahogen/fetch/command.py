"""What the verb `fetch` does with its options, and what it prints."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path

import click

from mahogen.emit.folder import Folder
from mahogen.fetch.asking import CATALOG
from mahogen.fetch.given import login_of, place_of
from mahogen.fetch.pin import Pinned
from mahogen.fetch.run import fetch
from mahogen.read.http import Web
from mahogen.read.source_toml import now
from mahogen.read.sources import Sources
from mahogen.running import Run


def run_fetch(
    run: Run,
    store: str,
    output: Path,
    username: str | None,
    variable: str | None,
    *,
    force: bool,
    quiet: bool,
) -> None:
    """Fetch `store` into `output`, and say what came of it.

    Raises:
        MahogenError, click.UsageError: nothing has been written.
    """
    place = place_of(store)
    inputs = _inputs(run, store)
    settings = inputs.http
    login = login_of(username, variable, settings.deadline)
    run.path = None  # what is named here is relative to where the user stands
    folder = Folder(output.as_posix(), output)
    logging.getLogger("mahogen").addHandler(logging.NullHandler())  # that of the client
    try:
        with closing(Web(settings)) as web:
            done = fetch(
                place,
                folder,
                web,
                now(),
                run.diagnostics,
                login,
                allow_imports=inputs.allow_imports,
                force=force,
            )
    finally:
        run.report.warnings(run.diagnostics.warnings)
    if not quiet:
        _print(run, folder, done, run.diagnostics.notes)
    for path in done.edited:
        what = "was edited since it was fetched, and was not fetched this time"
        run.report.warnings([folder.problem(path, what, "it is left as it is")])


def _inputs(run: Run, store: str) -> Sources:
    """How servers are asked, and what may be imported: as the configuration says, if there is
    one.
    """
    run.given = {"wsdl": store}
    return run.load().inputs


def _print(run: Run, folder: Folder, done: Pinned, notes: list[str]) -> None:
    standing = dict.fromkeys(done.written, "written")
    standing |= dict.fromkeys(done.unchanged, "unchanged")
    standing |= dict.fromkeys(done.removed, "removed, since it was that of a stock store")
    for path in sorted(standing):
        click.echo(f"{run.report.name(folder.name)}/{path}: {standing[path]}")
    for text in notes:
        run.report.note(text)
    for path, entry in done.kept.items():
        since = f"as of {entry.fetched:%Y-%m-%d} from {entry.place}"
        asked = "; --username asks again" if path == CATALOG and entry.user else ""
        run.report.note(f"{folder.name}/{path} stays {since}: nothing newer was found{asked}")
