"""Who may log in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from hmac import compare_digest
from secrets import token_bytes
from typing import Any, TypeAlias

Authenticate: TypeAlias = Callable[[str, str], Awaitable[Any] | Any]
"""Gets user name and API key; returns (or, async, awaits) whoever that is, or something falsy.

What it returns is kept in the session and is what `caller()` gives to the services. It is the place
for a limit on attempts; it should take as long for an unknown user as for a wrong key.
"""


def api_users(keys: Mapping[str, str]) -> Authenticate:
    """An `Authenticate` over a fixed table from user name to API key; the caller is the name.

    A wrong key and an unknown user take the same time.
    """
    digests = {name: _digest(key) for name, key in keys.items()}
    nobody = token_bytes(32)

    def authenticate(username: str, api_key: str) -> str | None:
        return username if compare_digest(digests.get(username, nobody), _digest(api_key)) else None

    return authenticate


def _digest(key: str) -> bytes:
    return sha256(key.encode("utf-8", "surrogatepass")).digest()
