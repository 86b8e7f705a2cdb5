"""What is compared with what: two places that the user names, or what is pinned with the store that
it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn

from mahogen.errors import ConfigError, Problem, Source
from mahogen.read.address import Address, is_address
from mahogen.read.settings import Settings
from mahogen.read.source import Origin
from mahogen.read.source_toml import NAME, NotOurs, read
from mahogen.read.sources import WSDLS, Place, Sources

_EITHER: Final = ("v2", "wsi")


def at(place: Place, like: Sources) -> Sources:
    """All that is at `place`, read as `like` is."""
    return replace(like, layers=({"wsdl": place},), http=_known(like, [place]))


def named(sources: Sources, name: Callable[[str], str]) -> str:
    """What the user calls it; `name` says how a name of the configuration reads from here."""
    return ", ".join(dict.fromkeys(name(place.name) for place in sources.places))


def origin_of(pinned: Sources) -> Sources:
    """Where the files that `pinned` names were fetched from, document by document.

    What served V2 may serve WS-I by now, or the other way round: such an address is read as
    whatever it serves.

    Raises:
        ConfigError: they were not fetched, or not from a store.
    """
    found: dict[str, Address] = {}
    for dialect, address in _fetched(pinned):
        found.setdefault(dialect, address)
    if not found:
        _refuse(pinned)
    either = {found[key].url: found[key] for key in _EITHER if key in found}
    layers: list[dict[str, Place]] = [{k: found[k] for k in found if k not in _EITHER}]
    layers += [{"wsdl": address} for address in either.values()]
    http = _known(pinned, [*found.values()])
    return replace(pinned, layers=tuple(filter(None, layers)), http=http)


def refuse_downgrade(pinned: Sources, place: Place) -> None:
    """Refuse to ask a store in the clear that `pinned` was fetched from over https.

    Raises:
        ConfigError: `place` is such an address.
    """
    if not isinstance(place, Address) or place.secure:
        return
    if any(known.secure and known.host == place.host for _, known in _fetched(pinned)):
        what = "is asked over http, and what is pinned was fetched from there over https"
        hint = "write https://: who is in between could change the contract on its way"
        raise ConfigError([Problem(Source(place.name, 0), what, hint)])


def _fetched(pinned: Sources) -> Iterator[tuple[str, Address]]:
    """Each contract that has a SOURCE.toml beside it, by its key, with the address it is from.

    What a store tells an API user of its resources is at no address.
    """
    for key, place in (pair for layer in pinned.layers for pair in layer.items()):
        if not isinstance(place, Origin):
            continue
        folder = place.path if place.path.is_dir() else place.path.parent
        try:
            entries = read((folder / NAME).read_bytes())
        except (OSError, NotOurs):
            continue
        for file, entry in entries.items():
            document = Path(file).stem
            asked = document in WSDLS if key == "wsdl" else file == place.path.name
            if asked and is_address(entry.place):
                yield document, Address.of(entry.place, place.asked)


def _known(sources: Sources, places: list[Place]) -> Settings:
    """Credentials are for the servers that the configuration names, else for the one compared."""
    hosts = frozenset(place.host for place in places if isinstance(place, Address))
    settings = sources.http
    return settings if settings.hosts else replace(settings, hosts=hosts)


def _refuse(pinned: Sources) -> NoReturn:
    files = pinned.places
    source = files[0].asked if files and isinstance(files[0], Origin) else Source("", 0)
    what = "names no contract that `mahogen fetch` pinned, so that nobody knows its store"
    hint = "name the store: mahogen diff https://YOUR.STORE/; or fetch the contract from there"
    raise ConfigError([Problem(source, what, hint)])
