"""The files that a contract is pinned as: got, asked for, checked and spelled, not written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import replace

from mahogen.errors import ConfigError, Diagnostics, Problem, Source
from mahogen.fetch.asking import CATALOG, Login, refuse_in_the_clear, told
from mahogen.fetch.catalog_text import catalog_text
from mahogen.fetch.normalise import bare_address, normalised
from mahogen.fetch.pin import Document
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.address import Address
from mahogen.read.api_xml import catalog_of as catalog_in
from mahogen.read.api_xml import parse_catalog
from mahogen.read.catalog import Catalog
from mahogen.read.held import Held
from mahogen.read.http import Web
from mahogen.read.imports import Imports
from mahogen.read.place import Places
from mahogen.read.sources import WSDLS, Place
from mahogen.read.wsdl import WsdlDocument, bind, parse_wsdl


def gathered(
    place: Place,
    web: Web,
    diagnostics: Diagnostics,
    login: Login | None = None,
    pinned: Catalog | None = None,
    *,
    allow_imports: Collection[str] = (),
) -> dict[str, Document]:
    """What is at `place`, by the names of the files; with `login`, also what the store tells that
    user, in the names of the catalog `pinned` where there is one.

    What is among `allow_imports` is read where a contract imports it, and becomes part of that.

    Raises:
        InputError: the contract cannot be got or used, or the store refuses the user.
        ConfigError: nobody can log in at such a place, or only in the clear.
    """
    if login and not isinstance(place, Address):
        what = "is not the address of a store, so that nobody can log in there"
        raise ConfigError([Problem(Source(place.name, 0), what, "leave --username out")])
    if login and isinstance(place, Address):
        refuse_in_the_clear(place)
    held = Places(web, diagnostics).held(place, WSDLS)
    diagnostics.gate()
    warned = Diagnostics()
    imports = Imports(allow_imports, web, warned)
    wsdls, texts = _read(held, imports, warned)
    if login:
        catalog: Catalog | None = told(held, wsdls, login, pinned, web, diagnostics)
    elif held.catalog:
        read = catalog_in(deepcopy(held.catalog.root), held.catalog.name, warned)
        catalog = replace(read, file=CATALOG)
    else:
        catalog = None
    api = _built(wsdls, catalog, warned)
    if catalog:
        texts[CATALOG] = catalog_text(catalog)
    _check(texts, api, warned, diagnostics)
    user = login.username if login else ""
    return {
        name: Document(text, _place(name, held, place), user if name == CATALOG else "")
        for name, text in texts.items()
    }


def _read(
    held: Held, imports: Imports, diagnostics: Diagnostics
) -> tuple[dict[Dialect, WsdlDocument], dict[str, str]]:
    """The contracts, and the files that they will be in."""
    found, imported = {}, {}
    for key, raw in held.wsdls.items():
        document = bind(deepcopy(raw.root), raw.name, diagnostics)
        found[Dialect(key)] = imports.resolved(document, raw.place)
        imported[key] = imports.followed
    diagnostics.gate()
    texts = {f"{k}.wsdl": normalised(held.wsdls[k].root, imported[k]) for k in held.wsdls}
    return found, texts


def _built(
    wsdls: Mapping[Dialect, WsdlDocument], catalog: Catalog | None, diagnostics: Diagnostics
) -> Api | None:
    """What all of it says, None where there is a catalog alone.

    Raises:
        InputError: it cannot be used.
    """
    diagnostics.gate()
    return build(wsdls, catalog, None, diagnostics) if wsdls else None


def _check(
    texts: Mapping[str, str], api: Api | None, warned: Diagnostics, diagnostics: Diagnostics
) -> None:
    """Read what will be written, and hold it against what was got.

    Of the warnings those are passed on that nobody can have who reads the files.
    """
    again = Diagnostics()
    read = {
        Dialect(name.removesuffix(".wsdl")): parse_wsdl(text.encode(), name, again)
        for name, text in texts.items()
        if name != CATALOG
    }
    catalog = parse_catalog(texts[CATALOG].encode(), CATALOG, again) if CATALOG in texts else None
    built = _built(read, catalog, again)
    if (api and _bare(api)) != built:
        raise AssertionError("a contract says something else in another spelling")
    known = {_gist(problem) for problem in again.warnings}
    diagnostics.warnings.extend(w for w in warned.warnings if _gist(w) not in known)


def _gist(problem: Problem) -> str:
    """What is wrong, without the places that are named in it."""
    return re.sub(r"\S*\b\d+\b", "", problem.what)


def _bare(api: Api) -> Api:
    """`api` with the addresses that are pinned."""
    contracts = (replace(c, address=bare_address(c.address)) for c in api.contracts)
    return replace(api, contracts=tuple(contracts))


def _place(name: str, held: Held, place: Place) -> str:
    """Where a file is from."""
    raw = held.catalog if name == CATALOG else held.wsdls[name.removesuffix(".wsdl")]
    return raw.place.name if raw and raw.place else place.name
