"""mahogen.toml, or [tool.mahogen] of pyproject.toml, to a Config; every problem of it at once.

Paths in it are relative to the file, and messages and generated text name files as it does, so that
neither depends on the folder that a run is started in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mahogen.config.contract import ContractReader, hosts_of
from mahogen.config.drift import Drift, read_drift
from mahogen.config.http import read_http
from mahogen.config.options import NOTHING, NoFile, Options, layers
from mahogen.config.rules import check_outputs
from mahogen.config.targets import Target, TargetReader
from mahogen.errors import ConfigError, InputError, Problem, Source
from mahogen.read.source import Origin, read_bytes
from mahogen.read.sources import Sources
from mahogen.read.toml import TomlFile

NAMES: Final = ("mahogen.toml", "pyproject.toml")

_Table = Mapping[str, object]
_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """Where the contract is and what to make of it, in the order of the file."""

    source: Source
    inputs: Sources
    targets: tuple[Target, ...]
    drift: Drift


def load(path: Path | None = None, options: Options = NOTHING) -> Config:
    """The configuration at `path`; without one, that of the current folder, if there has to be one.

    Raises:
        ConfigError: there is none, there are two, or it is wrong; or `options` are.
    """
    path = path or find(needed=not options.names_contract)
    if path is None:
        return _Reader(NoFile(b"", "--wsdl"), Path(), options).config(())
    root: _Path = ("tool", "mahogen") if path.name == NAMES[1] else ()
    return _Reader(_read(path), path.parent, options).config(root)


class _Reader:
    """Reads one file, whose folder is `base`, together with what the command says."""

    def __init__(self, toml: TomlFile, base: Path, options: Options) -> None:
        self._toml = toml
        self._base = base
        self._options = options
        self._ours = _is_mahogen(base)

    def config(self, root: _Path) -> Config:
        """All of it; every problem is told at once."""
        toml = self._toml
        table = _descend(toml.data, root)
        toml.only(table, root, ("contract", "http", "targets", "drift"))
        problems = list(self._options.problems(self._base))
        sources = self._sources(table, root)
        drift = read_drift(toml, self._base, toml.table(table, root, "drift"), (*root, "drift"))
        inputs = [origin.path for origin in sources.files]
        reader = TargetReader(toml, self._base, ours=self._ours)
        targets = tuple(reader.targets(toml.table(table, root, "targets"), (*root, "targets")))
        check_outputs(toml, reader.outputs, [*inputs, *reader.inputs], self._base)
        if self._options.output:
            try:
                targets = (self._options.target(self._base, inputs, ours=self._ours),)
            except ConfigError as error:
                problems.extend(error.problems)
        if problems or toml.problems:
            raise ConfigError([*problems, *toml.problems])
        return Config(toml.source(*root), sources, targets, drift)

    def _sources(self, table: _Table, root: _Path) -> Sources:
        toml, base = self._toml, self._base
        said = self._options.places(base)
        reader = ContractReader(toml, base)
        needed = not self._options.names_contract
        where = (*root, "contract")
        contract = reader.contract(toml.table(table, root, "contract"), where, needed=needed)
        hosts = hosts_of(contract.places) or hosts_of(said)
        http = read_http(toml, base, toml.table(table, root, "http"), (*root, "http"), hosts)
        return Sources(
            layers(said, contract.places),
            contract.notes,
            contract.stock_notes,
            contract.allow_imports,
            http,
        )


def _is_mahogen(base: Path) -> bool:
    """Whether `base` is the project that makes the package for a stock store."""
    try:
        project = _read(base / NAMES[1]).data.get("project")
    except ConfigError:
        return False
    return isinstance(project, dict) and project.get("name") == "mahogen"


def find(*, needed: bool, folder: Path | None = None) -> Path | None:
    """The configuration of `folder`, or of the current one; None where there is none and none is
    needed.

    Raises:
        ConfigError: there are two, or none that is needed.
    """
    own, shared = ((folder or Path()) / name for name in NAMES)
    found = [path for path in (own, shared) if path.is_file()]
    if shared in found and not _descend(_read(shared).data, ("tool", "mahogen")):
        found.remove(shared)
    if len(found) == 1:
        return found[0]
    if found:
        what = "the folder has mahogen.toml too, and both configure mahogen"
        raise _refusal(NAMES[1], what, "keep one of them")
    if not needed:
        return None
    hint = "`mahogen --help` shows one; --config names one elsewhere; or name the contract"
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
