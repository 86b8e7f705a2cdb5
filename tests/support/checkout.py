"""A small shop with carts of its own, that takes an order step by step as a store does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from maho_api import (
    CatalogProductEntity,
    ShoppingCartAddressEntity,
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartInfoEntity,
    ShoppingCartItemEntity,
    ShoppingCartLicenseEntity,
    ShoppingCartPaymentEntity,
    ShoppingCartPaymentMethodEntity,
    ShoppingCartPaymentMethodResponseEntity,
    ShoppingCartProductEntity,
    ShoppingCartShippingMethodEntity,
    ShoppingCartTotalsEntity,
)
from maho_api.faults import (
    AddProductFault,
    CouponCodeIsNotValid,
    CreateOrderFault,
    CustomerAddressDataEmpty,
    CustomerDataInvalid,
    InvalidProductData,
    PaymentMethodIsNotSet,
    QuoteIsEmpty,
    QuoteNotExists,
    RemoveProductFault,
    ShippingAddressIsNotSet,
    ShippingMethodIsNotAvailable,
    UpdateProductFault,
)
from maho_api.server import SoapApp, api_users, soap_app

from .services import SERVICES

PRICES: Final = {"sku-red": 10.5, "sku-blue": 25.0}
FLATRATE: Final = ShoppingCartShippingMethodEntity(
    code="flatrate_flatrate",
    carrier="flatrate",
    carrier_title="Flat Rate",
    method="flatrate",
    method_title="Fixed",
    price=5.0,
)
PAYMENTS: Final = [
    ShoppingCartPaymentMethodResponseEntity(
        code="checkmo", title="Check / Money order", cc_types={}
    ),
    ShoppingCartPaymentMethodResponseEntity(
        code="ccsave", title="Credit Card", cc_types={"VI": "Visa", "MC": "MasterCard"}
    ),
]
COUPON: Final = "FIVEOFF"


@dataclass
class Cart:
    """What has been said of an order so far."""

    quantities: dict[str, float] = field(default_factory=dict)
    products: list[ShoppingCartProductEntity] = field(default_factory=list)
    customer: ShoppingCartCustomerEntity | None = None
    addresses: dict[str, ShoppingCartCustomerAddressEntity] = field(default_factory=dict)
    shipping: ShoppingCartShippingMethodEntity | None = None
    payment: ShoppingCartPaymentMethodEntity | None = None
    coupon: str = ""
    agreements: list[str] = field(default_factory=list)


class Checkout:
    """The shop: `carts` by ID, `orders` by number."""

    def __init__(self) -> None:
        self.carts: dict[int, Cart] = {}
        self.orders: dict[str, Cart] = {}
        self._ids = count(15)
        self._numbers = count(100000001)

    def app(self, **settings: Any) -> SoapApp:
        """The shop as an application for the API user apiUser with the key apiKey."""
        services = [service(self.serve) for service in SERVICES]
        return soap_app(services, api_users({"apiUser": "apiKey"}), **settings)

    def serve(self, operation: str, *, store: str | None, **arguments: Any) -> Any:
        """Carry out a call of the wire; shoppingCartProductAdd is `product_add` of a cart."""
        words = re.findall("[A-Z][a-z]+", operation.removeprefix("shoppingCart"))
        method = getattr(self, "_".join(words).lower())
        if "quote_id" in arguments:
            quote_id = arguments.pop("quote_id")
            if quote_id not in self.carts:
                raise QuoteNotExists
            return method(self.carts[quote_id], **arguments)
        return method(**arguments)

    # -- cart --------------------------------------------------------------------------------------

    def create(self) -> int:
        quote_id = next(self._ids)
        self.carts[quote_id] = Cart()
        return quote_id

    def info(self, cart: Cart) -> ShoppingCartInfoEntity:
        billing = cart.addresses.get("billing")
        return ShoppingCartInfoEntity(
            customer_email=cart.customer.email if cart.customer else None,
            grand_total=f"{self.totals(cart)[-1].amount:.4f}",
            coupon_code=cart.coupon or None,
            billing_address=ShoppingCartAddressEntity(city=billing.city) if billing else None,
            payment=ShoppingCartPaymentEntity(method=cart.payment.method) if cart.payment else None,
            items=[
                ShoppingCartItemEntity(sku=sku, qty=qty, price=PRICES[sku])
                for sku, qty in cart.quantities.items()
            ],
        )

    def totals(self, cart: Cart) -> list[ShoppingCartTotalsEntity]:
        lines = {"Subtotal": sum(PRICES[sku] * qty for sku, qty in cart.quantities.items())}
        if cart.shipping:
            lines["Shipping & Handling (Flat Rate - Fixed)"] = FLATRATE.price or 0.0
        if cart.coupon:
            lines[f"Discount ({cart.coupon})"] = -5.0
        lines["Grand Total"] = sum(lines.values())
        return [ShoppingCartTotalsEntity(title=title, amount=a) for title, a in lines.items()]

    def license(self, cart: Cart) -> list[ShoppingCartLicenseEntity]:
        return [ShoppingCartLicenseEntity(agreement_id="1", name="Terms")]

    def order(self, cart: Cart, agreements: Sequence[str] | None) -> str:
        if not cart.shipping:
            raise CreateOrderFault("Please specify a shipping method.")
        if not cart.payment:
            raise CreateOrderFault("Please select a valid payment method.")
        cart.agreements = [*(agreements or [])]
        number = str(next(self._numbers))
        self.orders[number] = cart
        return number

    # -- products ----------------------------------------------------------------------------------

    def product_add(self, cart: Cart, products_data: Sequence[ShoppingCartProductEntity]) -> bool:
        for product in _known(products_data, AddProductFault, PRICES):
            qty = 1.0 if product.qty is None else product.qty
            if qty > 100:
                raise AddProductFault("there are not that many")
            sku = product.sku or ""
            cart.quantities[sku] = cart.quantities.get(sku, 0.0) + qty
            cart.products.append(product)
        return True

    def product_update(
        self, cart: Cart, products_data: Sequence[ShoppingCartProductEntity]
    ) -> bool:
        for product in _known(products_data, UpdateProductFault, cart.quantities):
            cart.quantities[product.sku or ""] = product.qty or 0.0
        return True

    def product_remove(
        self, cart: Cart, products_data: Sequence[ShoppingCartProductEntity]
    ) -> bool:
        for product in _known(products_data, RemoveProductFault, cart.quantities):
            del cart.quantities[product.sku or ""]
        return True

    def product_list(self, cart: Cart) -> list[CatalogProductEntity]:
        return [
            CatalogProductEntity(
                product_id=str(number),
                sku=sku,
                name=f"<{sku}> & more",
                set="4",
                type="simple",
                category_ids=["3"],
                website_ids=["1"],
            )
            for number, sku in enumerate(cart.quantities, start=1)
        ]

    # -- customer, shipping, payment, coupon -------------------------------------------------------

    def customer_set(self, cart: Cart, customer_data: ShoppingCartCustomerEntity) -> bool:
        if not customer_data.lastname:
            raise CustomerDataInvalid("The last name cannot be empty.")
        cart.customer = customer_data
        return True

    def customer_addresses(
        self, cart: Cart, customer_address_data: Sequence[ShoppingCartCustomerAddressEntity]
    ) -> bool:
        if not customer_address_data:
            raise CustomerAddressDataEmpty
        cart.addresses |= {address.mode or "": address for address in customer_address_data}
        return True

    def shipping_list(self, cart: Cart) -> list[ShoppingCartShippingMethodEntity]:
        if "shipping" not in cart.addresses:
            raise ShippingAddressIsNotSet
        return [FLATRATE]

    def shipping_method(self, cart: Cart, shipping_method: str) -> bool:
        if shipping_method not in [method.code for method in self.shipping_list(cart)]:
            raise ShippingMethodIsNotAvailable
        cart.shipping = FLATRATE
        return True

    def payment_list(self, cart: Cart) -> list[ShoppingCartPaymentMethodResponseEntity]:
        return PAYMENTS

    def payment_method(self, cart: Cart, payment_data: ShoppingCartPaymentMethodEntity) -> bool:
        if "shipping" not in cart.addresses:
            raise ShippingAddressIsNotSet
        if payment_data.method not in [method.code for method in PAYMENTS]:
            raise PaymentMethodIsNotSet("no such method")
        cart.payment = payment_data
        return True

    def coupon_add(self, cart: Cart, coupon_code: str) -> bool:
        if not cart.quantities:
            raise QuoteIsEmpty
        if coupon_code != COUPON:
            raise CouponCodeIsNotValid
        cart.coupon = coupon_code
        return True

    def coupon_remove(self, cart: Cart) -> bool:
        cart.coupon, had = "", bool(cart.coupon)
        return had


def _known(
    products: Sequence[ShoppingCartProductEntity],
    fault: type[AddProductFault | UpdateProductFault | RemoveProductFault],
    known: dict[str, float],
) -> Sequence[ShoppingCartProductEntity]:
    """The products, if there are any and each is among the known ones."""
    if not products:
        raise InvalidProductData
    if not all(product.sku in known for product in products):
        raise fault("no such product here")
    return products
