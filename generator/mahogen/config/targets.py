"""[targets] of a configuration: what to make of the contract, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mahogen.config.rules import Key, check_package, is_portable, renamed
from mahogen.config.taste import KEYS, read_taste
from mahogen.emit.folder import Folder
from mahogen.emit.naming import Override, is_identifier
from mahogen.emit.taste import STANDARD, Taste
from mahogen.errors import Source
from mahogen.model.select import Naming
from mahogen.read.refuse import shown
from mahogen.read.toml import TomlFile

_Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Target:
    """A package to generate.

    `resources` are api.xml's names, or patterns of them, None for all; `exclude` are those to leave
    out again. `names` are Python names by wire path, for where those that mahogen makes collide.
    `source` is where the resources are named, or the target itself.
    """

    package: str
    output: Folder
    resources: tuple[str, ...] | None
    names: Mapping[str, Override]
    source: Source
    exclude: Naming | None = None
    taste: Taste = STANDARD


class TargetReader:
    """Reads the targets of one file, whose folder is `base`; `ours` inside mahogen's project.

    `outputs` gathers the folders that are fit to be written, each with the key that names it;
    `inputs` the folders that are read.
    """

    def __init__(self, toml: TomlFile, base: Path, *, ours: bool) -> None:
        self._toml = toml
        self._base = base
        self._ours = ours
        self.outputs: list[tuple[Key, Path]] = []
        self.inputs: list[Path] = []

    def targets(self, table: _Table, at: Key) -> Iterator[Target]:
        for package, target in self._toml.tables(table, at):
            here = (*at, package)
            self._toml.only(target, here, ("output", "resources", "exclude", "names", *KEYS))
            fit = check_package(self._toml, here, ours=self._ours)
            yield Target(
                package,
                self._output(target, here, fit),
                self._resources(target, here, "resources"),
                self._names(target, here),
                self._toml.source(*here, "resources"),
                self._excluded(target, here),
                self._taste(target, here),
            )

    def _output(self, table: _Table, at: Key, package: str) -> Folder:
        """The folder to write; its name is `package`, or has been found wrong with that."""
        name = self._toml.string(table, at, "output")
        folder = Folder(name.rstrip("/"), self._base / name)
        where = (*at, "output")
        if "output" not in table:
            what = "does not say which folder to write"
            self._toml.problem(at, what, f'write output = "generated/{package}"')
        elif not isinstance(table["output"], str):
            pass  # said already
        elif not is_portable(name):
            what = f"{shown(name)} is not a path that means the same everywhere"
            self._toml.problem(where, what, "write it with forward slashes, from this file on")
        elif folder.path.name not in (package, at[-1]):
            what = f"{shown(name)} has another name than the package, which Python finds by it"
            self._toml.problem(where, what, f'write output = "{renamed(name, package)}"')
        else:
            self.outputs.append((where, folder.path))
        return folder

    def _resources(self, table: _Table, at: Key, key: str) -> tuple[str, ...] | None:
        if key not in table:
            return None
        names = self._toml.strings(table, at, key)
        if table[key] == []:
            hint = "name some, or leave the key out to get all"
            self._toml.problem((*at, key), "lists no resource", hint)
        return names

    def _excluded(self, table: _Table, at: Key) -> Naming | None:
        names = self._resources(table, at, "exclude")
        return Naming(names, self._toml.source(*at, "exclude")) if names else None

    def _taste(self, table: _Table, at: Key) -> Taste:
        taste = read_taste(self._toml, self._base, table, at)
        if taste.templates:
            self.inputs.append(taste.templates.path)
        return taste

    def _names(self, table: _Table, at: Key) -> dict[str, Override]:
        given, at = self._toml.table(table, at, "names"), (*at, "names")
        names = {path: self._toml.string(given, at, path) for path in given}
        for path, name in names.items():
            if isinstance(given[path], str) and not is_identifier(name):
                what = f"{shown(name)} cannot be a name in Python"
                self._toml.problem((*at, path), what, "use letters, digits and _")
        return {path: Override(name, self._toml.source(*at, path)) for path, name in names.items()}
