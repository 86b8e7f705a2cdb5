"""All inputs of a run, read together, so that the problems of all of them are told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from mahogen.errors import ConfigError, Diagnostics, InputError
from mahogen.read.api_xml import read_catalog
from mahogen.read.catalog import Catalog
from mahogen.read.notes import read_notes
from mahogen.read.noting import Notes
from mahogen.read.source import Origin
from mahogen.read.wsdl import WsdlDocument, read_wsdl

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inputs(Generic[K]):
    """What was read: a WSDL per dialect, and what else was given."""

    wsdls: Mapping[K, WsdlDocument]
    catalog: Catalog | None
    notes: Notes | None


def read_inputs(
    wsdls: Mapping[K, Origin],
    catalog: Origin | None,
    notes: Origin | None,
    diagnostics: Diagnostics,
    *,
    stock: bool = False,
) -> Inputs[K]:
    """Read every file, and give up only after the last one; `stock` puts our notes beneath.

    Raises:
        InputError: a file is unusable as a whole. What is wrong inside a usable file is left in
            `diagnostics`, for building to add to.
        ConfigError: nothing is wrong but the notes.
    """
    noted = read_notes([], stock) if notes is None and stock else None
    noted = noted or _attempt(lambda o: read_notes([o], stock), notes, diagnostics)
    documents = {
        key: _attempt(lambda o: read_wsdl(o, diagnostics), origin, diagnostics)
        for key, origin in wsdls.items()
    }
    catalogued = _attempt(lambda o: read_catalog(o, diagnostics), catalog, diagnostics)
    missing = (notes and noted is None) or (catalog and catalogued is None)
    if missing or None in documents.values():
        diagnostics.gate()
    return Inputs(
        {key: document for key, document in documents.items() if document is not None},
        catalogued,
        noted,
    )


def _attempt(
    read: Callable[[Origin], T], origin: Origin | None, diagnostics: Diagnostics
) -> T | None:
    """What `read` makes of `origin`; None, with the reason noted, where it cannot."""
    if origin is None:
        return None
    try:
        return read(origin)
    except (InputError, ConfigError) as error:
        diagnostics.refused(error)
        return None
