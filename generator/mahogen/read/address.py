"""An http(s) address that an input is at, spelled so that nothing gives secrets away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, unquote, urljoin, urlsplit, urlunsplit

from mahogen.errors import Source

_PORTS = {"http": 80, "https": 443}
# Parameters of a query whose values say nothing but which document is meant.
_PLAIN = {"wsdl", "type", "___store"}
_NOWHERE = Source("", 0)


@dataclass(frozen=True, slots=True)
class Address:
    """An address without its credentials, which are kept apart.

    `name` is what messages and generated files call it: of its query, only values that cannot be
    secret. `asked` is where the user names it.
    """

    name: str
    url: str = field(repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    asked: Source = _NOWHERE

    @classmethod
    def of(cls, text: str, asked: Source = _NOWHERE) -> Address:
        """The address that the user writes as `text`.

        Raises:
            ValueError: it is not one of http or https, with the reason.
        """
        parts = _split(text)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="")
        return cls(_name(bare), urlunsplit(bare), user, password, asked)

    @property
    def parts(self) -> SplitResult:
        return urlsplit(self.url)

    @property
    def host(self) -> str:
        return self.parts.hostname or ""

    @property
    def port(self) -> int:
        return self.parts.port or _PORTS[self.parts.scheme]

    @property
    def secure(self) -> bool:
        return self.parts.scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """Whether the host is this machine, so that nobody can listen on the way there."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")

    def hint(self, text: str) -> str:
        """`text`, after who asks for the address."""
        return f"{self.asked} asks for it; {text}" if self.asked.file else text

    def at(self, location: str) -> Address:
        """What `location` means as seen from here; credentials stay with the server they are for.

        Raises:
            ValueError: it is no address of http or https.
        """
        other = Address.of(urljoin(self.url, location), self.asked)
        if other.user or not self.is_served_with(other):
            return other
        return replace(other, user=self.user, password=self.password)

    def is_served_with(self, other: Address) -> bool:
        """Whether `other` is on the same server: its host and port, or from http to https."""
        if self.host != other.host:
            return False
        plain = self.port == _PORTS[self.parts.scheme] and other.port == _PORTS[other.parts.scheme]
        return self.port == other.port or plain


def is_address(text: str) -> bool:
    """Whether a place that the user names is meant as an address, of whatever kind."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.\-]+:/", text) is not None  # and C:/ is a folder


def without_credentials(text: str) -> str:
    """`text`, which may be no address at all, without what could be a user name and password."""
    return re.sub(r"//.*@", "//", text, flags=re.DOTALL)


def _split(text: str) -> SplitResult:
    if not text.isprintable() or " " in text or "\\" in text:
        raise ValueError("has characters that no address has")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise ValueError("has a host or port that cannot be") from None
    if parts.scheme not in _PORTS:
        raise ValueError("is not of http or https")
    if not host or port == 0:
        raise ValueError("names no host" if not host else "has a host or port that cannot be")
    return parts


def _name(parts: SplitResult) -> str:
    """The address with `...` for each value of its query that may be a secret."""
    hidden = {k for k, v in parse_qsl(parts.query) if v and k.lower() not in _PLAIN}
    if hidden:
        pieces = parts.query.split("&")
        pieces = [p if _key(p) not in hidden else f"{p.partition('=')[0]}=..." for p in pieces]
        parts = parts._replace(query="&".join(pieces))
    return urlunsplit(parts)


def _key(piece: str) -> str:
    return unquote(piece.partition("=")[0].replace("+", " "))
