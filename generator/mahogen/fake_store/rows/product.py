"""A product of a cart, as cart_product.list has it."""

from __future__ import annotations

from typing import Any

from mahogen.fake_store.records import Product


def product_row(product: Product) -> dict[str, Any]:
    """A product in short."""
    return {
        "product_id": product.product_id,
        "sku": product.sku,
        "name": product.name,
        "set": product.attribute_set_id,
        "type": product.kind,
        "category_ids": list(product.category_ids),
        "website_ids": list(product.website_ids),
    }
