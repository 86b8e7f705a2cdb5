"""The plugin as pytest finds it.

Every run of pytest in the environment imports this, so that it imports next to nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pytest

from mahogen.testing.login import Login
from mahogen.testing.options import pytest_addoption, pytest_configure
from mahogen.testing.report import STORE, pytest_runtest_makereport, pytest_runtest_teardown

if TYPE_CHECKING:
    from mahogen.fake_store import FakeStore
    from mahogen.runtime.async_client import AsyncClient
    from mahogen.testing.package import Package
    from mahogen.testing.settings import Settings

__all__ = [
    "pytest_addoption",
    "pytest_configure",
    "pytest_runtest_makereport",
    "pytest_runtest_teardown",
]

_SETTINGS: Final = pytest.StashKey["Settings"]()
_PACKAGE: Final = pytest.StashKey["Package"]()


@pytest.fixture
def maho_store(request: pytest.FixtureRequest) -> FakeStore:
    """A store of its own for each test, which answers as a real one does: a FakeStore.

    `journal` is what it was asked, `mishaps` what shall go wrong, `clock` its time, `state` what is
    in it, `orders` what was ordered. @pytest.mark.maho(seed=..., strict=...) makes another one.
    """
    from mahogen.fake_store import FakeStore

    with _told():
        settings = _settings(request)
        namespace = _package(request).namespace
    store = FakeStore(settings.state, strict=settings.strict, namespace=namespace)
    request.node.stash[STORE] = store
    return store


@pytest.fixture
def maho_store_url(maho_store: FakeStore) -> Iterator[str]:
    """The URL at which the test's store is served over HTTP, for code that makes its own client.

    `maho` and `maho_async` of the same test then call it over HTTP as well, unless its marker says
    http=False.
    """
    with maho_store.serving() as url:
        yield url


@pytest.fixture
def maho_login(request: pytest.FixtureRequest, maho_store: FakeStore, maho_store_url: str) -> Login:
    """URL, user name and API key of the test's store over HTTP, for settings of your own.

    `maho_login.url`, `.username`, `.api_key`; `Maho(*maho_login)` is a client. The user is the one
    that @pytest.mark.maho(user=...) names, else "apiUser", else the first of the seed.
    """
    from mahogen.testing.clients import login_at

    with _told():
        return login_at(maho_store_url, maho_store, _settings(request))


@pytest.fixture
def maho(request: pytest.FixtureRequest, maho_store: FakeStore) -> Iterator[Any]:
    """An open client of the test's store: the `Maho` of the package that mahogen.toml names.

    It needs no socket, unless @pytest.mark.maho(http=True), --maho-http or a use of
    `maho_store_url` asks for HTTP. @pytest.mark.maho(dialect=..., user=...) makes another one.
    """
    from mahogen.testing.clients import client_of

    url = _url(request)
    with _told():
        client, http = client_of(_package(request), maho_store, _settings(request), url)
    with http, client:
        yield client
        maho_store.mishaps.stop()  # those that wait are not for the end of the session


@pytest.fixture
def maho_async(request: pytest.FixtureRequest, maho_store: FakeStore) -> AsyncClient:
    """The same to be awaited, the `AsyncMaho`, in one event loop of asyncio: that of the test.

    It needs no plugin for async tests, and works with those of pytest-asyncio and anyio. Its
    session is gone with the store; `async with maho_async` ends it as a program does.
    """
    from mahogen.testing.clients import async_client_of

    url = _url(request)
    with _told():
        return async_client_of(_package(request), maho_store, _settings(request), url)


def _settings(request: pytest.FixtureRequest) -> Settings:
    from mahogen.testing.settings import settings_of

    stash = request.node.stash
    if _SETTINGS not in stash:
        stash[_SETTINGS] = settings_of(request.node)
    settings: Settings = stash[_SETTINGS]
    return settings


def _package(request: pytest.FixtureRequest) -> Package:
    from mahogen.testing.package import INI, package_at

    config = request.config
    if _PACKAGE not in config.stash:
        config.stash[_PACKAGE] = package_at(config.rootpath, config.getini(INI))
    return config.stash[_PACKAGE]


def _url(request: pytest.FixtureRequest) -> str | None:
    """Where a client finds the store over HTTP; None where it stays in this process."""
    with _told():
        said = _settings(request).http
    used = "maho_store_url" in request.fixturenames or request.config.getoption("maho_http")
    if not (used if said is None else said):
        return None
    url: str = request.getfixturevalue("maho_store_url")
    return url


@contextmanager
def _told() -> Iterator[None]:
    """What the user can mend is told in its own words, with no trace through the plugin."""
    try:
        yield
    except pytest.UsageError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
