"""A store to test against, as an object."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from hmac import compare_digest
from typing import Any

import httpx

from maho_api.server import DEFAULT_ADDRESS, Mode, SoapApp, soap_app
from mahogen.fake_store import seeds
from mahogen.fake_store.admin import Admin
from mahogen.fake_store.clock import Clock
from mahogen.fake_store.http_server import HttpServer, running
from mahogen.fake_store.journal import Journal
from mahogen.fake_store.looking_on import LookingOn
from mahogen.fake_store.mishaps import Mishaps
from mahogen.fake_store.quotes import Quote
from mahogen.fake_store.records import Order
from mahogen.fake_store.services import services
from mahogen.fake_store.sessions import Sessions
from mahogen.fake_store.shop import Shop
from mahogen.fake_store.snapshot import Snapshot
from mahogen.fake_store.state import State
from mahogen.fake_store.traps import Traps


class FakeStore:
    """A store in this process: `app` serves it by ASGI, `app.wsgi` by WSGI.

    `clock` is its time, `journal` what it was asked and answered, `mishaps` what shall go wrong.

    Args:
        seed: what is in the store at its start.
        strict: whether what a store lets pass, and nobody wants, is a fault that says so: see
            mahogen.fake_store.traps.
        clock: one that stands still, if left out. The store sets it, whoever made it: `reset` to
            when the store was made, `restore` to the time of the snapshot.
        address: the URL of the shop, as `?wsdl` shall tell it.
        namespace: of messages and WSDLs; the contract's own if left out.
        wsi: whether `?wsdl` shows WS-I's WSDL; both dialects are spoken in any case.
        mode: whether the server forgives what PHP's does, or holds callers to the contract.
        fault_status: HTTP status of faults; 200 as behind php-fpm.
        admin_token: if given, the endpoints of mahogen.fake_store.admin are there for who has it.

    Raises:
        SeedError: the seed cannot be.
    """

    def __init__(
        self,
        seed: seeds.Seed = None,
        *,
        strict: bool = False,
        clock: Clock | None = None,
        address: str = DEFAULT_ADDRESS,
        namespace: str | None = None,
        wsi: bool = False,
        mode: Mode = "php",
        fault_status: int = 200,
        admin_token: str = "",
    ) -> None:
        self.clock = clock or Clock()
        self.journal = Journal()
        self.mishaps = Mishaps()
        self._new = Snapshot(seeds.state_of(seed), {}, self.clock.seconds())
        self._shop = Shop(self._new.state.copy(), self.clock, Traps(strict=strict))
        self._sessions = Sessions(self.clock, lambda: self.state.session_timeout)
        self._services = services(self._shop)
        self._settings: dict[str, Any] = {
            "namespace": namespace,
            "wsi": wsi,
            "mode": mode,
            "fault_status": fault_status,
            "sessions": self._sessions,
            "authorize": self._authorize,
            "watch": LookingOn(self.clock, self.journal, self.mishaps, self._shop.traps),
            "aside": Admin(self, admin_token),
            "objects_are_one": True,
            "soap12": True,
        }
        self.app = self.app_at(address)

    def app_at(self, address: str) -> SoapApp:
        """The application again, with WSDLs that name another address of the shop.

        Raises:
            ValueError: it is no URL.
        """
        return soap_app(self._services, self._authenticate, address=address, **self._settings)

    @property
    def state(self) -> State:
        """What is in the store now; a test may change its tables."""
        return self._shop.state

    def quote(self, quote_id: int) -> Quote:
        """A cart.

        Raises:
            KeyError: there is none such.
        """
        return self.state.quotes[quote_id]

    @property
    def orders(self) -> list[Order]:
        """The orders, the first one first."""
        return list(self.state.orders.values())

    def switch_agreements(self, on: bool) -> None:
        """Whether the store has buyers accept its agreements."""
        self.state.agreements_enabled = on

    def expire_sessions(self) -> None:
        """End all sessions, as time does."""
        self._sessions.put({})

    def snapshot(self) -> Snapshot:
        """What the store knows now, and its time. Journal and mishaps are not in it."""
        with self._shop.changing:
            return Snapshot(self.state.copy(), self._sessions.all(), self.clock.seconds())

    def restore(self, snapshot: Snapshot) -> None:
        """Be as at a snapshot, with the sessions of then as young as they were; no call should be
        on its way."""
        with self._shop.changing:
            self.clock.set(snapshot.seconds)
            self._shop.state = snapshot.state.copy()
            self._sessions.put(snapshot.sessions)

    def reset(self) -> None:
        """Be as new: as seeded, at the time of the start, nobody logged in, nothing in the journal,
        whose numbers begin again, and nothing to go wrong. A running clock runs on from there."""
        self.restore(self._new)
        self.journal.clear()
        self.mishaps.clear()

    def transport(self) -> httpx.BaseTransport:
        """What makes an httpx client call this store, with no socket: `httpx.Client(transport=...)`
        is the `http_client` of a generated client."""
        return httpx.WSGITransport(app=self.app.wsgi)

    def async_transport(self) -> httpx.AsyncBaseTransport:
        """The same for an `httpx.AsyncClient`."""
        return httpx.ASGITransport(app=self.app)

    @contextmanager
    def serving(self, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
        """Serve over HTTP within the block, on a free port if it is 0; gives the shop's URL.

        Raises:
            OSError: the address cannot be listened at.
        """
        server = HttpServer(host, port)
        server.app = self.app_at(server.url).wsgi
        with running(server):
            yield server.url

    def _authenticate(self, username: str, api_key: str) -> str | None:
        user = self.state.users.get(username)
        same = compare_digest(_digest(user.key if user else ""), _digest(api_key))
        return username if user and user.active and same else None

    def _authorize(self, username: str, resource: str, method: str) -> bool:
        user = self.state.users.get(username)
        return user is not None and user.may(resource, method)


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
