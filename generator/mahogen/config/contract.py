"""[contract] of a configuration, and what the command says in its place: where the contract is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Final

from mahogen.config.rules import Key
from mahogen.errors import Source
from mahogen.read.address import Address, is_address, without_credentials
from mahogen.read.refuse import shown
from mahogen.read.source import Origin
from mahogen.read.sources import WSDLS, Place
from mahogen.read.toml import TomlFile

CONTRACTS: Final = ("wsdl", *WSDLS)
PLACES: Final = (*CONTRACTS, "catalog")
_KEYS: Final = (*PLACES, "notes", "stock_notes", "allow_imports")

_Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Contract:
    """What the table says."""

    places: Mapping[str, Place]
    notes: tuple[Origin, ...]
    stock_notes: bool
    allow_imports: tuple[str, ...]


class ContractReader:
    """Reads the table of one file, whose folder is `base`."""

    def __init__(self, toml: TomlFile, base: Path) -> None:
        self._toml = toml
        self._base = base

    def contract(self, table: _Table, at: Key, *, needed: bool) -> Contract:
        """What `table` says; `needed` if nobody else says where the contract is."""
        self._toml.only(table, at, _KEYS)
        if needed and not any(key in table for key in CONTRACTS):
            what = "does not say where the contract is"
            hint = 'write wsdl = "https://YOUR.STORE/" below [contract], or a file or folder'
            self._toml.problem(at, what, hint)
        stock = self._toml.boolean(table, at, "stock_notes")
        return Contract(
            {key: place for key in PLACES if (place := self._place(table, at, key))},
            tuple(self._notes(table, at)),
            True if stock is None else stock,
            self._toml.strings(table, at, "allow_imports"),
        )

    def _place(self, table: _Table, at: Key, key: str) -> Place | None:
        name = self._toml.string(table, at, key)
        if not isinstance(table.get(key), str):
            return None
        if not name.strip():
            self._toml.problem((*at, key), f'"{key}" is empty', "name a place, or leave it out")
            return None
        try:
            return place_of(name, self._base, self._toml.source(*at, key))
        except ValueError as error:
            hint = "name a file or a folder, or an address of http or https"
            self._toml.problem((*at, key), f"{shown(without_credentials(name))} {error}", hint)
        return None

    def _notes(self, table: _Table, at: Key) -> Iterator[Origin]:
        """One file, or a list of files."""
        several = isinstance(table.get("notes"), list)
        read = self._toml.strings if several else self._toml.string
        names = read(table, at, "notes")
        source = self._toml.source(*at, "notes")
        for name in (names,) if isinstance(names, str) else names:
            if not name.strip():
                if isinstance(table.get("notes"), str | list):
                    hint = "name a file, or leave it out"
                    self._toml.problem((*at, "notes"), '"notes" is empty', hint)
            elif is_address(name):
                bare = without_credentials(name)
                hint = f"save them first: curl -o notes.toml {quote(bare)}"
                what = f"{shown(bare)} is an address; notes are read from files"
                self._toml.problem((*at, "notes"), what, hint)
            else:
                yield Origin.of(name, self._base, source)


def place_of(name: str, base: Path, asked: Source) -> Place:
    """The place that the user calls `name`, relative to the folder `base` if it is no address.

    Raises:
        ValueError: it is an address that cannot be, with the reason.
    """
    if is_address(name):
        return Address.of(name, asked)
    return Origin.of(name, base, asked)


def named_from(base: Path, name: str) -> str:
    """A place that is named from the current folder, as it is named from `base`."""
    if is_address(name) or Path(name).is_absolute() or base == Path():
        return name
    return Path(os.path.relpath(name, base)).as_posix()


def hosts_of(places: Mapping[str, Place]) -> set[str]:
    """The hosts of addresses that bring no credentials of their own."""
    addresses = (place for place in places.values() if isinstance(place, Address))
    return {address.host for address in addresses if not address.user}
