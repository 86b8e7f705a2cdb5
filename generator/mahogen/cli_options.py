"""The options that verbs share: where the input is, and where the output goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from mahogen.running import Run


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


def force_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--force, against skipping."""
    text = "Do everything, although nothing has changed since the last run."
    return click.option("--force", is_flag=True, help=text)(command)


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


def contract_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where a new project gets its contract from, and how much it says."""
    for option in reversed(
        (
            click.option(
                "--store",
                metavar="STORE",
                help="The address of a store, as for fetch, or a folder or source tree."
                "  [default: a stock contract, which needs nobody]",
            ),
            click.option(
                "--resources",
                "--resource",
                multiple=True,
                metavar="NAMES",
                help="Only these, as cart,cart_customer or cart*; repeatable.  [default: all]",
            ),
            click.option(
                "--username", metavar="NAME", help="Ask the store for its resources as this user."
            ),
            click.option(
                "--api-key-env",
                metavar="NAME",
                help="Variable with the key.  [default: MAHO_API_KEY]",
            ),
            click.option("-q", "--quiet", is_flag=True, help="Print warnings and errors only."),
        )
    ):
        command = option(command)
    return command
