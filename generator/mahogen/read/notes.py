"""notes.toml to notes: what no contract file says, each note with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mahogen.errors import ConfigError, InputError, Source
from mahogen.read import xmlns
from mahogen.read.refuse import shown
from mahogen.read.source import Origin, read_bytes
from mahogen.read.toml import TomlFile

_OF_PARAMETERS = ("doc", "name", "optional", "values")


@dataclass(frozen=True, slots=True)
class ValueNote:
    """A field or parameter: its documented name, its documentation, its known values.

    `optional` is None where the notes leave it to the contract whether a value may be left out.
    """

    source: Source
    doc: str = ""
    name: str = ""
    optional: bool | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OperationNote:
    """An operation; `parameters` by the part that carries each: that of V2, where V2 has it."""

    source: Source
    doc: str = ""
    returns: str = ""
    parameters: Mapping[str, ValueNote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntityNote:
    """An entity; `fields` by wire name."""

    source: Source
    doc: str = ""
    fields: Mapping[str, ValueNote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes; `secret` are fnmatch patterns on wire names of fields and parameters.

    `parameters` are for every operation that has a parameter of such a name, on the wire or in
    documentation; what is noted at an operation itself comes before them.
    """

    secret: tuple[str, ...] = ()
    parameters: Mapping[str, ValueNote] = field(default_factory=dict)
    operations: Mapping[str, OperationNote] = field(default_factory=dict)
    entities: Mapping[str, EntityNote] = field(default_factory=dict)


def read_notes(origin: Origin) -> Notes:
    """Read the notes in a file.

    Raises:
        ConfigError: missing, not TOML, an unknown key, a value of the wrong type; all at once.
    """
    try:
        data = read_bytes(origin)
    except InputError as error:  # notes are written by hand, as a configuration is
        raise ConfigError(error.problems) from None
    return parse_notes(data, origin.name)


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
    toml.only(table, path, ("doc", "returns", "parameters"))
    return OperationNote(
        source=toml.source(*path),
        doc=toml.string(table, path, "doc"),
        returns=toml.string(table, path, "returns"),
        parameters=_values(toml, table, path, "parameters", _OF_PARAMETERS),
    )


def _entity(toml: TomlFile, table: Mapping[str, object], path: tuple[str, ...]) -> EntityNote:
    toml.only(table, path, ("doc", "fields"))
    return EntityNote(
        source=toml.source(*path),
        doc=toml.string(table, path, "doc"),
        fields=_values(toml, table, path, "fields", ("doc", "values")),
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
