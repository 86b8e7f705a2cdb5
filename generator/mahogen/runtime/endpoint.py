"""The address of a store's SOAP API."""

from __future__ import annotations

from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

V2_PATH: Final = "/api/v2_soap/"


def endpoint(url: str, path: str = V2_PATH) -> str:
    """Where calls go: `url` may be the shop, an endpoint, or the address of its WSDL.

    A URL whose path holds `/api/` or ends in `.php` with a query is an endpoint and kept, less a
    `wsdl` in its query; anything else is a shop, and `path` is appended. A user name and password
    in front of the host are left out: see `basic_auth`.

    Raises:
        ValueError: not an http or https URL.
    """
    parts = _split(url)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != "wsdl"]
    own = "/api/" in f"{parts.path}/" or (parts.path.endswith(".php") and bool(query))
    target = parts.path if own else parts.path.rstrip("/") + path
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, target, urlencode(query), ""))


def basic_auth(url: str) -> tuple[str, str] | None:
    """The user name and password in front of the host, if there are any.

    In a request's URL they would end up in httpx's log.
    """
    parts = _split(url)
    if parts.username is None and parts.password is None:
        return None
    return unquote(parts.username or ""), unquote(parts.password or "")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # brackets that do not close, a port that is no number
        usable = False
    if not usable:  # the URL itself may hold a password
        raise ValueError("the store's address must be an http or https URL") from None
    return parts
