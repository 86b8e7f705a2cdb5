"""What a cart comes to: sums of pieces and prices, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mahogen.fake_store.quotes import Item, Quote
from mahogen.fake_store.records import Product, ShippingMethod
from mahogen.fake_store.state import State

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of a cart, in the currency of the store; `discount` is not below zero."""

    subtotal: Decimal
    shipping: Decimal
    discount: Decimal
    weight: Decimal
    pieces: Decimal

    @property
    def grand_total(self) -> Decimal:
        return self.subtotal + self.shipping - self.discount


def lines(state: State, quote: Quote) -> Iterator[tuple[Item, Product]]:
    """The items of a cart, those aside whose product is not there (any more)."""
    for item in quote.items:
        product = state.products.get(item.product_id or 0)
        if product is not None:
            yield item, product


def sums(state: State, quote: Quote) -> Sums:
    """What the cart comes to. As in a store, without an address it comes to nothing."""
    pairs = list(lines(state, quote))
    pieces = sum((item.qty for item, _ in pairs), ZERO)
    weight = sum((item.qty * (p.weight or ZERO) for item, p in pairs), ZERO)
    subtotal = ZERO
    if has_address(state, quote):
        subtotal = sum((item.qty * product.price for item, product in pairs), ZERO)
    method = state.shipping_methods.get(quote.shipping_method or "")
    shipping = price_of(state, quote, method) if method and quote.shipping else ZERO
    coupon = state.coupons.get(quote.coupon_code or "")
    discount = min(coupon.amount, subtotal) if coupon else ZERO
    return Sums(subtotal, shipping, discount, weight, pieces)


def price_of(state: State, quote: Quote, method: ShippingMethod) -> Decimal:
    """What it costs to ship a cart."""
    if not method.per_piece:
        return method.price
    shipped = (item.qty for item, product in lines(state, quote) if not product.is_virtual)
    return method.price * sum(shipped, ZERO)


def is_virtual(state: State, quote: Quote) -> bool:
    """Whether there is something in the cart and nothing of it is shipped."""
    pairs = list(lines(state, quote))
    return bool(pairs) and all(product.is_virtual for _, product in pairs)


def has_address(state: State, quote: Quote) -> bool:
    """Whether the cart has the address at which its sums are made."""
    return (quote.billing if is_virtual(state, quote) else quote.shipping) is not None
