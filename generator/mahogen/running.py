"""What every verb needs: the options of a run, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
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
    from mahogen.cache import Cache
    from mahogen.config import Config
    from mahogen.config.options import Options

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
        from mahogen.config.options import Options

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

    def cache(self, config: Config) -> Cache:
        """What is known of the last good run of the same."""
        from mahogen.cache import Cache

        base = self.path.parent if self.path else Path()
        return Cache(config, base, self.options.arguments())

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
