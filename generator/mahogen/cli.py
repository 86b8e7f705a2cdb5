"""The verbs. No logic here; each imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mahogen.errors import Diagnostics, Exit, MahogenError
from mahogen.report import Report, printable

if TYPE_CHECKING:
    from mahogen.config import Config
    from mahogen.emit.standing import Finding

BROKEN_PIPE = 141
INTERRUPTED = 130


@dataclass(slots=True)
class Run:
    """What the options before the verb, or after it, say of the whole run."""

    path: Path | None = None
    diagnostics: Diagnostics = field(default_factory=Diagnostics)

    @property
    def report(self) -> Report:
        return Report(self.path.parent if self.path else Path())

    @property
    def command(self) -> str:
        return f"mahogen --config {printable(str(self.path))}" if self.path else "mahogen"

    @contextmanager
    def config(self, *, quiet: bool = False) -> Iterator[Config]:
        """The configuration; at the end, what has been found out on the way goes to stderr."""
        from mahogen.config import load
        from mahogen.pipeline import absent

        config = load(self.path)
        try:
            yield config
        finally:
            self.report.warnings(self.diagnostics.warnings)
        if not quiet:
            for text in absent(config):
                self.report.note(text)


class Verbs(click.Group):
    """Turns what a user can cause into lines on stderr and an exit code."""

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
            _drop_closed_streams()
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


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mahogen", message="%(prog)s %(version)s")
@config_option
def cli() -> None:
    """Typed Python for the SOAP API of a Magento 1, OpenMage or Maho store.

    Reads what mahogen.toml names, or the same tables below [tool.mahogen] in pyproject.toml:

    \b
        [contract]
        v2 = "wsdl/v2.wsdl"         # saved from https://YOUR.STORE/api/v2_soap/?wsdl
        wsi = "wsdl/wsi.wsdl"       # the same address in WS-I mode
        v1 = "wsdl/v1.wsdl"         # https://YOUR.STORE/api/soap/?wsdl; one of the three will do
        catalog = "wsdl/api.xml"    # optional: resources, methods, fault codes
        notes = "wsdl/notes.toml"   # optional: what no WSDL says

    \b
        [targets.shop_api]          # the name of the package
        output = "src/shop_api"     # a folder of its own
        resources = ["cart"]        # optional: all without it
        names = {}                  # optional: {"customerEntity.e-mail" = "e_mail_2"}

    Paths are relative to that file.

    \b
    Exit codes:
        0  clean
        1  findings: generated code is not what the contract says
        2  wrong usage or configuration, or an output folder that is not ours to write
        3  unusable contract: missing, cut off, not a WSDL, contradictory
    """


@cli.command()
@click.option("-q", "--quiet", is_flag=True, help="Print warnings and errors only.")
@config_option
@click.pass_obj
def generate(run: Run, quiet: bool) -> None:
    """Write the packages.

    Writes what differs, deletes what is no longer produced, and touches nothing else: unchanged
    files keep their time stamps, files that mahogen did not write stay. If anything is wrong,
    nothing is written.
    """
    from mahogen.emit.tree import write_all
    from mahogen.pipeline import build

    with run.config(quiet=quiet) as config:
        trees = [(target.output, files) for target, files in build(config, run.diagnostics)]
        for folder, done in write_all(trees, run.diagnostics):
            if not quiet:
                click.echo(f"{run.report.name(folder.name)}: {done.summary()}")


@cli.command()
@click.option("--diff", is_flag=True, help="Show the differences, too.")
@config_option
@click.pass_context
def check(ctx: click.Context, diff: bool) -> None:
    """Compare the packages with the contract; write nothing.

    Silent if all is as `generate` would leave it. Else a line for each file that is missing,
    changed, stale (no longer produced) or foreign (not written by mahogen), then what mends it, and
    exit code 1. A changed file was edited, or it is as mahogen wrote it and something else changed:
    the contract, the templates, or mahogen.
    """
    from mahogen.config import load
    from mahogen.emit.diff import differences, remedy
    from mahogen.emit.tree import compare
    from mahogen.pipeline import build

    run = ctx.ensure_object(Run)
    found: list[Finding] = []
    for target, files in build(load(run.path), run.diagnostics):
        name = run.report.name(target.output.name)
        findings = compare(target.output, files).findings()
        if diff:
            click.echo("".join(differences(target.output, name, files, findings)), nl=False)
        for kind, path, why in findings:
            click.echo(f"{kind}: {name}/{printable(path)}" + (f" ({why})" if why else ""))
        found += findings
    if found:
        click.echo(remedy(found, f"{run.command} generate"))
        ctx.exit(Exit.FINDINGS)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print the whole model, for programs.")
@click.option("--resource", "names", multiple=True, metavar="NAME", help="Only this; repeatable.")
@config_option
@click.pass_obj
def inspect(run: Run, as_json: bool, names: tuple[str, ...]) -> None:
    """Show what the contract says.

    Its resources, operations, entities and faults.
    """
    from mahogen.errors import ConfigError
    from mahogen.model.json import to_json
    from mahogen.model.listing import listing
    from mahogen.model.select import select
    from mahogen.pipeline import read

    with run.config() as config:
        api = read(config, run.diagnostics)
        try:
            api = select(api, names) if names else api
        except ConfigError as error:
            lines = [f"{problem.what}; {problem.hint}" for problem in error.problems]
            raise click.BadParameter(printable("; ".join(lines)), param_hint="--resource") from None
        if as_json:
            click.echo(to_json(api), nl=False)
        else:
            click.echo("\n".join(map(printable, listing(api).splitlines())))


def _drop_closed_streams() -> None:
    """Let the interpreter's last flush go nowhere, so that it does not complain either."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
