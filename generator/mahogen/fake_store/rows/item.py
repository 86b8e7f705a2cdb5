"""An item of a cart, as cart.info has it."""

from __future__ import annotations

from typing import Any

from mahogen.fake_store.quotes import Item, Quote
from mahogen.fake_store.records import Product
from mahogen.fake_store.rows.amounts import NOTHING, amount, number


def item_row(quote: Quote, item: Item, product: Product, *, priced: bool) -> dict[str, Any]:
    """The row of an item; `priced` says whether the sums of the cart were made at an address."""
    price = amount(product.price) if priced else NOTHING
    total = amount(product.price * item.qty) if priced else NOTHING
    return {
        "item_id": item.item_id,
        "quote_id": quote.quote_id,
        "created_at": item.created_at,
        "updated_at": item.updated_at,
        "product_id": product.product_id,
        "store_id": quote.view_id,
        "parent_item_id": None,
        "is_virtual": int(product.is_virtual),
        "sku": product.sku,
        "name": product.name,
        "description": None,
        "applied_rule_ids": None,
        "additional_data": None,
        "free_shipping": 0,
        "is_qty_decimal": 0,
        "no_discount": 0,
        "weight": amount(product.weight),
        "qty": number(item.qty),
        "price": price,
        "base_price": price,
        "custom_price": None,
        "discount_percent": NOTHING,
        "discount_amount": NOTHING,
        "base_discount_amount": NOTHING,
        "tax_percent": NOTHING,
        "tax_amount": NOTHING,
        "base_tax_amount": NOTHING,
        "row_total": total,
        "base_row_total": total,
        "row_total_with_discount": NOTHING,
        "row_weight": amount((product.weight or 0) * item.qty) if product.weight else NOTHING,
        "product_type": product.kind,
        **dict.fromkeys(_EMPTY),
        "price_incl_tax": price,
        "base_price_incl_tax": price,
        "row_total_incl_tax": total,
        "base_row_total_incl_tax": total,
        "hidden_tax_amount": NOTHING,
        "base_hidden_tax_amount": NOTHING,
        "gift_message_id": None,
        "weee_tax_disposition": NOTHING,
        "weee_tax_row_disposition": NOTHING,
        "base_weee_tax_disposition": NOTHING,
        "base_weee_tax_row_disposition": NOTHING,
        "weee_tax_applied": "a:0:{}",
        "weee_tax_applied_amount": NOTHING,
        "weee_tax_applied_row_amount": NOTHING,
        "base_weee_tax_applied_amount": NOTHING,
        "base_weee_tax_applied_row_amnt": None,
        "qty_options": [],
        "tax_class_id": 0,
        "is_recurring": None,
        "has_error": False,
    }


_EMPTY = (
    "base_tax_before_discount",
    "tax_before_discount",
    "original_custom_price",
    "redirect_url",
    "base_cost",
)
