"""Notes files to notes: what no contract says, each note with its place, one file over another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, reduce

from mahogen.errors import ConfigError, InputError, Problem
from mahogen.read import xmlns
from mahogen.read.noting import EntityNote, Notes, OperationNote, ValueNote, over
from mahogen.read.refuse import shown
from mahogen.read.source import Origin, read_bytes
from mahogen.read.stock import stock_notes
from mahogen.read.toml import TomlFile

_OF_PARAMETERS = ("doc", "name", "optional", "values")
_OF_ONE_PARAMETER = (*_OF_PARAMETERS, "v1")
_OF_FIELDS = ("doc", "values", "spread")


def read_notes(origins: Sequence[Origin], stock: bool) -> Notes:
    """Read the notes in some files, later ones over earlier ones; `stock` puts ours beneath.

    Raises:
        ConfigError: missing, not TOML, an unknown key, a value of the wrong type; all at once.
    """
    notes = Notes()
    problems: list[Problem] = []
    for origin in origins:
        try:
            notes = over(parse_notes(read_bytes(origin, optional="notes"), origin.name), notes)
        except (InputError, ConfigError) as error:  # notes are written by hand: never InputError
            problems.extend(error.problems)
    if problems:
        raise ConfigError(problems)
    return replace(notes, beneath=_stock()) if stock else notes


@cache
def _stock() -> Notes:
    """What is known of every store."""
    return reduce(over, (parse_notes(data, name) for data, name in stock_notes()))


def parse_notes(data: bytes, file: str) -> Notes:
    """Read the notes in `data`, which messages call `file`.

    Raises:
        ConfigError: not TOML, an unknown key, a value of the wrong type; all of them at once.
    """
    toml = TomlFile(data, file)
    top = toml.data
    toml.only(top, (), ("secret", "parameters", "operations", "entities"))
    notes = Notes(
        secret=toml.strings(top, (), "secret"),
        parameters=_values(toml, top, (), "parameters", _OF_PARAMETERS),
        operations={
            name: _operation(toml, table, ("operations", name))
            for name, table in toml.tables(toml.table(top, (), "operations"), ("operations",))
        },
        entities={
            name: _entity(toml, table, ("entities", name))
            for name, table in toml.tables(toml.table(top, (), "entities"), ("entities",))
        },
    )
    toml.gate()
    return notes


def _operation(toml: TomlFile, table: Mapping[str, object], path: tuple[str, ...]) -> OperationNote:
    toml.only(table, path, ("doc", "returns", "parameters", "v1"))
    return OperationNote(
        source=toml.source(*path),
        doc=toml.string(table, path, "doc"),
        returns=toml.string(table, path, "returns"),
        parameters=_values(toml, table, path, "parameters", _OF_ONE_PARAMETER),
        v1=toml.boolean(table, path, "v1"),
    )


def _entity(toml: TomlFile, table: Mapping[str, object], path: tuple[str, ...]) -> EntityNote:
    toml.only(table, path, ("doc", "fields", "pair", "listed"))
    return EntityNote(
        source=toml.source(*path),
        doc=toml.string(table, path, "doc"),
        fields=_values(toml, table, path, "fields", _OF_FIELDS),
        pair=_pair(toml, table, path),
        listed=toml.boolean(table, path, "listed"),
    )


def _values(
    toml: TomlFile,
    table: Mapping[str, object],
    path: tuple[str, ...],
    key: str,
    known: tuple[str, ...],
) -> dict[str, ValueNote]:
    """The notes in the table `key`; a string stands for a table with only `doc`."""
    notes = {}
    for name, value in toml.table(table, path, key).items():
        at = (*path, key, name)
        if isinstance(value, str):
            notes[name] = ValueNote(toml.source(*at), doc=value)
        elif isinstance(value, dict):
            toml.only(value, at, known)
            notes[name] = ValueNote(
                source=toml.source(*at),
                doc=toml.string(value, at, "doc"),
                name=_name(toml, value, at),
                optional=toml.boolean(value, at, "optional"),
                values=toml.strings(value, at, "values"),
                v1=toml.boolean(value, at, "v1"),
                spread=toml.boolean(value, at, "spread"),
            )
        else:
            hint = f'write {name} = "..." or {name} = {{ doc = "..." }}'
            toml.problem(at, f'"{name}" is neither a string nor a table', hint)
    return notes


def _name(toml: TomlFile, table: Mapping[str, object], path: tuple[str, ...]) -> str:
    """The documented name, which is spelled like a name on the wire."""
    name = toml.string(table, path, "name")
    if name and not xmlns.is_name(name):
        hint = "a name starts with a letter or _ and goes on with letters, digits, _ - or ."
        toml.problem((*path, "name"), f"{shown(name)} is not a name", hint)
    return name


def _pair(
    toml: TomlFile, table: Mapping[str, object], path: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The two fields that are the key and the value; none at all takes back what is beneath."""
    if "pair" not in table:
        return None
    pair = toml.strings(table, path, "pair")
    if pair and (len(pair) != 2 or pair[0] == pair[1]):
        toml.problem((*path, "pair"), '"pair" does not name two fields', 'write ["key", "value"]')
    return pair
