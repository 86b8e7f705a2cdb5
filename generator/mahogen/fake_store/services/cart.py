"""The resource cart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maho_api.faults import CreateOrderFault, GuestCheckoutIsNotEnabled, StoreNotExists
from maho_api.services import CartService
from mahogen.fake_store.agreements import agreement_rows, check_agreements
from mahogen.fake_store.collect import look_into
from mahogen.fake_store.ordering import place_order
from mahogen.fake_store.quotes import Quote
from mahogen.fake_store.records import ADMIN_VIEW
from mahogen.fake_store.rows.quote import quote_row
from mahogen.fake_store.rows.totals import total_rows
from mahogen.fake_store.shop import Shop
from mahogen.runtime.server import php


class Carts(CartService):
    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def create(self, store: str | None = None) -> int:
        view, now = self._shop.view(store), self._shop.clock.stamp()
        if view is None:
            self._shop.traps.warn(
                StoreNotExists,
                "a cart without a store is the admin's and belongs to no site: name a store view",
            )
        quote = Quote(
            quote_id=self._shop.next("quote"),
            view_id=view.view_id if view else ADMIN_VIEW,
            created_at=now,
            updated_at=now,
        )
        return self._shop.save(quote).quote_id

    def info(self, quote_id: int, store: str | None = None) -> Any:
        with self._shop.quote(quote_id, store) as quote:
            look_into(quote)
            return php(quote_row(self._shop.state, quote))

    def order(
        self, quote_id: int, store: str | None = None, agreements: Sequence[str] | None = None
    ) -> str:
        shop = self._shop
        with shop.quote(quote_id, store) as quote:
            check_agreements(shop, agreements)
            if quote.buyer and quote.buyer.mode == "guest" and not shop.state.guest_checkout:
                raise GuestCheckoutIsNotEnabled
            if quote.orders:
                shop.traps.warn(
                    CreateOrderFault,
                    f"cart {quote_id} is order {quote.orders[-1]} already; a store makes another",
                )
            if quote.buyer is None:
                shop.traps.warn(
                    CreateOrderFault,
                    f"cart {quote_id} is nobody's: cart_customer.set says whose it is",
                )
            return place_order(shop, quote, agreements or ()).number

    def totals(self, quote_id: int, store: str | None = None) -> Any:
        with self._shop.quote(quote_id, store) as quote:
            look_into(quote)
            return php(total_rows(self._shop.state, quote))

    def license(self, quote_id: int, store: str | None = None) -> Any:
        with self._shop.quote(quote_id, store):
            return php(agreement_rows(self._shop.state))
