"""The lines of a cart's sum, as cart.totals has them."""

from __future__ import annotations

from typing import Any

from mahogen.fake_store.quotes import Quote
from mahogen.fake_store.rows.amounts import amount
from mahogen.fake_store.state import State
from mahogen.fake_store.sums import has_address, sums


def total_rows(state: State, quote: Quote) -> list[dict[str, Any]]:
    """What cart.totals returns. Computed sums are floats, stored ones are texts, as in PHP."""
    if not has_address(state, quote):
        return [_row("Subtotal", None), _row("Grand Total", None)]
    made = sums(state, quote)
    rows = [_row("Subtotal", float(made.subtotal))]
    method = state.shipping_methods.get(quote.shipping_method or "")
    if method is not None:
        title = f"Shipping & Handling ({method.description})"
        rows.append(_row(title, amount(made.shipping)))
    if made.discount:
        rows.append(_row(f"Discount ({quote.coupon_code})", float(-made.discount)))
    return [*rows, _row("Grand Total", float(made.grand_total))]


def _row(title: str, value: float | str | None) -> dict[str, Any]:
    return {"title": title, "amount": value}
