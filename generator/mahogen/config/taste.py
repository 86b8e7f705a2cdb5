"""What a target of a configuration says of taste: halves, numbers, runtime, client, templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mahogen.config.rules import Key, is_portable
from mahogen.emit.folder import Folder
from mahogen.emit.naming import CLASS_RESERVED
from mahogen.emit.taste import STANDARD, Taste
from mahogen.read.refuse import shown
from mahogen.read.toml import TomlFile

KEYS: Final = ("double", "emit", "runtime", "client", "templates")

_CHOICES: Final = {
    "double": ("float", "decimal"),
    "emit": ("both", "client", "server"),
    "runtime": ("import", "vendor"),
}
"""What some keys may be; the first is what they are if left out."""
_CLASS: Final = re.compile(r"[A-Z][A-Za-z0-9]{0,59}")


def read_taste(toml: TomlFile, base: Path, table: Mapping[str, object], at: Key) -> Taste:
    """The taste that the target `table` at `at` of a file in the folder `base` has."""
    emit = _choice(toml, table, at, "emit")
    return Taste(
        decimal=_choice(toml, table, at, "double") == "decimal",
        client=emit != "server",
        server=emit != "client",
        vendored=_choice(toml, table, at, "runtime") == "vendor",
        facade=_facade(toml, table, at, emit),
        facade_at=toml.source(*at, "client"),
        templates=_templates(toml, base, table, at),
        templates_at=toml.source(*at, "templates"),
    )


def _choice(toml: TomlFile, table: Mapping[str, object], at: Key, key: str) -> str:
    given, options = toml.string(table, at, key), _CHOICES[key]
    if isinstance(table.get(key), str) and given not in options:
        what = f'{shown(given)} is nothing that "{key}" can be'
        hint = " or ".join(f'{key} = "{option}"' for option in options)
        toml.problem((*at, key), what, f"write {hint}")
    return given or options[0]


def _facade(toml: TomlFile, table: Mapping[str, object], at: Key, emit: str) -> str:
    """The class of the client."""
    name, key = toml.string(table, at, "client"), (*at, "client")
    if not isinstance(table.get("client"), str):
        return STANDARD.facade
    taken = CLASS_RESERVED - {STANDARD.facade}
    if not _CLASS.fullmatch(name):
        what = f"{shown(name)} cannot be the class of a client"
        toml.problem(key, what, 'write it in letters and digits, a capital first: client = "Shop"')
    elif name in taken or f"Async{name}" in taken - {f"Async{STANDARD.facade}"}:
        what = f"{shown(name)} is a class that packages have already"
        toml.problem(key, what, 'choose another, such as client = "Shop"')
    elif emit == "server":
        what = "names the client of a package that has none"
        toml.problem(key, what, 'delete it, or write emit = "both"')
    return name


def _templates(toml: TomlFile, base: Path, table: Mapping[str, object], at: Key) -> Folder | None:
    """The user's folder of templates."""
    name = toml.string(table, at, "templates")
    if not isinstance(table.get("templates"), str):
        return None
    if not is_portable(name):
        what = f"{shown(name)} is not a path that means the same everywhere"
        hint = "write it with forward slashes, from this file on"
        toml.problem((*at, "templates"), what, hint)
        return None
    return Folder(name.rstrip("/") or "/", base / name)
