"""An address of a cart, as cart.info has it."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from mahogen.fake_store.quotes import Quote, QuoteAddress
from mahogen.fake_store.records import ShippingMethod
from mahogen.fake_store.rows.amounts import NOTHING, amount
from mahogen.fake_store.sums import ZERO, Sums

_NONE = Sums(ZERO, ZERO, ZERO, ZERO, ZERO)


def no_address_row(quote: Quote, kind: str) -> dict[str, Any]:
    """What stands for an address that the cart does not have."""
    return {"address_type": kind, "quote_id": quote.quote_id, "address_id": None}


def address_row(
    quote: Quote,
    found: QuoteAddress,
    kind: str,
    sums: Sums | None,
    method: ShippingMethod | None,
) -> dict[str, Any]:
    """The row of an address; `sums` are given for the one at which they were made."""
    made, buyer = sums or _NONE, quote.buyer
    shown = amount(made.subtotal)
    unmade = None if sums is None else NOTHING
    return {
        "address_id": None,
        "quote_id": quote.quote_id,
        "created_at": found.created_at,
        "updated_at": found.updated_at,
        "customer_id": buyer.customer_id if buyer else None,
        "save_in_address_book": 0,
        "customer_address_id": found.customer_address_id,
        "address_type": kind,
        "email": buyer.email if buyer else None,
        **asdict(found.address),
        "same_as_billing": int(found.same_as_billing),
        "free_shipping": 0,
        "collect_shipping_rates": 0,
        "shipping_method": method.code if method else None,
        "shipping_description": method.description if method else None,
        "weight": amount(made.weight),
        "subtotal": shown,
        "base_subtotal": shown,
        "subtotal_with_discount": NOTHING,
        "base_subtotal_with_discount": NOTHING,
        "tax_amount": NOTHING,
        "base_tax_amount": NOTHING,
        "shipping_amount": amount(made.shipping),
        "base_shipping_amount": amount(made.shipping),
        "shipping_tax_amount": NOTHING,
        "base_shipping_tax_amount": NOTHING,
        "discount_amount": _negative(made.discount),
        "base_discount_amount": _negative(made.discount),
        "grand_total": amount(made.grand_total),
        "base_grand_total": amount(made.grand_total),
        "customer_notes": None,
        "applied_taxes": "a:0:{}",
        "discount_description": quote.coupon_code if made.discount else None,
        "shipping_discount_amount": unmade,
        "base_shipping_discount_amount": unmade,
        "subtotal_incl_tax": shown,
        "base_subtotal_total_incl_tax": None,
        "hidden_tax_amount": unmade,
        "base_hidden_tax_amount": unmade,
        "shipping_hidden_tax_amount": unmade,
        "base_shipping_hidden_tax_amnt": None,
        "shipping_incl_tax": amount(made.shipping),
        "base_shipping_incl_tax": amount(made.shipping),
        "vat_id": None,
        "vat_is_valid": None,
        "vat_request_id": None,
        "vat_request_date": None,
        "vat_request_success": None,
        "gift_message_id": None,
    }


def _negative(value: Decimal) -> str | None:
    return amount(-value) if value else NOTHING
