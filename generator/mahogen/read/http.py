"""GET with limits: on redirects, on the size of what comes, and on the time that all of it takes.

Nothing is followed to another server, nothing is sent in the clear that should not be, and no
message holds credentials.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from typing import Final, NoReturn

import httpx

from mahogen.errors import ConfigError, Problem, Source
from mahogen.read import http_words
from mahogen.read.address import Address
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
_NOT_DECODED: Final = ("", "identity")
_ZLIB_OR_GZIP: Final = 47


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
        client = self.client
        try:
            return bounded(max(self._ends - now, 0), partial(self._read, client, address, auth))
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
            data = b"".join(self._pieces(response, address)) if whole else b""
            return _Answer(response.status_code, response.headers.get("location", ""), data)

    def _pieces(self, response: httpx.Response, address: Address) -> Iterator[bytes]:
        """The body, decoded here so that no piece of it can become larger than the limit."""
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in (*_NOT_DECODED, "gzip", "x-gzip", "deflate"):
            what = f"is sent in the encoding {encoding[:20]}, which nobody asked for"
            refuse(address.name, 0, what, address.hint("save it with a browser, and name the file"))
        unpack = None if encoding in _NOT_DECODED else zlib.decompressobj(_ZLIB_OR_GZIP)
        size = 0
        for raw in response.iter_raw():
            if monotonic() > self._ends:
                raise TooLate
            try:
                piece = unpack.decompress(raw, self._limit + 1 - size) if unpack else raw
            except zlib.error:
                what = "is not packed as it says it is"
                refuse(address.name, 0, what, address.hint("does a proxy change it on the way?"))
            size += len(piece)
            if size > self._limit:
                what = f"is larger than the limit of {self._limit:,} bytes"
                hint = "is this the contract, and not something larger?"
                refuse(address.name, 0, what, address.hint(hint))
            yield piece
        if unpack and size and not unpack.eof:
            http_words.cut_off(address)

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
        hint = (
            f"{self._settings.source} names it as ca: the certificate of whoever signed the host's"
        )
        raise ConfigError([Problem(Source(self._settings.ca_name or path.name, 0), what, hint)])

    def credentials(self, address: Address) -> tuple[str, str] | None:
        """Those of the address itself, else those of the settings, if they are for its host.

        Raises:
            ConfigError: they are not there, or would go out in the clear.
        """
        settings = self._settings
        found = (address.user, address.password) if address.user else None
        if found is None and settings.user_env and address.host in settings.hosts:
            found = (self._variable(settings.user_env), self._variable(settings.password_env))
        if found and not address.secure and not _is_loopback(address.host):
            what = "is asked with a user name and password, which http sends in the clear"
            hint = address.hint("write https://, or leave the credentials out")
            raise ConfigError([Problem(Source(address.name, 0), what, hint)])
        return found

    def _variable(self, name: str) -> str:
        value = self._environment.get(name, "")
        if not value:
            what = f"the environment has no {name}"
            hint = f'export {name}="...", or leave user_env and password_env out'
            raise ConfigError([Problem(self._settings.source, what, hint)])
        return value


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
