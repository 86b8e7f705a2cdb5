"""The resource cart_shipping."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from maho_api.faults import ShippingAddressIsNotSet, ShippingMethodIsNotAvailable
from maho_api.services import CartShippingService
from mahogen.fake_store.collect import collected, look_into
from mahogen.fake_store.quotes import Quote
from mahogen.fake_store.records import ShippingMethod
from mahogen.fake_store.rows.amounts import amount
from mahogen.fake_store.shop import Shop
from mahogen.fake_store.sums import price_of
from mahogen.runtime.server import php


class Shipping(CartShippingService):
    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def method(self, quote_id: int, shipping_method: str, store: str | None = None) -> bool:
        with self._shop.quote(quote_id, store) as quote:
            if quote.shipping is None:
                raise ShippingAddressIsNotSet
            if shipping_method not in self._shop.state.shipping_methods:
                raise ShippingMethodIsNotAvailable
            self._shop.save(collected(replace(quote, shipping_method=shipping_method)))
        return True

    def list(self, quote_id: int, store: str | None = None) -> Any:
        with self._shop.quote(quote_id, store) as quote:
            if quote.shipping is None:
                raise ShippingAddressIsNotSet
            look_into(quote)
            methods = self._shop.state.shipping_methods.values()
            return php([self._row(quote, method) for method in methods])

    def _row(self, quote: Quote, method: ShippingMethod) -> dict[str, Any]:
        return {
            "carrier": method.carrier,
            "carrier_title": method.carrier_title,
            "code": method.code,
            "method": method.method,
            "method_description": None,
            "price": amount(price_of(self._shop.state, quote, method)),
            "error_message": None,
            "method_title": method.method_title,
            "carrierName": method.carrier_title,
        }
