"""How much a server forgives."""

from __future__ import annotations

from typing import Literal, TypeAlias

Mode: TypeAlias = Literal["php", "strict"]
"""`php`: what a store was seen to do, so that clients written for one notice nothing. `strict`:
what the contract and SOAP 1.1 say, so that a client's mistakes come to light."""
