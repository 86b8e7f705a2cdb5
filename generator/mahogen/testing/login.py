"""What code needs to log in at a store."""

from __future__ import annotations

from typing import NamedTuple


class Login(NamedTuple):
    """Where a store is and who calls it, in the order in which a client takes them:
    `Maho(*login)`. The key is left out of the repr."""

    url: str
    username: str
    api_key: str

    def __repr__(self) -> str:
        return f"Login({self.url!r}, {self.username!r}, '***')"
