"""Finding the products that a call names, in the catalog and in a cart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from maho_api.entities.cart_product import ShoppingCartProductEntity
from maho_api.faults import AddProductFault, InvalidProductData
from mahogen.fake_store.collect import look_into
from mahogen.fake_store.not_modelled import NotModelled
from mahogen.fake_store.numerals import quantity, whole
from mahogen.fake_store.quotes import Item, Quote
from mahogen.fake_store.records import Product
from mahogen.fake_store.shop import Shop
from mahogen.runtime.errors import MahoFault

Entries: TypeAlias = Sequence[ShoppingCartProductEntity]

NOT_NAMED = "One item of products do not have identifier or sku"
NOT_IN_CART = "One item of products is not belong any of quote item"
_MANY = ["options", "bundle_option", "bundle_option_qty", "links"]


def check(entries: Entries) -> None:
    """Look at what a call brought before anything is done with it.

    Raises:
        InvalidProductData: nothing. NotModelled: a product that is put together.
    """
    if not entries:
        raise InvalidProductData
    for entry in entries:
        for name in _MANY:
            if getattr(entry, name):
                raise NotModelled(f"products with {name}")


def check_named(entries: Entries, fault: type[MahoFault]) -> None:
    """Refuse entries that name no product: one, and nothing is done with the others."""
    if problems := [NOT_NAMED for entry in entries if not (entry.product_id or entry.sku)]:
        raise fault("\n".join(problems))


def product_of(shop: Shop, entry: ShoppingCartProductEntity) -> Product | None:
    """The product of an entry; its ID is looked at first."""
    if entry.product_id:
        found = shop.state.products.get(whole(entry.product_id) or 0)
        if found and entry.sku and entry.sku != found.sku:
            shop.traps.warn(
                InvalidProductData,
                f"product {entry.product_id} is {found.sku!r} and not {entry.sku!r}; a store looks"
                " at the ID alone",
            )
        return found
    return shop.state.product_by_sku(entry.sku or "")


def with_product(shop: Shop, quote: Quote, entry: ShoppingCartProductEntity) -> Quote:
    """The cart with what an entry adds, to the item of the same product if there is one.

    What the catalog does not have becomes an item without a product.
    """
    product = product_of(shop, entry)
    qty = quantity(entry.qty)
    if entry.qty is not None and entry.qty <= 0:
        shop.traps.warn(
            AddProductFault, f"a quantity of {entry.qty:g} becomes 1; remove takes products out"
        )
    there = sum(i.qty for i in quote.items if product and i.product_id == product.product_id)
    if product is None:
        shop.traps.warn(
            AddProductFault,
            f"there is no product {entry.product_id or entry.sku!r}; a store answers true, and"
            " the cart is broken",
        )
    else:
        check_stock(shop, product, there + qty, AddProductFault)
    now, number = shop.clock.stamp(), product.product_id if product else None
    for item in quote.items:
        if number is not None and item.product_id == number:
            return replaced(quote, replace(item, qty=item.qty + qty, updated_at=now))
    item = Item(
        item_id=shop.next("item"), product_id=number, qty=qty, created_at=now, updated_at=now
    )
    return replace(quote, items=(*quote.items, item))


def check_stock(shop: Shop, product: Product, qty: Decimal, fault: type[MahoFault]) -> None:
    """Refuse, strictly, more of a product than there is."""
    if qty > product.stock:
        shop.traps.warn(
            fault,
            f"{qty} of {product.sku!r} are more than the {product.stock} in stock; a store answers"
            " true, and refuses the order",
        )


def in_cart(
    shop: Shop, quote: Quote, entries: Entries, fault: type[MahoFault]
) -> Iterator[tuple[Item, ShoppingCartProductEntity]]:
    """The items that entries mean.

    Raises:
        MahoFault: `fault`, for one that is not in the cart; StoreFailure: the cart is broken.
    """
    check_named(entries, fault)
    look_into(quote)
    problems = []
    found = []
    for entry in entries:
        product = product_of(shop, entry)
        own = [i for i in quote.items if product and i.product_id == product.product_id]
        if own:
            found.append((own[0], entry))
        else:
            problems.append(NOT_IN_CART)
    if problems:
        raise fault("\n".join(problems))
    yield from found


def replaced(quote: Quote, changed: Item) -> Quote:
    """The cart with an item in the place of what it was."""
    items = (changed if item.item_id == changed.item_id else item for item in quote.items)
    return replace(quote, items=tuple(items))
