"""mahogen.toml, or [tool.mahogen] of pyproject.toml, to a Config; every problem of it at once.

Paths in it are relative to the file, and messages and generated text name files as it does, so that
neither depends on the folder that a run is started in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Final

from mahogen.config_rules import check_outputs, check_package, renamed
from mahogen.emit.folder import Folder
from mahogen.emit.naming import Override, is_identifier
from mahogen.errors import ConfigError, InputError, Problem, Source
from mahogen.read.refuse import shown
from mahogen.read.source import Origin, read_bytes
from mahogen.read.toml import TomlFile

NAMES: Final = ("mahogen.toml", "pyproject.toml")
WSDLS: Final = ("v2", "wsi", "v1")
_SAVED_AS: Final = {"catalog": "api.xml", "notes": "notes.toml"}

_Table = Mapping[str, object]
_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A package to generate.

    `resources` are api.xml's names, None for all of them; `names` are Python names by wire path,
    for where those that mahogen makes collide. `source` is where the resources are named, or the
    target itself.
    """

    package: str
    output: Folder
    resources: tuple[str, ...] | None
    names: Mapping[str, Override]
    source: Source


@dataclass(frozen=True, slots=True)
class Config:
    """Where the contract is and what to make of it, in the order of the file.

    `wsdls` has at least one contract, by the key that names its dialect: v2, wsi or v1.
    """

    source: Source
    wsdls: Mapping[str, Origin]
    catalog: Origin | None
    notes: Origin | None
    targets: tuple[Target, ...]


def load(path: Path | None = None) -> Config:
    """The configuration at `path`; without one, that of the current folder.

    Raises:
        ConfigError: there is none, there are two, or it is wrong.
    """
    path = path or _find()
    toml = _read(path)
    root: _Path = ("tool", "mahogen") if path.name == NAMES[1] else ()
    reader = _Reader(toml, path.parent)
    config = reader.config(_descend(toml.data, root), root)
    toml.gate()
    return config


class _Reader:
    """Reads the tables of one file, whose folder is `base`."""

    def __init__(self, toml: TomlFile, base: Path) -> None:
        self._toml = toml
        self._base = base
        self._outputs: list[tuple[_Path, Path]] = []

    def config(self, table: _Table, at: _Path) -> Config:
        self._toml.only(table, at, ("contract", "targets"))
        contract, below = self._toml.table(table, at, "contract"), (*at, "contract")
        self._toml.only(contract, below, (*WSDLS, "catalog", "notes"))
        inputs = {key: self._input(contract, below, key) for key in (*WSDLS, "catalog", "notes")}
        if not any(key in contract for key in WSDLS):
            what = "does not say where the contract is"
            self._toml.problem(
                below, what, 'write v2 = "path/to/v2.wsdl" below [contract], or wsi, or v1'
            )
        targets = tuple(self._targets(self._toml.table(table, at, "targets"), (*at, "targets")))
        origins = [origin.path for origin in inputs.values() if origin]
        check_outputs(self._toml, self._outputs, origins, self._base)
        return Config(
            source=self._toml.source(*at),
            wsdls={key: origin for key in WSDLS if (origin := inputs[key])},
            catalog=inputs["catalog"],
            notes=inputs["notes"],
            targets=targets,
        )

    def _input(self, table: _Table, at: _Path, key: str) -> Origin | None:
        name = self._toml.string(table, at, key)
        if isinstance(table.get(key), str) and not name.strip():
            self._toml.problem((*at, key), f'"{key}" is empty', "name a file, or leave it out")
        elif "://" in name:
            what = f"{shown(name)} is an address; mahogen reads files only, so far"
            file = f"{key}.wsdl" if key in WSDLS else _SAVED_AS[key]
            hint = f'save it first: curl -o {file} {quote(name)}; then write {key} = "{file}"'
            self._toml.problem((*at, key), what, hint)
        return Origin.of(name, self._base, self._toml.source(*at, key)) if name.strip() else None

    def _targets(self, table: _Table, at: _Path) -> Iterator[Target]:
        for package, target in self._toml.tables(table, at):
            here = (*at, package)
            self._toml.only(target, here, ("output", "resources", "names"))
            ours = package == "maho_api" and self._is_mahogen()
            fit = check_package(self._toml, here, ours=ours)
            yield Target(
                package,
                self._output(target, here, fit),
                self._resources(target, here),
                self._names(target, here),
                self._toml.source(*here, "resources"),
            )

    def _output(self, table: _Table, at: _Path, package: str) -> Folder:
        """The folder to write; its name is `package`, or has been found wrong with that."""
        name = self._toml.string(table, at, "output")
        folder = Folder(name.rstrip("/"), self._base / name)
        where = (*at, "output")
        if "output" not in table:
            what = "does not say which folder to write"
            self._toml.problem(at, what, f'write output = "generated/{package}"')
        elif not isinstance(table["output"], str):
            pass  # said already
        elif not name.strip() or not name.isprintable() or name[0] == "~" or "\\" in name:
            what = f"{shown(name)} is not a path that means the same everywhere"
            self._toml.problem(where, what, "write it with forward slashes, from this file on")
        elif folder.path.name not in (package, at[-1]):
            what = f"{shown(name)} has another name than the package, which Python finds by it"
            self._toml.problem(where, what, f'write output = "{renamed(name, package)}"')
        else:
            self._outputs.append((where, folder.path))
        return folder

    def _resources(self, table: _Table, at: _Path) -> tuple[str, ...] | None:
        if "resources" not in table:
            return None
        names = self._toml.strings(table, at, "resources")
        if table["resources"] == []:
            hint = "name some, or leave the key out to get all"
            self._toml.problem((*at, "resources"), "lists no resource", hint)
        return names

    def _names(self, table: _Table, at: _Path) -> dict[str, Override]:
        given, at = self._toml.table(table, at, "names"), (*at, "names")
        names = {path: self._toml.string(given, at, path) for path in given}
        for path, name in names.items():
            if isinstance(given[path], str) and not is_identifier(name):
                what = f"{shown(name)} cannot be a name in Python"
                self._toml.problem((*at, path), what, "use letters, digits and _")
        return {path: Override(name, self._toml.source(*at, path)) for path, name in names.items()}

    def _is_mahogen(self) -> bool:
        try:
            project = _read(self._base / NAMES[1]).data.get("project")
        except ConfigError:
            return False
        return isinstance(project, dict) and project.get("name") == "mahogen"


def _find() -> Path:
    """The configuration of the current folder."""
    own, shared = (Path(name) for name in NAMES)
    found = [path for path in (own, shared) if path.is_file()]
    if shared in found and not _descend(_read(shared).data, ("tool", "mahogen")):
        found.remove(shared)
    if len(found) == 1:
        return found[0]
    if found:
        what = "the folder has mahogen.toml too, and both configure mahogen"
        raise _refusal(NAMES[1], what, "keep one of them")
    hint = "`mahogen --help` shows one; --config names one elsewhere"
    raise _refusal(NAMES[0], "there is no such file, nor [tool.mahogen] in pyproject.toml", hint)


def _read(path: Path) -> TomlFile:
    if path.is_dir():
        raise _refusal(
            path.name or ".", "is a folder", "name the file: mahogen.toml or pyproject.toml"
        )
    if not path.exists():
        raise _refusal(path.name, "there is no such file", "--config names the file to read")
    try:
        return TomlFile(read_bytes(Origin(path.name, path), limit=1_000_000), path.name)
    except InputError as error:
        raise ConfigError(error.problems) from None


def _descend(table: _Table, path: _Path) -> _Table:
    for key in path:
        inner = table.get(key)
        table = inner if isinstance(inner, dict) else {}
    return table


def _refusal(file: str, what: str, hint: str) -> ConfigError:
    return ConfigError([Problem(Source(file, 0), what, hint)])
