"""What the verbs `new` and `init` do with their options, and what they print."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote

import click

from mahogen.config.file import find
from mahogen.emit import manifest
from mahogen.emit.folder import Folder
from mahogen.errors import ConfigError, Diagnostics, OutputError, Problem, Source
from mahogen.fetch.given import login_of, place_of
from mahogen.fetch.pin import new_files
from mahogen.read.refuse import shown
from mahogen.read.settings import Settings
from mahogen.read.source_toml import now
from mahogen.report import Report, printable
from mahogen.running import Run
from mahogen.scaffold.contract import Contract, contract_of, stock
from mahogen.scaffold.draft import CONFIG, Draft, drafted
from mahogen.scaffold.environment import requirement, runs_tests
from mahogen.scaffold.names import PINNED, names_of, output_of
from mahogen.scaffold.project import HTTP_PASSWORD, HTTP_USER, config_text, project_files
from mahogen.scaffold.write import in_the_way, refuse_occupied, write


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of both verbs, as they were given."""

    store: str | None = None
    resources: tuple[str, ...] = ()
    username: str | None = None
    api_key_env: str | None = None

    @property
    def names(self) -> list[str]:
        """The resources, each by itself and once."""
        parts = [part.strip() for text in self.resources for part in text.split(",")]
        if not all(part and part.isprintable() for part in parts):
            what = "names a resource that is empty, or has characters that no name has"
            raise click.BadParameter(what, param_hint="--resources")
        return list(dict.fromkeys(parts))


def run_new(run: Run, name: str, asked: Asked, *, server: bool, quiet: bool) -> None:
    """Make a project in a folder of its own.

    Raises:
        MahogenError, click.UsageError: nothing has been written.
    """
    path = Path(name)
    if path.name in ("", ".."):
        hint = "name a new one; `mahogen init` adds to the project in the current folder"
        raise ConfigError([Problem(Source("NAME", 0), f"{shown(name)} is no new folder", hint)])
    names = names_of(path.name)
    folder = Folder(path.as_posix(), path)
    refuse_occupied(folder)
    output = f"src/{names.api}"
    inputs, draft, contract = _prepared(run, asked, folder, output)
    own = project_files(draft.api, names, contract, server=server)
    write(folder, {**own, **inputs, **draft.files}, f"{output}/{manifest.NAME}")
    if not quiet:
        for text in _about(path, contract):
            run.diagnostics.note(text)
        _tell(run, f"{folder.name}: written; {output} is generated, all else is yours")
        click.echo(printable(f"next: cd {quote(folder.name)} && make test"))


def run_init(run: Run, output: str | None, asked: Asked, *, quiet: bool) -> None:
    """Add a configuration, a contract and its package to the project in the current folder.

    Raises:
        MahogenError, click.UsageError: nothing has been written.
    """
    output, folder = output_of(output), Folder(".", Path())
    problems = in_the_way(
        {
            CONFIG: "it configures mahogen already: `mahogen generate` writes its packages",
            PINNED: "move it away: the contract is pinned there",
            output: "--output names another folder for the package",
        }
    )
    configured = None if problems else find(needed=False)
    if configured:
        what, hint = "configures mahogen already", "`mahogen generate` writes its packages"
        problems = [Problem(Source(configured.name, 0), what, hint)]
    if problems:
        raise OutputError(problems)
    inputs, draft, _ = _prepared(run, asked, folder, output)
    write(folder, {**inputs, **draft.files}, f"{output}/{manifest.NAME}")
    if not quiet:
        _tell(run, f"{CONFIG}, {PINNED} and {output}: written")
        click.echo(f"next: add {requirement()} to the dependencies of the project, and commit all")


def _contract(asked: Asked, folder: Path, diagnostics: Diagnostics) -> Contract:
    if asked.store is None:
        if asked.username is not None or asked.api_key_env is not None:
            raise click.UsageError("--username and --api-key-env need --store: who is to be asked?")
        return stock()
    login = login_of(asked.username, asked.api_key_env, Settings().deadline)
    logging.getLogger("mahogen").addHandler(logging.NullHandler())  # that of the client
    return contract_of(place_of(asked.store), folder, login, diagnostics)


def _prepared(
    run: Run, asked: Asked, folder: Folder, output: str
) -> tuple[dict[str, str], Draft, Contract]:
    """Configuration and contract by their paths in `folder`, and what they make."""
    inside = Diagnostics()
    try:
        contract = _contract(asked, folder.path, run.diagnostics)
        pinned = new_files(contract.documents, now())
        inputs = {f"{PINNED}/{path}": text for path, text in pinned.items()}
        inputs[CONFIG] = config_text(output, asked.names, guarded=contract.guarded)
        return inputs, drafted(inputs, inside), contract
    except ConfigError as error:
        if asked.store or not asked.resources:
            raise
        more = "; a store has more: --store names one"
        raise ConfigError(replace(p, hint=p.hint + more) for p in error.problems) from None
    finally:
        run.report.warnings(run.diagnostics.warnings)
        Report(folder.path).warnings(inside.warnings)


def _about(path: Path, contract: Contract) -> Iterator[str]:
    """What the user should know of a new project."""
    if not runs_tests():
        yield (
            "pytest is not installed beside mahogen, so that make test sets up .venv first, out of"
            " an index of packages: pip install 'mahogen[testing]' brings it"
        )
    if contract.guarded:
        yield (
            "the store asks for a name and a password, which are in no file: mahogen.toml names the"
            f" variables {HTTP_USER} and {HTTP_PASSWORD}"
        )
    if any((above / ".git").exists() for above in path.absolute().parents):
        yield (
            "the project is inside of another repository of git, which does not see its .github and"
            " .pre-commit-config.yaml: move them to the top of that"
        )


def _tell(run: Run, done: str) -> None:
    """What was found out while asking, and what came of it."""
    for text in run.diagnostics.notes:
        run.report.note(text)
    click.echo(printable(done))
