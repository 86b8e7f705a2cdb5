"""The resource cart_coupon."""

from __future__ import annotations

from dataclasses import replace

from maho_api.faults import CouponCodeIsNotValid, QuoteIsEmpty, StoreNotExists
from maho_api.services import CartCouponService
from mahogen.fake_store.collect import collected
from mahogen.fake_store.quotes import Quote
from mahogen.fake_store.shop import Shop


class Coupons(CartCouponService):
    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def add(self, quote_id: int, coupon_code: str, store: str | None = None) -> bool:
        # The store view is not looked at here, other than everywhere else.
        if store is not None and self._shop.state.view(store) is None:
            self._shop.traps.warn(
                StoreNotExists,
                f"there is no store view {store!r}; a store does not look at it here",
            )
        with self._shop.quote(quote_id, None) as quote:
            return self._apply(quote, coupon_code)

    def remove(self, quote_id: int, store: str | None = None) -> bool:
        with self._shop.quote(quote_id, store) as quote:
            return self._apply(quote, "")

    def _apply(self, quote: Quote, code: str) -> bool:
        if not quote.items:
            raise QuoteIsEmpty
        if not code and not quote.coupon_code:
            return False
        known = code in self._shop.state.coupons
        self._shop.save(collected(replace(quote, coupon_code=code if known else None)))
        if code and not known:
            raise CouponCodeIsNotValid
        return True
