"""The services of the shipped contract, some sync and some async; one function answers for all."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from typing import Any

from maho_api import (
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartPaymentMethodEntity,
    ShoppingCartProductEntity,
)
from maho_api.services import (
    CartCouponService,
    CartCustomerService,
    CartPaymentService,
    CartProductService,
    CartService,
    CartShippingService,
)

Serve = Callable[..., Any]
"""What a service does with a call: its wire name, and its arguments by name."""


class Carts(CartService):
    def __init__(self, serve: Serve) -> None:
        self._serve = serve

    def create(self, store: str | None = None) -> Any:
        return self._serve("shoppingCartCreate", store=store)

    async def info(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartInfo", quote_id=quote_id, store=store)

    def order(
        self, quote_id: int, store: str | None = None, agreements: Sequence[str] | None = None
    ) -> Any:
        return self._serve(
            "shoppingCartOrder", quote_id=quote_id, store=store, agreements=agreements
        )

    def totals(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartTotals", quote_id=quote_id, store=store)

    async def license(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartLicense", quote_id=quote_id, store=store)


Products = Sequence[ShoppingCartProductEntity]


class CartProducts(CartProductService):
    def __init__(self, serve: Serve) -> None:
        self._serve = serve

    def _ask(self, name: str, quote_id: int, products_data: Products, store: str | None) -> Any:
        arguments = {"quote_id": quote_id, "products_data": products_data, "store": store}
        return self._serve(f"shoppingCartProduct{name}", **arguments)

    def add(self, quote_id: int, products_data: Products, store: str | None = None) -> Any:
        return self._ask("Add", quote_id, products_data, store)

    async def update(self, quote_id: int, products_data: Products, store: str | None = None) -> Any:
        return self._ask("Update", quote_id, products_data, store)

    def remove(self, quote_id: int, products_data: Products, store: str | None = None) -> Any:
        return self._ask("Remove", quote_id, products_data, store)

    async def list(self, quote_id: int, store: str | None = None) -> builtins.list[Any]:
        listed: builtins.list[Any] = self._serve(
            "shoppingCartProductList", quote_id=quote_id, store=store
        )
        return listed

    def move_to_customer_quote(
        self, quote_id: int, products_data: Products, store: str | None = None
    ) -> Any:
        return self._ask("MoveToCustomerQuote", quote_id, products_data, store)


class Customers(CartCustomerService):
    def __init__(self, serve: Serve) -> None:
        self._serve = serve

    def set(
        self, quote_id: int, customer_data: ShoppingCartCustomerEntity, store: str | None = None
    ) -> Any:
        return self._serve(
            "shoppingCartCustomerSet",
            quote_id=quote_id,
            customer_data=customer_data,
            store=store,
        )

    async def addresses(
        self,
        quote_id: int,
        customer_address_data: Sequence[ShoppingCartCustomerAddressEntity],
        store: str | None = None,
    ) -> Any:
        return self._serve(
            "shoppingCartCustomerAddresses",
            quote_id=quote_id,
            customer_address_data=customer_address_data,
            store=store,
        )


class Shipping(CartShippingService):
    def __init__(self, serve: Serve) -> None:
        self._serve = serve

    def method(self, quote_id: int, shipping_method: str, store: str | None = None) -> Any:
        return self._serve(
            "shoppingCartShippingMethod",
            quote_id=quote_id,
            shipping_method=shipping_method,
            store=store,
        )

    async def list(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartShippingList", quote_id=quote_id, store=store)


class Payments(CartPaymentService):
    def __init__(self, serve: Serve) -> None:
        self._serve = serve

    async def method(
        self,
        quote_id: int,
        payment_data: ShoppingCartPaymentMethodEntity,
        store: str | None = None,
    ) -> Any:
        return self._serve(
            "shoppingCartPaymentMethod", quote_id=quote_id, payment_data=payment_data, store=store
        )

    def list(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartPaymentList", quote_id=quote_id, store=store)


class Coupons(CartCouponService):
    def __init__(self, serve: Serve) -> None:
        self._serve = serve

    def add(self, quote_id: int, coupon_code: str, store: str | None = None) -> Any:
        return self._serve(
            "shoppingCartCouponAdd", quote_id=quote_id, coupon_code=coupon_code, store=store
        )

    async def remove(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartCouponRemove", quote_id=quote_id, store=store)


SERVICES = (Carts, CartProducts, Customers, Shipping, Payments, Coupons)
