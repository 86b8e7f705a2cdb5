"""The address of a store's SOAP API."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

import httpx

V1_PATH: Final = "/api/soap/"
V2_PATH: Final = "/api/v2_soap/"
_PATHS: Final = {
    "soap": V1_PATH,
    "v2_soap": V2_PATH,
    "soap_v2": V2_PATH,
    "soap_wsi": V2_PATH,
    "xmlrpc": "",
    "jsonrpc": "",
    "rest": "",
}
"""Where a store's adapters answer; those that are not SOAP nowhere."""
_ENDPOINT: Final = re.compile(r"/api/([^/]+)")


def endpoint(url: str, path: str = V2_PATH) -> str:
    """Where calls go: `url` may be the shop, an endpoint, or the address of its WSDL.

    A URL whose path holds `/api/...` or ends in `.php` with a query is an endpoint and kept, less a
    `wsdl` in its query; anything else is a shop, and `path`, the dialect's own, is appended. A user
    name and password in front of the host are left out: see `basic_auth`.

    Raises:
        ValueError: not an http or https URL, or the endpoint of another dialect.
    """
    parts = _split(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = [(key, value) for key, value in pairs if key not in ("wsdl", "wsi")]
    bare = parts.path.rstrip("/").removesuffix("/api")
    own = _ENDPOINT.search(parts.path) or (parts.path.endswith(".php") and query)
    adapter = own[1] if isinstance(own, re.Match) else dict(query).get("type", "")
    if _PATHS.get(adapter, path) != path:
        raise ValueError(f"that is the address of {adapter!r}, which is another dialect's")
    host = parts.netloc.rpartition("@")[2]
    target = parts.path if own else bare + path
    whole = urlunsplit((parts.scheme, host, target, urlencode(query), ""))
    try:
        httpx.URL(whole).host  # noqa: B018 - reading it is the check
    except (httpx.InvalidURL, UnicodeError):
        raise ValueError("the store's address has a host or a path that no URL can have") from None
    return whole


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
