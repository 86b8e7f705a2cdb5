"""The resource cart_payment."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from maho_api.entities.cart_payment import ShoppingCartPaymentMethodEntity
from maho_api.faults import (
    BillingAddressIsNotSet,
    MethodNotAllowed,
    PaymentMethodEmpty,
    PaymentMethodIsNotSet,
    ShippingAddressIsNotSet,
)
from maho_api.services import CartPaymentService
from mahogen.fake_store.collect import collected, look_into
from mahogen.fake_store.not_modelled import NotModelled
from mahogen.fake_store.quotes import Payment, Quote
from mahogen.fake_store.records import PaymentMethod
from mahogen.fake_store.shop import Shop
from mahogen.fake_store.sums import is_virtual, sums
from mahogen.runtime.server import dialect, php

FREE = "free"


class Payments(CartPaymentService):
    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def method(
        self,
        quote_id: int,
        payment_data: ShoppingCartPaymentMethodEntity,
        store: str | None = None,
    ) -> bool:
        with self._shop.quote(quote_id, store) as quote:
            if _is_empty(payment_data):
                raise PaymentMethodEmpty
            virtual = is_virtual(self._shop.state, quote)
            if virtual and quote.billing is None:
                raise BillingAddressIsNotSet
            if not virtual and quote.shipping is None:
                raise ShippingAddressIsNotSet
            look_into(quote)
            method = self._shop.state.payment_methods.get(payment_data.method or "")
            if method is None:
                raise PaymentMethodIsNotSet("The requested Payment Method is not available.")
            if not self._fits(method, quote):
                raise MethodNotAllowed
            if payment_data.cc_number or payment_data.cc_cid:
                raise NotModelled("payment by card")
            now = self._shop.clock.stamp()
            payment = Payment(
                method=method.code,
                po_number=payment_data.po_number or None,
                created_at=quote.payment.created_at if quote.payment else now,
                updated_at=now,
            )
            self._shop.save(collected(replace(quote, payment=payment)))
        return True

    def list(self, quote_id: int, store: str | None = None) -> Any:
        with self._shop.quote(quote_id, store) as quote:
            look_into(quote)
            methods = self._shop.state.payment_methods.values()
            return php([_row(method) for method in methods if self._fits(method, quote)])

    def _fits(self, method: PaymentMethod, quote: Quote) -> bool:
        costs = sums(self._shop.state, quote).subtotal != 0
        return method.usable and (costs or method.code == FREE)


def _is_empty(data: ShoppingCartPaymentMethodEntity) -> bool:
    return all(not getattr(data, field.name) for field in fields(data))


def _row(method: PaymentMethod) -> dict[str, Any]:
    types: dict[str, str] | None = dict(method.cc_types) or None
    # V2 and WS-I lose them on the way, and WS-I has an empty element for nothing.
    if dialect() == "wsi" or (dialect() == "v2" and types):
        types = {}
    return {"code": method.code, "title": method.title, "cc_types": types}
