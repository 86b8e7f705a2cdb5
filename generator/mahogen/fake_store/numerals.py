"""Numbers in texts, as far as a store has such numbers."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Final

from mahogen.fake_store.not_modelled import NotModelled

_WHOLE: Final = re.compile(r"\d{1,18}", re.ASCII)
_LEADING: Final = re.compile(r"\s*(\d{1,18})", re.ASCII)
MOST: Final = 99_999_999
"""Pieces: what a column of a store's database holds."""


def whole(text: str) -> int | None:
    """The number that a text is; None where it is anything else."""
    return int(text) if _WHOLE.fullmatch(text) else None


def leading(text: str) -> int | None:
    """The number that a text begins with, as PHP reads one."""
    found = _LEADING.match(text)
    return int(found[1]) if found else None


def quantity(qty: float | Decimal | None) -> Decimal:
    """A quantity, digit by digit; as in a store, one where there is none or less.

    Raises:
        NotModelled: more than a store can count.
    """
    if qty is None or qty <= 0:
        return Decimal(1)
    if not math.isfinite(qty) or qty > MOST:
        raise NotModelled(f"quantities above {MOST}")
    return Decimal(str(qty)).normalize() + 0
