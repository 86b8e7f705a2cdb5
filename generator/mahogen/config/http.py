"""[http] of a configuration: how servers are asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from mahogen.config.rules import Key
from mahogen.read.refuse import shown
from mahogen.read.settings import Settings
from mahogen.read.toml import TomlFile

_KEYS: Final = ("user_env", "password_env", "ca", "timeout", "deadline")
_VARIABLE: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_MOST: Final = 3600.0

_Table = Mapping[str, object]


def read_http(toml: TomlFile, base: Path, table: _Table, at: Key, hosts: Iterable[str]) -> Settings:
    """What the table says, in a file whose folder is `base`; `hosts` may have the credentials."""
    toml.only(table, at, _KEYS)
    user, password = (_variable(toml, table, at, key) for key in _KEYS[:2])
    if ("user_env" in table) != ("password_env" in table):
        given, other = _KEYS[:2] if "user_env" in table else reversed(_KEYS[:2])
        hint = f'write {other} = "SHOP_{other[:-4].upper()}", the name of a variable'
        toml.problem((*at, given), f"there is {given}, but no {other}", hint)
    ca = toml.string(table, at, "ca")
    if isinstance(table.get("ca"), str) and not ca.strip():
        toml.problem((*at, "ca"), '"ca" is empty', "name a file, or leave it out")
    known = frozenset(hosts)
    if user and len(known) > 1:
        what = f"the credentials are for one server, and there are {' and '.join(sorted(known))}"
        hint = "save what one of them has, and name the file"
        toml.problem((*at, "user_env"), what, hint)
    usual = Settings()
    return Settings(
        user,
        password,
        known,
        base / ca if ca.strip() else None,
        ca,
        _seconds(toml, table, at, "timeout", usual.timeout),
        _seconds(toml, table, at, "deadline", usual.deadline),
        toml.source(*at),
    )


def _variable(toml: TomlFile, table: _Table, at: Key, key: str) -> str:
    """The name of a variable of the environment."""
    name = toml.string(table, at, key)
    if isinstance(table.get(key), str) and not _VARIABLE.fullmatch(name):
        what = f'"{key}" is not the name of a variable of the environment'
        hint = f'the secret itself stays out of this file: {key} = "SHOP_{key[:-4].upper()}"'
        toml.problem((*at, key), what, hint)
        return ""
    return name


def _seconds(toml: TomlFile, table: _Table, at: Key, key: str, usual: float) -> float:
    value = table.get(key, usual)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= _MOST:
        return float(value)
    what = f"{shown(key)} is not a number of seconds, up to {_MOST:g}"
    toml.problem((*at, key), what, f"write {key} = {usual:g}")
    return usual
