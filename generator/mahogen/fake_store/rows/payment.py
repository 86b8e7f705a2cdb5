"""The payment of a cart, as cart.info has it."""

from __future__ import annotations

from typing import Any

from mahogen.fake_store.quotes import Quote


def payment_row(quote: Quote) -> dict[str, Any]:
    """The row of the payment; nothing but the cart's number where none was chosen."""
    payment = quote.payment
    if payment is None:
        return {"quote_id": quote.quote_id, "payment_id": None}
    return {
        "payment_id": None,
        "quote_id": quote.quote_id,
        "created_at": payment.created_at,
        "updated_at": payment.updated_at,
        "method": payment.method,
        "cc_type": None,
        "cc_number_enc": None,
        "cc_last4": None,
        "cc_cid_enc": None,
        "cc_owner": None,
        "cc_exp_month": 0,
        "cc_exp_year": 0,
        "cc_ss_owner": None,
        "cc_ss_start_month": 0,
        "cc_ss_start_year": 0,
        "po_number": payment.po_number,
        "additional_data": None,
        "cc_ss_issue": None,
        "additional_information": [],
        "paypal_payer_id": None,
        "paypal_payer_status": None,
        "paypal_correlation_id": None,
    }
