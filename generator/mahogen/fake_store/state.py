"""All that a store knows at a time, and the ways to change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mahogen.fake_store.numerals import whole
from mahogen.fake_store.quotes import Quote
from mahogen.fake_store.records import (
    Agreement,
    ApiUser,
    BookedAddress,
    Coupon,
    Customer,
    Order,
    PaymentMethod,
    Product,
    ShippingMethod,
    View,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The next of each kind; they go up by one and are never used again."""

    quote: int = 1
    item: int = 1
    order: int = 100000001
    customer: int = 1


@dataclass(slots=True, kw_only=True)
class State:
    """Tables of values by their ids. Values are replaced, never changed: a copy of the tables is a
    copy of it all."""

    users: dict[str, ApiUser] = field(default_factory=dict)
    views: dict[int, View] = field(default_factory=dict)
    products: dict[int, Product] = field(default_factory=dict)
    customers: dict[int, Customer] = field(default_factory=dict)
    addresses: dict[int, BookedAddress] = field(default_factory=dict)
    shipping_methods: dict[str, ShippingMethod] = field(default_factory=dict)
    payment_methods: dict[str, PaymentMethod] = field(default_factory=dict)
    agreements: dict[int, Agreement] = field(default_factory=dict)
    coupons: dict[str, Coupon] = field(default_factory=dict)
    quotes: dict[int, Quote] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    agreements_enabled: bool = False
    guest_checkout: bool = True
    currency: str = "USD"
    session_timeout: float = 3600.0
    numbers: Numbers = Numbers()

    def copy(self) -> State:
        """The same, to be changed on its own."""
        tables: dict[str, Any] = {
            name: dict(value)
            for name in self.__slots__
            if isinstance(value := getattr(self, name), Mapping)
        }
        return replace(self, **tables)

    def product_by_sku(self, sku: str) -> Product | None:
        return next((p for p in self.products.values() if p.sku == sku), None)

    def view(self, text: str) -> View | None:
        """A store view by its ID or its code; an empty text is the admin's, as for a store."""
        if not text:
            return self.views.get(0)
        if (number := whole(text)) is not None:
            return self.views.get(number)
        return next((view for view in self.views.values() if view.code == text), None)
