"""[contract] of a configuration: where the contract is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Final

from mahogen.config_rules import Key
from mahogen.read.refuse import shown
from mahogen.read.source import Origin
from mahogen.read.toml import TomlFile

WSDLS: Final = ("v2", "wsi", "v1")
_SAVED_AS: Final = {"catalog": "api.xml", "notes": "notes.toml"}

_Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where each input is.

    `wsdls` has at least one contract, by the key that names its dialect: v2, wsi or v1.
    """

    wsdls: Mapping[str, Origin]
    catalog: Origin | None
    notes: Origin | None

    @property
    def files(self) -> list[Path]:
        """Every file that is read."""
        return [o.path for o in (*self.wsdls.values(), self.catalog, self.notes) if o]


class ContractReader:
    """Reads the table of one file, whose folder is `base`."""

    def __init__(self, toml: TomlFile, base: Path) -> None:
        self._toml = toml
        self._base = base

    def inputs(self, table: _Table, at: Key) -> Inputs:
        self._toml.only(table, at, (*WSDLS, "catalog", "notes"))
        inputs = {key: self._input(table, at, key) for key in (*WSDLS, "catalog", "notes")}
        if not any(key in table for key in WSDLS):
            what = "does not say where the contract is"
            hint = 'write v2 = "path/to/v2.wsdl" below [contract], or wsi, or v1'
            self._toml.problem(at, what, hint)
        return Inputs(
            wsdls={key: origin for key in WSDLS if (origin := inputs[key])},
            catalog=inputs["catalog"],
            notes=inputs["notes"],
        )

    def _input(self, table: _Table, at: Key, key: str) -> Origin | None:
        name = self._toml.string(table, at, key)
        if isinstance(table.get(key), str) and not name.strip():
            self._toml.problem((*at, key), f'"{key}" is empty', "name a file, or leave it out")
        elif "://" in name:
            what = f"{shown(name)} is an address; mahogen reads files only, so far"
            file = f"{key}.wsdl" if key in WSDLS else _SAVED_AS[key]
            hint = f'save it first: curl -o {file} {quote(name)}; then write {key} = "{file}"'
            self._toml.problem((*at, key), what, hint)
        return Origin.of(name, self._base, self._toml.source(*at, key)) if name.strip() else None
