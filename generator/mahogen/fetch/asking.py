"""The catalog of a store that nobody has the api.xml of: asked for, and what it lacks told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NoReturn
from urllib.parse import quote

from mahogen.errors import ConfigError, Diagnostics, Problem, Source
from mahogen.fetch.live import LiveStore, dialect_to_ask
from mahogen.fetch.told import Told, catalog_of
from mahogen.model.api import Dialect, Operation
from mahogen.model.build import build
from mahogen.read.address import Address
from mahogen.read.catalog import Catalog
from mahogen.read.held import Held
from mahogen.read.http import Web
from mahogen.read.refuse import refuse, shown
from mahogen.read.wsdl import WsdlDocument

CATALOG: Final = "api.xml"


@dataclass(frozen=True, slots=True)
class Login:
    """An API user of a store, and for how many seconds it may be asked as that user."""

    username: str
    api_key: str = field(repr=False)
    seconds: float = 300.0


def told(
    held: Held,
    wsdls: Mapping[Dialect, WsdlDocument],
    login: Login,
    pinned: Catalog | None,
    web: Web,
    diagnostics: Diagnostics,
) -> Catalog:
    """The catalog that the store tells the API user.

    Raises:
        InputError: it cannot be asked, or refuses.
        ConfigError: the API key would go out in the clear.
    """
    dialect = dialect_to_ask([*wsdls])
    if dialect is None:
        _refuse(held)
    raw = held.wsdls[dialect]
    assert isinstance(raw.place, Address)
    source = Source(raw.place.name, 0)
    refuse_in_the_clear(raw.place)
    api = build(wsdls, None, None, Diagnostics())
    url = _with_credentials(raw.place, web)
    user, key, seconds = login.username, login.api_key, login.seconds
    store = LiveStore(api, dialect, source.file, url, user, key, web.client, seconds)
    report = store.report(diagnostics)
    diagnostics.gate()
    if not report.resources:
        what = f"tells {shown(user)} of no resource at all"
        diagnostics.warn(source, what, "give its role the rights to some")
    typed = {o.name for r in api.resources for o in r.operations if _is_typed(o)}
    found = catalog_of(report, typed, pinned, Source(CATALOG, 0))
    _note(found, shown(user), diagnostics)
    return found.catalog


def refuse_in_the_clear(address: Address) -> None:
    """Stop before an API key goes to `address` where others can read it on the way.

    Raises:
        ConfigError: it would.
    """
    if not (address.secure or address.is_loopback):
        what = "is asked with an API key, which http sends in the clear"
        hint = address.hint("write https://, or leave --username out")
        raise ConfigError([Problem(Source(address.name, 0), what, hint)])


def _refuse(held: Held) -> NoReturn:
    """Say why there is nobody to ask."""
    if held.wsdls:
        [raw] = held.wsdls.values()
        what = "is WS-I, in which a store does not tell its resources"
        refuse(raw.name, 0, what, "open /api/soap/ in the store, or fetch without --username")
    name = held.catalog.name if held.catalog else ""
    refuse(name, 0, "is no contract, so that nobody can log in", "leave --username out")


def _is_typed(operation: Operation) -> bool:
    return any(wire.dialect is not Dialect.V1 for wire in operation.wires)


def _note(found: Told, user: str, diagnostics: Diagnostics) -> None:
    """Say what no store tells, and what has been made of that."""
    diagnostics.note(f"{CATALOG} holds what {user} may see: no store tells more of its resources")
    if found.guessed:
        guesses = ", ".join(f"{key} = {prefix}" for key, prefix in found.guessed)
        diagnostics.note(f"prefixes of V2 found by the names of operations: {guesses}")
    for key in found.unclear:
        diagnostics.note(
            f"no operation of V2 is clearly one of {key}; if there are any, add"
            f" <{key}>THEIR PREFIX</{key}> to <v2><resources_function_prefix> of {CATALOG}"
        )


def _with_credentials(address: Address, web: Web) -> str:
    """The address as the client takes it, with what the web server wants before the host."""
    found = web.credentials(address)
    if found is None:
        return address.url
    scheme, _, rest = address.url.partition("://")
    user, password = (quote(part, safe="") for part in found)
    return f"{scheme}://{user}:{password}@{rest}"
