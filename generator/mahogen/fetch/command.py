"""What the verb `fetch` does with its options, and what it prints."""

from __future__ import annotations

import logging
import os
import re
from contextlib import closing
from pathlib import Path

import click

from mahogen.emit.folder import Folder
from mahogen.errors import ConfigError, Problem, Source
from mahogen.fetch.asking import CATALOG, Login
from mahogen.fetch.pin import Pinned
from mahogen.fetch.run import fetch
from mahogen.fetch.source_toml import now
from mahogen.read.address import Address, is_address
from mahogen.read.http import Web
from mahogen.read.refuse import refuse
from mahogen.read.source import Origin
from mahogen.read.sources import Place, Sources
from mahogen.running import Run

DEFAULT_VARIABLE = "MAHO_API_KEY"
# A store is asked some forty times, and reads its whole contract before each answer.
_PATIENCE = 5


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
    key = _api_key(username, variable)
    place = _place(store)
    inputs = _inputs(run, store)
    settings = inputs.http
    login = Login(username, key, settings.deadline * _PATIENCE) if username else None
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


def _place(text: str) -> Place:
    if not text:
        raise click.UsageError("STORE is empty")
    if not is_address(text):
        origin = Origin.of(text)
        if not origin.path.exists():
            hint = "name a folder, or an address with https:// in front"
            refuse(origin.name, 0, "there is no such file or folder", hint)
        return origin
    try:
        return Address.of(text)
    except ValueError as error:
        # The address itself may hold a password.
        hint = "write one such as https://shop.example/"
        raise ConfigError([Problem(Source("the address", 0), str(error), hint)]) from None


def _api_key(username: str | None, variable: str | None) -> str:
    """The key, which is in no message; nor is what may be the key by mistake."""
    if username is None:
        if variable is not None:
            raise click.UsageError("--api-key-env needs --username: the key is for that API user")
        return ""
    if not username:
        raise click.UsageError("--username is empty")
    if variable is not None and re.fullmatch(r"[A-Za-z_]\w*", variable, re.ASCII) is None:
        what = "--api-key-env takes the name of a variable of the environment, not the key itself"
        raise click.UsageError(what)
    key = os.environ.get(variable or DEFAULT_VARIABLE, "")
    if not key:
        named = "the variable that --api-key-env names" if variable else DEFAULT_VARIABLE
        what = f"--username needs the API key in the environment, and {named} is not set there"
        raise click.UsageError(f"{what}: export {DEFAULT_VARIABLE}=..., in a shell of yours")
    return key


def _print(run: Run, folder: Folder, done: Pinned, notes: list[str]) -> None:
    standing = dict.fromkeys(done.written, "written")
    standing |= dict.fromkeys(done.unchanged, "unchanged")
    for path in sorted(standing):
        click.echo(f"{run.report.name(folder.name)}/{path}: {standing[path]}")
    for text in notes:
        run.report.note(text)
    for path, entry in done.kept.items():
        since = f"as of {entry.fetched:%Y-%m-%d} from {entry.place}"
        asked = "; --username asks again" if path == CATALOG and entry.user else ""
        run.report.note(f"{folder.name}/{path} stays {since}: nothing newer was found{asked}")
