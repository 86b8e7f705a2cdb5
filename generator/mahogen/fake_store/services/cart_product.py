"""The resource cart_product."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from maho_api.faults import (
    AddProductFault,
    CustomerNotSetForQuote,
    CustomerQuoteNotExist,
    RemoveProductFault,
    UpdateProductFault,
)
from maho_api.services import CartProductService
from mahogen.fake_store.collect import collected, look_into
from mahogen.fake_store.numerals import quantity
from mahogen.fake_store.picking import (
    Entries,
    check,
    check_named,
    check_stock,
    in_cart,
    replaced,
    with_product,
)
from mahogen.fake_store.rows.product import product_row
from mahogen.fake_store.shop import Shop
from mahogen.fake_store.sums import lines
from mahogen.runtime.server import php


class Products(CartProductService):
    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def add(self, quote_id: int, products_data: Entries, store: str | None = None) -> bool:
        with self._shop.quote(quote_id, store) as quote:
            check(products_data)
            check_named(products_data, AddProductFault)
            look_into(quote)
            for entry in products_data:
                quote = with_product(self._shop, quote, entry)
            self._shop.save(replace(quote, collected=True))
        return True

    def update(self, quote_id: int, products_data: Entries, store: str | None = None) -> bool:
        with self._shop.quote(quote_id, store) as quote:
            check(products_data)
            now = self._shop.clock.stamp()
            for item, entry in in_cart(self._shop, quote, products_data, UpdateProductFault):
                if entry.qty is None or entry.qty <= 0:
                    self._shop.traps.warn(
                        UpdateProductFault,
                        "without a quantity above 0 an update changes nothing; remove takes"
                        " products out",
                    )
                    continue
                qty, product = quantity(entry.qty), self._shop.state.products[item.product_id or 0]
                check_stock(self._shop, product, qty, UpdateProductFault)
                quote = replaced(quote, replace(item, qty=qty, updated_at=now))
            self._shop.save(collected(quote))
        return True

    def remove(self, quote_id: int, products_data: Entries, store: str | None = None) -> bool:
        with self._shop.quote(quote_id, store) as quote:
            check(products_data)
            found = in_cart(self._shop, quote, products_data, RemoveProductFault)
            gone = {item.item_id for item, _ in found}
            left = tuple(item for item in quote.items if item.item_id not in gone)
            self._shop.save(collected(replace(quote, items=left)))
        return True

    def list(self, quote_id: int, store: str | None = None) -> Any:
        with self._shop.quote(quote_id, store) as quote:
            look_into(quote)
            return php([product_row(p) for _, p in lines(self._shop.state, quote)])

    def move_to_customer_quote(
        self, quote_id: int, products_data: Entries, store: str | None = None
    ) -> bool:
        with self._shop.quote(quote_id, store) as quote:
            if quote.buyer is None or quote.buyer.customer_id is None:
                raise CustomerNotSetForQuote
            # Carts that were made through the API are not active: no customer has one.
            raise CustomerQuoteNotExist
