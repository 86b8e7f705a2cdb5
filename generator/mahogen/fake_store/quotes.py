"""Carts, which a store calls quotes: values like the rest of what a store keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from mahogen.fake_store.records import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A product in a cart; `product_id` is None in one that was added under an unknown sku."""

    item_id: int
    product_id: int | None
    qty: Decimal
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """Whom a cart belongs to; `mode` is guest, register or customer."""

    mode: str
    customer_id: int | None = None
    email: str | None = None
    firstname: str | None = None
    lastname: str | None = None
    group_id: int = 1
    password_hash: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteAddress:
    """The billing or the shipping address of a cart."""

    address: Address
    customer_address_id: int | None = None
    same_as_billing: bool = False
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """How a cart is going to be paid."""

    method: str
    po_number: str | None = None
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A cart. `collected` says whether its sums were ever made; before, a store shows none."""

    quote_id: int
    view_id: int
    created_at: str
    updated_at: str
    items: tuple[Item, ...] = ()
    buyer: Buyer | None = None
    billing: QuoteAddress | None = None
    shipping: QuoteAddress | None = None
    shipping_method: str | None = None
    payment: Payment | None = None
    coupon_code: str | None = None
    collected: bool = False
    orders: tuple[str, ...] = ()
    """The numbers of the orders that were made of it."""

    @property
    def is_poisoned(self) -> bool:
        """Whether PHP fails at it: it has an item without a product."""
        return any(item.product_id is None for item in self.items)
