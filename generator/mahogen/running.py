"""What every verb needs: the options of a run, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, Final

import click

from mahogen.errors import Diagnostics, Exit, MahogenError
from mahogen.report import Report, printable
from mahogen.streams import drop_refused, say

if TYPE_CHECKING:
    from mahogen.config import Config
    from mahogen.config_options import Options

DEFECT: Final = 70
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141


@dataclass(slots=True)
class Run:
    """What the options before the verb, or after it, say of the whole run."""

    path: Path | None = None
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        return Report(self.path.parent if self.path else Path())

    @property
    def options(self) -> Options:
        """What the command says of where the input is, and where the output goes."""
        from mahogen.config_options import Options

        return Options(**self.given)

    def command(self, verb: str) -> str:
        """How to run another verb on the same."""
        before = ["--config", str(self.path)] if self.path else []
        given = self.options.arguments(output=verb != "inspect")
        words = ["mahogen", *before, verb, *given]
        return printable(" ".join(map(quote, words)))

    def load(self) -> Config:
        """The configuration, and what the command says in its place.

        Raises:
            ConfigError: either is wrong, or there is none.
        """
        from mahogen.config import load

        return load(self.path, self.options)

    @contextmanager
    def config(self, *, quiet: bool = False) -> Iterator[Config]:
        """The configuration; at the end, what has been found out on the way goes to stderr."""
        config = self.load()
        try:
            yield config
        finally:
            self.report.warnings(self.diagnostics.warnings)
        if not quiet:
            for text in self.diagnostics.notes:
                self.report.note(text)


class Verbs(click.Group):
    """Turns what a user can cause into lines on stderr and an exit code."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command, and end the process unless told otherwise."""
        if sys.stdout is None:
            say("mahogen: standard output is closed")
            sys.exit(Exit.USAGE)
        try:
            return super().main(*args, **extra)
        except Exception as error:
            if isinstance(error, OSError) and error.filename is None:  # of a stream, not of a file
                drop_refused()
                say(f"mahogen: standard output cannot be written: {error.strerror}")
                sys.exit(Exit.USAGE)
            if os.environ.get("MAHOGEN_DEBUG"):
                raise
            Report().defect(error)
            sys.exit(DEFECT)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb."""
        run = ctx.ensure_object(Run)
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except MahogenError as error:
            run.report.error(error)
            ctx.exit(error.exit_code)
        except BrokenPipeError:  # `mahogen inspect | head`
            drop_refused()
            ctx.exit(BROKEN_PIPE)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        return result


def _set_config(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.ensure_object(Run).path = value


def config_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--config, which may stand before the verb and after it."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        callback=_set_config,
        expose_value=False,
        help="Read this file, not mahogen.toml or pyproject.toml of the current folder.",
    )(command)


def _set_given(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value and parameter.name:
        name = "resources" if parameter.name == "resource" else parameter.name
        ctx.ensure_object(Run).given[name] = value


def _place(name: str, text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        f"--{name}", metavar="PLACE", callback=_set_given, expose_value=False, help=text
    )


_PLACES: Final = (
    ("wsdl", "Read all contracts that are there, and none that the configuration names."),
    ("wsi", "Read the contract of WS-I from there."),
    ("v1", "Read that of V1 from there."),
    ("catalog", "Read api.xml from there."),
)


def place_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where the input is: a file, a folder, a source tree, an address."""
    for name, text in reversed(_PLACES):
        command = _place(name, text)(command)
    return command


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The package to make, without a target in the configuration."""
    command = click.option(
        "--resource",
        multiple=True,
        metavar="NAME",
        callback=_set_given,
        expose_value=False,
        help="Only this resource, with --output; repeatable.",
    )(command)
    return click.option(
        "--output",
        metavar="FOLDER",
        callback=_set_given,
        expose_value=False,
        help="Make one package, called as this folder, and none that the configuration names.",
    )(command)
