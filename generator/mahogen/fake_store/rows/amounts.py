"""Numbers as a database of a store gives them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NOTHING = "0.0000"


def amount(value: Decimal | None) -> str | None:
    """Four digits after the point; None stays None."""
    if value is None:
        return None
    return str(value.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def number(value: Decimal) -> int | float:
    """A whole number where it is one."""
    return int(value) if value == value.to_integral_value() else float(value)
