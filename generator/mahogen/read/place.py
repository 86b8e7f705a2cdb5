"""Anything that the user may name to what it holds: a file, a folder, a store's source tree, the
address of a document or of a store.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NoReturn

from mahogen.errors import Diagnostics
from mahogen.read.address import Address
from mahogen.read.folder import read_folder
from mahogen.read.held import Held, Raw
from mahogen.read.kind import CATALOG, kind_of
from mahogen.read.refuse import refuse
from mahogen.read.source import Origin, read_bytes
from mahogen.read.sources import Place
from mahogen.read.store import is_document, read_store
from mahogen.read.tree import is_tree, read_tree
from mahogen.read.web import Getter
from mahogen.read.wsdl import check_root
from mahogen.read.xml import parse


class Places:
    """Reads places, each once in a run."""

    def __init__(self, web: Getter, diagnostics: Diagnostics) -> None:
        self._web = web
        self._diagnostics = diagnostics
        self._held: dict[tuple[str, frozenset[str]], Held] = {}

    def held(self, place: Place, wanted: Collection[str]) -> Held:
        """All that `place` holds; of a store, only the contracts among `wanted`.

        Raises:
            InputError, ConfigError: it holds nothing that can be used.
        """
        if _is_several(place):
            return self._several(place, wanted)
        raw = self._document(place)
        kind = kind_of(raw.root)
        if kind == CATALOG:
            return Held(catalog=raw)
        check_root(raw.root, raw.name)
        return Held({kind: raw})

    def one(self, place: Place, key: str) -> Raw:
        """The document at `place` that is for `key`: v2, wsi, v1 or catalog.

        What a lone document is, is left to who reads it.

        Raises:
            InputError, ConfigError: there is none.
        """
        if not _is_several(place):
            raw = self._document(place)
            if key != CATALOG:
                check_root(raw.root, raw.name)
            return raw
        if isinstance(place, Address) and key == CATALOG:
            what = "is a store, and none gives away its api.xml"
            refuse(place.name, 0, what, place.hint("name a file, a folder, or a source tree"))
        held = self._several(place, (key,))
        found = held.catalog if key == CATALOG else held.wsdls.get(key)
        if found is None:
            self._refuse(place, key, held)
        return found

    def _refuse(self, place: Place, key: str, held: Held) -> NoReturn:
        kinds = [*held.wsdls, *([CATALOG] if held.catalog else [])]
        what = f"holds {' and '.join(kinds) or 'nothing'}, but not {key}"
        hint = f'name what has {key}; wsdl = "..." takes whatever is there'
        refuse(place.name, 0, what, place.hint(hint))

    def _several(self, place: Place, wanted: Collection[str]) -> Held:
        key = (place.name, frozenset(wanted if isinstance(place, Address) else ()))
        if key not in self._held:
            self._held[key] = self._read(place, wanted)
        return self._held[key]

    def _read(self, place: Place, wanted: Collection[str]) -> Held:
        if isinstance(place, Address):
            return read_store(place, wanted, self._web, self._diagnostics)
        if is_tree(place.path):
            return _named(read_tree(place.path, place.name, self._diagnostics), place.name)
        return read_folder(place, self._diagnostics)

    def _document(self, place: Place) -> Raw:
        if isinstance(place, Origin):
            root = parse(read_bytes(place), place.name, self._diagnostics)
            return Raw(place.name, root, place)
        page = self._web.get(place)
        return Raw(place.name, parse(page.data, place.name, self._diagnostics), page.address)


def _named(held: Held, name: str) -> Held:
    """What was merged out of many files is called by the folder that holds them all."""
    wsdls = {key: replace(raw, name=name) for key, raw in held.wsdls.items()}
    return Held(wsdls, held.catalog and replace(held.catalog, name=name))


def _is_several(place: Place) -> bool:
    if isinstance(place, Address):
        return not is_document(place)
    try:
        return place.path.is_dir()
    except (OSError, ValueError):
        return False
