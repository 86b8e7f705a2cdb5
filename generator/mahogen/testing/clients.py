"""Clients of a store, in this process or over HTTP."""

from __future__ import annotations

from typing import Any, Final

import httpx
import pytest

from mahogen.fake_store import FakeStore
from mahogen.runtime.async_client import AsyncClient
from mahogen.runtime.client import Client
from mahogen.testing.login import Login
from mahogen.testing.package import Package
from mahogen.testing.settings import Settings

USUAL_USER: Final = "apiUser"
"""The user of a client where no marker names one, if the store has it; else the first one."""
NOWHERE: Final = "https://maho.test"
"""The shop of clients that stay in this process: an address that nobody can have."""

_FRESH: Final = httpx.Limits(max_keepalive_connections=0)
"""No connection outlives its call: nobody could close it once the event loop is over."""


def login_at(url: str, store: FakeStore, settings: Settings) -> Login:
    """The login of the user that the settings name.

    Raises:
        pytest.UsageError: there is no such user in the store.
    """
    users, named = store.state.users, settings.user
    if not users:
        hint = 'it needs one such as {"name": "apiUser", "key": "secret"} in its list users'
        raise settings.refusal(f"has a seed without users, so that nobody can log in; {hint}")
    name = named or (USUAL_USER if USUAL_USER in users else next(iter(users)))
    if name not in users:
        raise settings.refusal(f"names the user {name!r}, and the store's are {', '.join(users)}")
    return Login(url, name, users[name].key)


def client_of(
    package: Package, store: FakeStore, settings: Settings, url: str | None
) -> tuple[Client, httpx.Client]:
    """A client, and what it calls with, both to be closed; `url` None: with no socket.

    Raises:
        pytest.UsageError: no such user, or the package lacks the dialect.
    """
    over = store.transport() if url is None else httpx.HTTPTransport(verify=False, trust_env=False)
    http = httpx.Client(transport=over)
    login = login_at(url or NOWHERE, store, settings)
    client: Client = _accepted(package, package.client, login, settings, http)
    return client, http


def async_client_of(
    package: Package, store: FakeStore, settings: Settings, url: str | None
) -> AsyncClient:
    """A client to be awaited, which leaves nothing open behind a call.

    Raises:
        pytest.UsageError: no such user, or the package lacks the dialect.
    """
    login = login_at(url or NOWHERE, store, settings)
    over = (
        store.async_transport()
        if url is None
        else httpx.AsyncHTTPTransport(verify=False, trust_env=False, limits=_FRESH)
    )
    http = httpx.AsyncClient(transport=over)
    client: AsyncClient = _accepted(package, package.async_client, login, settings, http)
    return client


def _accepted(package: Package, kind: Any, login: Login, settings: Settings, http: Any) -> Any:
    try:
        return kind(*login, dialect=settings.dialect, http_client=http)
    except ValueError as error:
        what = f"the package {package.name} cannot speak {settings.dialect or 'SOAP'}"
        raise pytest.UsageError(f"{what}: {error}") from None
