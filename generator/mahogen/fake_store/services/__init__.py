"""The services of a stock store's contract, over one shop."""

from __future__ import annotations

from mahogen.fake_store.services.cart import Carts
from mahogen.fake_store.services.cart_coupon import Coupons
from mahogen.fake_store.services.cart_customer import Customers
from mahogen.fake_store.services.cart_payment import Payments
from mahogen.fake_store.services.cart_product import Products
from mahogen.fake_store.services.cart_shipping import Shipping
from mahogen.fake_store.shop import Shop
from mahogen.runtime.server.service import Service


def services(shop: Shop) -> list[Service]:
    """One service for each resource."""
    kinds = (Carts, Products, Customers, Shipping, Payments, Coupons)
    return [kind(shop) for kind in kinds]
