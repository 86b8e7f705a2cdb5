"""Making the sums of a cart, which is where PHP fails over an item without a product."""

from __future__ import annotations

from dataclasses import replace

from mahogen.fake_store.quotes import Quote
from mahogen.fake_store.traps import POISONED
from mahogen.runtime.errors import StoreFailure


def look_into(quote: Quote) -> None:
    """Read the items of a cart.

    Raises:
        StoreFailure: one has no product.
    """
    if quote.is_poisoned:
        raise StoreFailure(POISONED)


def collected(quote: Quote) -> Quote:
    """The cart with its sums made.

    Raises:
        StoreFailure: one of its items has no product.
    """
    look_into(quote)
    return replace(quote, collected=True)
