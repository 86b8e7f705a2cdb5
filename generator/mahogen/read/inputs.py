"""All inputs of a run, read together, so that the problems of all of them are told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from mahogen.errors import ConfigError, Diagnostics, InputError, Source
from mahogen.read.api_xml import catalog_of
from mahogen.read.catalog import Catalog
from mahogen.read.held import Held, Raw
from mahogen.read.imports import Imports
from mahogen.read.kind import CATALOG
from mahogen.read.notes import read_notes
from mahogen.read.noting import Notes
from mahogen.read.place import Places
from mahogen.read.sources import WSDLS, Place, Sources
from mahogen.read.web import Getter, OnDemand
from mahogen.read.wsdl import WsdlDocument, bind

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inputs(Generic[K]):
    """What was read: a WSDL per dialect, and what else was given."""

    wsdls: Mapping[K, WsdlDocument]
    catalog: Catalog | None
    notes: Notes | None


def read_inputs(sources: Sources, diagnostics: Diagnostics) -> Inputs[str]:
    """Read everything, and give up only after the last of it; contracts by v2, wsi and v1.

    Raises:
        InputError: something is unusable as a whole. What is wrong inside what is usable is left in
            `diagnostics`, for building to add to.
        ConfigError: nothing is wrong but the notes, or how a server is asked.
    """
    web = OnDemand(sources.http)
    try:
        return _Run(sources, web, diagnostics).inputs()
    finally:
        web.close()


class _Run:
    """Gathers the documents of one run."""

    def __init__(self, sources: Sources, web: Getter, diagnostics: Diagnostics) -> None:
        self._sources = sources
        self._diagnostics = diagnostics
        self._places = Places(web, diagnostics)
        self._imports = Imports(sources.allow_imports, web, diagnostics)
        self._failed = False

    def inputs(self) -> Inputs[str]:
        sources = self._sources
        noted = None
        if sources.notes or sources.stock_notes:
            noted = self._attempt(partial(read_notes, sources.notes, sources.stock_notes))
        raws = self._raws()
        wsdls = {key: self._attempt(partial(self._wsdl, raws[key])) for key in _in_order(raws)}
        catalog = self._attempt(partial(self._catalog, raws.get(CATALOG)))
        if not wsdls and not self._failed and not self._diagnostics.errors:
            self._refuse_nothing()
        if self._failed or not wsdls:
            self._diagnostics.gate()
        found = {key: document for key, document in wsdls.items() if document is not None}
        return Inputs(found, catalog, noted)

    def _raws(self) -> dict[str, Raw]:
        """Each document from the first layer that has it."""
        found: dict[str, Raw] = {}
        for layer in self._sources.layers:
            for key, place in layer.items():
                if key != "wsdl" and key not in found:
                    raw = self._attempt(partial(self._places.one, place, key))
                    found |= {key: raw} if raw else {}
            if "wsdl" in layer:
                self._add_held(layer["wsdl"], layer, found)
        return found

    def _add_held(self, place: Place, layer: Mapping[str, Place], found: dict[str, Raw]) -> None:
        wanted = {key for key in (*WSDLS, CATALOG) if key not in found and key not in layer}
        if not wanted:
            return
        held = self._attempt(partial(self._places.held, place, wanted)) or Held()
        for key, raw in (*held.wsdls.items(), (CATALOG, held.catalog)):
            if key in wanted and raw is not None:
                found[key] = raw

    def _wsdl(self, raw: Raw) -> WsdlDocument:
        document = bind(raw.root, raw.name, self._diagnostics)
        return self._imports.resolved(document, raw.place)

    def _catalog(self, raw: Raw | None) -> Catalog | None:
        return catalog_of(raw.root, raw.name, self._diagnostics) if raw else None

    def _refuse_nothing(self) -> None:
        for place in self._sources.places:
            hint = place.hint("name one of V2, WS-I or V1")
            self._diagnostics.error(Source(place.name, 0), "holds no contract", hint)

    def _attempt(self, read: Callable[[], T]) -> T | None:
        """What `read` makes; None, with the reason noted, where it cannot."""
        try:
            return read()
        except (InputError, ConfigError) as error:
            self._diagnostics.refused(error)
            self._failed = True
            return None


def _in_order(raws: Mapping[str, Raw]) -> list[str]:
    return [key for key in WSDLS if key in raws]
