"""mahogen.toml, or [tool.mahogen] of pyproject.toml, to a Config; every problem of it at once.

Paths in it are relative to the file, and messages and generated text name files as it does, so that
neither depends on the folder that a run is started in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mahogen.config_contract import ContractReader, Inputs
from mahogen.config_rules import check_outputs
from mahogen.config_targets import Target, TargetReader
from mahogen.errors import ConfigError, InputError, Problem, Source
from mahogen.read.source import Origin, read_bytes
from mahogen.read.toml import TomlFile

NAMES: Final = ("mahogen.toml", "pyproject.toml")

_Table = Mapping[str, object]
_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """Where the contract is and what to make of it, in the order of the file."""

    source: Source
    inputs: Inputs
    targets: tuple[Target, ...]


def load(path: Path | None = None) -> Config:
    """The configuration at `path`; without one, that of the current folder.

    Raises:
        ConfigError: there is none, there are two, or it is wrong.
    """
    path = path or _find()
    toml = _read(path)
    root: _Path = ("tool", "mahogen") if path.name == NAMES[1] else ()
    config = _config(toml, path.parent, root)
    toml.gate()
    return config


def _config(toml: TomlFile, base: Path, root: _Path) -> Config:
    table = _descend(toml.data, root)
    toml.only(table, root, ("contract", "targets"))
    contract = toml.table(table, root, "contract")
    inputs = ContractReader(toml, base).inputs(contract, (*root, "contract"))
    reader = TargetReader(toml, base, ours=_is_mahogen(base))
    targets = tuple(reader.targets(toml.table(table, root, "targets"), (*root, "targets")))
    check_outputs(toml, reader.outputs, [*inputs.files, *reader.inputs], base)
    return Config(toml.source(*root), inputs, targets)


def _is_mahogen(base: Path) -> bool:
    """Whether `base` is the project that makes the package for a stock store."""
    try:
        project = _read(base / NAMES[1]).data.get("project")
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
