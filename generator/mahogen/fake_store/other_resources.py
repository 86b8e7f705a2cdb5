"""The resources that a stock store has and the fake one has not, so that a call of theirs is told
from one that no store knows."""

from __future__ import annotations

from typing import Final

OTHERS: Final[dict[str, tuple[str, ...]]] = {
    "core_store": ("store", "store"),
    "core_maho": ("maho", "maho"),
    "core_magento": ("magento", "magento"),
    "directory_country": ("directoryCountry", "country"),
    "directory_region": ("directoryRegion", "region"),
    "customer": ("customerCustomer",),
    "customer_group": ("customerGroup",),
    "customer_address": ("customerAddress",),
    "catalog_category": ("catalogCategory", "category"),
    "catalog_category_attribute": ("catalogCategoryAttribute", "category_attribute"),
    "catalog_product": ("catalogProduct", "product"),
    "catalog_product_attribute": ("catalogProductAttribute", "product_attribute"),
    "catalog_product_attribute_set": ("catalogProductAttributeSet", "product_attribute_set"),
    "catalog_product_type": ("catalogProductType", "product_type"),
    "catalog_product_attribute_tier_price": (
        "catalogProductAttributeTierPrice",
        "product_attribute_tier_price",
        "product_tier_price",
    ),
    "catalog_product_attribute_media": (
        "catalogProductAttributeMedia",
        "product_attribute_media",
        "product_media",
    ),
    "catalog_product_link": ("catalogProductLink", "product_link"),
    "catalog_product_custom_option": ("catalogProductCustomOption", "product_custom_option"),
    "catalog_product_custom_option_value": (
        "catalogProductCustomOptionValue",
        "product_custom_option_value",
    ),
    "sales_order": ("salesOrder", "order"),
    "sales_order_shipment": ("salesOrderShipment", "order_shipment"),
    "sales_order_invoice": ("salesOrderInvoice", "order_invoice"),
    "sales_order_creditmemo": ("salesOrderCreditmemo", "order_creditmemo"),
    "cataloginventory_stock_item": ("catalogInventoryStockItem", "product_stock"),
    "catalog_product_tag": ("catalogProductTag", "product_tag"),
    "giftmessage": ("giftMessage",),
    "catalog_product_downloadable_link": (
        "catalogProductDownloadableLink",
        "product_downloadable_link",
    ),
    "blog_post": ("blogPost",),
}
"""Each under its name: how its operations begin in V2 and WS-I, and its other names in V1."""

_NAMES: Final = {name: key for key, (_, *more) in OTHERS.items() for name in (key, *more)}
_PREFIXES: Final = sorted(((prefix, key) for key, (prefix, *_) in OTHERS.items()), reverse=True)
"""The longest first of those that begin alike."""


def resource_of(name: str) -> str:
    """The resource that a path, an operation or a name is of; empty if it is of no other one.

    Of WS-I the operation stands with RequestParam behind it.
    """
    name = name.removesuffix("RequestParam")
    if (found := _NAMES.get(name.partition(".")[0])) is not None:
        return found
    for prefix, key in _PREFIXES:
        if name.startswith(prefix) and name[len(prefix) :][:1].isupper():
            return key
    return ""
