"""GET with limits: on redirects, on the size of what comes, and on the time that all of it takes.

Nothing is followed to another server, nothing is sent in the clear that should not be, and no
message holds credentials.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final, NoReturn

import httpx

from mahogen.errors import ConfigError, Problem, Source
from mahogen.read import http_words
from mahogen.read.address import Address
from mahogen.read.body import body
from mahogen.read.credentials import credentials
from mahogen.read.refuse import refuse
from mahogen.read.settings import Settings
from mahogen.read.source import MAX_BYTES
from mahogen.runtime.bounded import TooLate, bounded

MAX_REDIRECTS: Final = 5
_HEADERS: Final = {
    "Accept": "text/xml, application/xml;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "User-Agent": "mahogen",
}
_REDIRECTS: Final = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Page:
    """What was at an address: its bytes, and where they came from in the end."""

    data: bytes
    address: Address


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str
    data: bytes


class Web:
    """All requests of a run; they share one limit on time."""

    def __init__(
        self,
        settings: Settings,
        environment: Mapping[str, str] = os.environ,
        limit: int = MAX_BYTES,
    ) -> None:
        self._settings = settings
        self._environment = environment
        self._limit = limit
        self._client: httpx.Client | None = None
        self._ends = 0.0

    def close(self) -> None:
        """End all connections."""
        if self._client is not None:
            self._client.close()

    def get(self, address: Address) -> Page:
        """What is at `address`, after at most five redirects on the same server.

        Raises:
            http_words.NotThere: the server says that there is nothing.
            InputError: anything else but a whole answer with the status 200.
            ConfigError: the settings do not allow to ask.
        """
        current, left = address, MAX_REDIRECTS
        while True:
            auth = self.credentials(current)
            answer = self._ask(current, auth)
            if answer.status not in _REDIRECTS or not answer.location:
                http_words.check_status(answer.status, address, known=auth is not None)
                return Page(answer.data, current)
            if not left:
                hint = "open it in a browser, and write the address where that ends up"
                what = f"redirects more than {MAX_REDIRECTS} times"
                refuse(address.name, 0, what, address.hint(hint))
            current, left = http_words.redirected(address, current, answer.location), left - 1

    def _ask(self, address: Address, auth: tuple[str, str] | None) -> _Answer:
        now = monotonic()
        self._ends = self._ends or now + self._settings.deadline
        client, left = self.client, self._ends - now
        try:
            if left <= 0:
                raise TooLate
            return bounded(left, partial(self._read, client, address, auth))
        except TooLate:
            what = f"has not been read whole within {self._settings.deadline:g} seconds"
            hint = "the limit for all addresses together is deadline below [http]"
            refuse(address.name, 0, what, address.hint(hint))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            http_words.explain(error, address, self._settings.timeout)

    def _read(
        self, client: httpx.Client, address: Address, auth: tuple[str, str] | None
    ) -> _Answer:
        with client.stream("GET", address.url, headers=_HEADERS, auth=auth) as response:
            whole = response.status_code == httpx.codes.OK
            pieces = body(response, address, self._limit) if whole else iter(())
            data = b"".join(self._in_time(pieces))
            return _Answer(response.status_code, response.headers.get("location", ""), data)

    def _in_time(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """`pieces`, until nobody waits for them any more."""
        for piece in pieces:
            if monotonic() > self._ends:
                raise TooLate
            yield piece

    @property
    def client(self) -> httpx.Client:
        """What makes the connections: it trusts and waits as the settings say."""
        if self._client is None:
            context = httpx.create_ssl_context()
            if self._settings.ca:
                try:
                    context.load_verify_locations(self._settings.ca)
                except (OSError, ValueError) as error:
                    self._refuse_ca(self._settings.ca, error)
            limits = httpx.Limits(max_keepalive_connections=0)
            timeout = self._settings.timeout
            self._client = httpx.Client(verify=context, timeout=timeout, limits=limits)
        return self._client

    def _refuse_ca(self, path: Path, error: Exception) -> NoReturn:
        missing = isinstance(error, FileNotFoundError)
        what = "there is no such file" if missing else "holds no certificate in PEM format"
        hint = f"{self._settings.source} asks for the certificates of an authority there"
        raise ConfigError([Problem(Source(self._settings.ca_name or path.name, 0), what, hint)])

    def credentials(self, address: Address) -> tuple[str, str] | None:
        """User name and password for `address`; see `read.credentials`."""
        return credentials(address, self._settings, self._environment)
