"""The contract that a project starts from: that of a store, or the stock one, which asks nobody."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace

from mahogen.errors import Diagnostics
from mahogen.fetch.asking import CATALOG, Login
from mahogen.fetch.gather import gathered
from mahogen.fetch.pin import Document
from mahogen.read.address import Address
from mahogen.read.http import Web
from mahogen.read.settings import Settings
from mahogen.read.source import Origin
from mahogen.read.sources import Place
from mahogen.read.stock import STOCK, stock_contract


@dataclass(frozen=True, slots=True)
class Contract:
    """The documents of a contract by file name, and the address of their store, if there is one."""

    documents: Mapping[str, Document]
    store: str = ""


def stock() -> Contract:
    """That of the checkout of a stock store, in three dialects."""
    with closing(Web(Settings())) as web:
        found = gathered(Origin(STOCK, stock_contract()), web, Diagnostics())
    return Contract({name: replace(document, place=STOCK) for name, document in found.items()})


def contract_of(
    place: Place, settings: Settings, login: Login | None, diagnostics: Diagnostics
) -> Contract:
    """That at `place`; a store that nobody logs in at does not tell its resources, so that they
    are those of a stock store.

    Raises:
        InputError, ConfigError: as mahogen.fetch.gather.gathered does.
    """
    with closing(Web(settings)) as web:
        found = gathered(place, web, diagnostics, login)
    if CATALOG not in found:
        found[CATALOG] = stock().documents[CATALOG]
        diagnostics.note(
            "resources and faults are those of a stock store, since a store tells its own to an"
            " API user only: --username names one"
        )
    return Contract(found, place.name if isinstance(place, Address) else "")
