"""The contract that a project starts from: that of a store, or the stock one, which asks nobody."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from mahogen.config.contract import named_from
from mahogen.errors import Diagnostics
from mahogen.fetch.asking import CATALOG, Login
from mahogen.fetch.gather import gathered
from mahogen.fetch.pin import Document
from mahogen.model.api import Api, Dialect
from mahogen.pipeline import model_of
from mahogen.read.address import Address
from mahogen.read.http import Web
from mahogen.read.refuse import refuse
from mahogen.read.settings import Settings
from mahogen.read.source import Origin
from mahogen.read.sources import Place, Sources
from mahogen.read.stock import STOCK, stock_contract


@dataclass(frozen=True, slots=True)
class Contract:
    """The documents of a contract by file name.

    `store` is the address of a store that others can ask as well, empty where there is none, and
    `guarded` tells whether it asked for basic authentication.
    """

    documents: Mapping[str, Document]
    store: str = ""
    guarded: bool = False
    stock: bool = False


@cache
def stock() -> Contract:
    """That of the checkout of a stock store, in three dialects."""
    with closing(Web(Settings())) as web:
        found = gathered(Origin(STOCK, stock_contract()), web, Diagnostics())
    documents = {name: replace(document, place=STOCK) for name, document in found.items()}
    return Contract(documents, stock=True)


@cache
def stock_model(dialects: frozenset[Dialect]) -> Api:
    """What it says in some of the dialects."""
    folder = stock_contract()
    names = {str(dialect): f"{dialect}.wsdl" for dialect in dialects} | {"catalog": CATALOG}
    places = {key: Origin(STOCK, folder / name) for key, name in names.items()}
    return model_of(Sources((places,)), Diagnostics())


def contract_of(
    place: Place, folder: Path, login: Login | None, diagnostics: Diagnostics
) -> Contract:
    """That at `place`, for a project in `folder`; a store that nobody logs in at does not tell its
    resources, so that they are those of a stock store.

    Raises:
        InputError, ConfigError: as mahogen.fetch.gather.gathered does; or there is a catalog alone.
    """
    with closing(Web(Settings())) as web:
        found = gathered(place, web, diagnostics, login)
    if not any(name != CATALOG for name in found):
        refuse(place.name, 0, "holds no WSDL", "name a folder, or a store, that has one")
    if CATALOG not in found:
        found[CATALOG] = stock().documents[CATALOG]
        diagnostics.note(
            "resources and faults are those of a stock store, since a store tells its own to an"
            " API user only: --username names one"
        )
    if isinstance(place, Address):
        return Contract(found, "" if place.is_loopback else place.name, bool(place.user))
    return Contract({name: _seen_from(folder, document) for name, document in found.items()})


def _seen_from(folder: Path, document: Document) -> Document:
    """A document that is from a file, whose place is named as from `folder`."""
    if document.place == STOCK:
        return document
    return replace(document, place=named_from(folder, document.place))
