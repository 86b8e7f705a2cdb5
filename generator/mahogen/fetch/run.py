"""A fetch from start to end: gather, then pin. The disk is touched last."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from mahogen.emit.folder import Folder
from mahogen.errors import Diagnostics, InputError
from mahogen.fetch.asking import CATALOG, Login
from mahogen.fetch.gather import gathered
from mahogen.fetch.pin import Pinned, pin
from mahogen.read.api_xml import parse_catalog
from mahogen.read.catalog import Catalog
from mahogen.read.http import Web
from mahogen.read.sources import Place


def fetch(
    place: Place,
    folder: Folder,
    web: Web,
    now: datetime,
    diagnostics: Diagnostics,
    login: Login | None = None,
    *,
    allow_imports: Collection[str] = (),
    force: bool = False,
) -> Pinned:
    """Pin what is at `place` in `folder`; see `gathered`.

    Raises:
        InputError, ConfigError: as `gathered` does.
        OutputError: the folder cannot be written without harm.
            Nothing has been written in any case.
    """
    before = _pinned(folder) if login else None
    documents = gathered(place, web, diagnostics, login, before, allow_imports=allow_imports)
    return pin(folder, documents, now, force=force)


def _pinned(folder: Folder) -> Catalog | None:
    """The catalog of an earlier run, whose names are kept; None where it is no use."""
    try:
        return parse_catalog((folder.path / CATALOG).read_bytes(), CATALOG, Diagnostics())
    except (OSError, InputError):
        return None
