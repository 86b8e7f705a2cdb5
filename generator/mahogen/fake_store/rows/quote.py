"""A cart, as cart.info has it."""

from __future__ import annotations

from typing import Any

from mahogen.fake_store.quotes import Buyer, Quote
from mahogen.fake_store.rows.address import address_row, no_address_row
from mahogen.fake_store.rows.amounts import amount
from mahogen.fake_store.rows.item import item_row
from mahogen.fake_store.rows.payment import payment_row
from mahogen.fake_store.state import State
from mahogen.fake_store.sums import has_address, is_virtual, lines, sums

TAX_CLASS = 3
"""Of customers; a store has it from its groups."""


def quote_row(state: State, quote: Quote) -> dict[str, Any]:
    """What cart.info returns."""
    made, virtual, priced = sums(state, quote), is_virtual(state, quote), has_address(state, quote)
    method = state.shipping_methods.get(quote.shipping_method or "")
    currency = state.currency
    subtotal = amount(made.subtotal) if quote.collected else None
    reduced = amount(made.subtotal - made.discount) if quote.collected else None
    pairs = list(lines(state, quote))
    return {
        "store_id": quote.view_id,
        "created_at": quote.created_at,
        "updated_at": quote.updated_at,
        "converted_at": None,
        "is_active": 0,
        "is_virtual": int(virtual),
        "is_multi_shipping": 0,
        "items_count": len(quote.items),
        "items_qty": amount(made.pieces),
        "orig_order_id": 0,
        "store_to_base_rate": "1.0000",
        "store_to_quote_rate": "1.0000",
        "base_currency_code": currency,
        "store_currency_code": currency,
        "quote_currency_code": currency,
        "grand_total": amount(made.grand_total),
        "base_grand_total": amount(made.grand_total),
        **_buyer(quote.buyer, ordered_as_guest=bool(quote.orders)),
        "remote_ip": None,
        "applied_rule_ids": None,
        "reserved_order_id": quote.orders[-1] if quote.orders else None,
        "password_hash": quote.buyer.password_hash if quote.buyer else None,
        "coupon_code": quote.coupon_code,
        "global_currency_code": currency,
        "base_to_global_rate": "1.0000",
        "base_to_quote_rate": "1.0000",
        "customer_taxvat": None,
        "customer_gender": None,
        "subtotal": subtotal,
        "base_subtotal": subtotal,
        "subtotal_with_discount": reduced,
        "base_subtotal_with_discount": reduced,
        "is_changed": 1,
        "trigger_recollect": 0,
        "ext_shipping_info": None,
        "gift_message_id": None,
        "is_persistent": 0,
        "quote_id": quote.quote_id,
        "shipping_address": address_row(
            quote, quote.shipping, "shipping", None if virtual else made, method
        )
        if quote.shipping
        else no_address_row(quote, "shipping"),
        "billing_address": address_row(
            quote, quote.billing, "billing", made if virtual else None, None
        )
        if quote.billing
        else no_address_row(quote, "billing"),
        "items": [item_row(quote, item, product, priced=priced) for item, product in pairs],
        "payment": payment_row(quote),
    }


def _buyer(buyer: Buyer | None, *, ordered_as_guest: bool) -> dict[str, Any]:
    guest = ordered_as_guest and buyer is not None and buyer.mode == "guest"
    return {
        "checkout_method": buyer.mode if buyer else None,
        "customer_id": buyer.customer_id if buyer else 0,
        "customer_tax_class_id": TAX_CLASS if buyer else 0,
        "customer_group_id": buyer.group_id if buyer and not guest else 0,
        "customer_email": buyer.email if buyer else None,
        "customer_prefix": None,
        "customer_firstname": buyer.firstname if buyer else None,
        "customer_middlename": None,
        "customer_lastname": buyer.lastname if buyer else None,
        "customer_suffix": None,
        "customer_dob": None,
        "customer_note": None,
        "customer_note_notify": 1,
        "customer_is_guest": int(guest),
    }
