"""The address of a store's SOAP API."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

V2_PATH: Final = "/api/v2_soap/"


def endpoint(url: str, path: str = V2_PATH) -> str:
    """Where calls go: `url` may be the shop, an endpoint, or the address of its WSDL.

    A URL whose path holds `/api/` or ends in `.php` with a query is an endpoint and kept, less a
    `wsdl` in its query; anything else is a shop, and `path` is appended.

    Raises:
        ValueError: not an http or https URL.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("the store's address must be an http or https URL")
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != "wsdl"]
    own = "/api/" in f"{parts.path}/" or (parts.path.endswith(".php") and bool(query))
    target = parts.path if own else parts.path.rstrip("/") + path
    return urlunsplit((parts.scheme, parts.netloc, target, urlencode(query), ""))
