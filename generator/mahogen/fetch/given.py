"""Whom `fetch` and `new` are told to ask: a place, and who logs in there."""

from __future__ import annotations

import os
import re
from typing import Final

import click

from mahogen.errors import ConfigError, Problem, Source
from mahogen.fetch.asking import Login
from mahogen.read.address import Address, is_address
from mahogen.read.refuse import refuse
from mahogen.read.source import Origin
from mahogen.read.sources import Place

DEFAULT_VARIABLE: Final = "MAHO_API_KEY"
# A store is asked some forty times, and reads its whole contract before each answer.
_PATIENCE: Final = 5


def place_of(text: str) -> Place:
    """The place that a user calls `text`.

    Raises:
        InputError: there is no such file or folder.
        ConfigError: an address that cannot be.
    """
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


def login_of(username: str | None, variable: str | None, deadline: float) -> Login | None:
    """The API user, if one is named; a request may take `deadline` seconds.

    The key is that of the environment, and is in no message; nor is what may be it by mistake.

    Raises:
        click.UsageError: there is no key, or a key and nobody whose it is.
    """
    if username is None:
        if variable is not None:
            raise click.UsageError("--api-key-env needs --username: the key is for that API user")
        return None
    if not username:
        raise click.UsageError("--username is empty")
    if variable is not None and re.fullmatch(r"[A-Za-z_]\w*", variable, re.ASCII) is None:
        what = "--api-key-env takes the name of a variable of the environment, not the key itself"
        raise click.UsageError(what)
    key = os.environ.get(variable or DEFAULT_VARIABLE, "")
    if not key:
        named = "the variable that --api-key-env names" if variable else DEFAULT_VARIABLE
        what = f"--username needs the API key in the environment, and {named} is not set there"
        how = "export it" if variable else f"export {DEFAULT_VARIABLE}=..."
        raise click.UsageError(f"{what}: {how}, in a shell of yours")
    return Login(username, key, deadline * _PATIENCE)
