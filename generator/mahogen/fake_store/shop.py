"""The store behind the services: its state, its clock, and who may change a cart when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock, RLock

from maho_api.faults import QuoteNotExists, StoreNotExists
from mahogen.fake_store import traps
from mahogen.fake_store.clock import Clock
from mahogen.fake_store.quotes import Quote
from mahogen.fake_store.records import ADMIN_VIEW, View
from mahogen.fake_store.state import Numbers, State
from mahogen.fake_store.traps import Traps


class Shop:
    """What the services share. `state` is one of the moment: ask for it anew after a while."""

    def __init__(self, state: State, clock: Clock, traps: Traps) -> None:
        self.state = state
        self.clock = clock
        self.traps = traps
        self.changing = RLock()
        """Held while anything but one cart is changed, and then for a moment only."""
        self._locks: dict[int, Lock] = {}

    @contextmanager
    def quote(self, quote_id: int, store: str | None) -> Iterator[Quote]:
        """A cart as it is now; nobody else gets it until the block ends.

        Raises:
            StoreNotExists, QuoteNotExists: there is none such.
        """
        view = self.view(store)
        with self._lock(quote_id):
            found = self.state.quotes.get(quote_id)
            if found is None or not self._reads(view, found):
                raise QuoteNotExists
            yield found

    def view(self, store: str | None) -> View | None:
        """The store view of an argument; None where nothing was said.

        Raises:
            StoreNotExists: there is none such.
        """
        if store is None:
            return None
        if store.replace(".", "", 1).isdecimal() and "." in store:
            self.traps.fail(
                traps.FRACTIONAL_VIEW, StoreNotExists, f"{store!r} is no store view; PHP fails"
            )
        view = self.state.view(store)
        if view is None:
            raise StoreNotExists
        if view.view_id == ADMIN_VIEW:
            self.traps.warn(
                StoreNotExists,
                f"store {store!r} is the admin's, whose carts belong to no site: name a store view",
            )
        return view

    def save(self, quote: Quote) -> Quote:
        """Put a cart in the place of what it was; within `quote()` of it."""
        saved = replace(quote, updated_at=self.clock.stamp())
        with self.changing:
            self.state.quotes[saved.quote_id] = saved
        return saved

    def next(self, kind: str) -> int:
        """The next number of a kind, see Numbers."""
        with self.changing:
            number: int = getattr(self.state.numbers, kind)
            numbers: Numbers = replace(self.state.numbers, **{kind: number + 1})
            self.state.numbers = numbers
        return number

    def _reads(self, view: View | None, quote: Quote) -> bool:
        """Whether a store view has to do with a cart: both belong to one website."""
        if view is None:
            return True
        own = self.state.views.get(quote.view_id)
        return own is not None and own.website_id == view.website_id

    def _lock(self, quote_id: int) -> Lock:
        with self.changing:
            return self._locks.setdefault(quote_id, Lock())
