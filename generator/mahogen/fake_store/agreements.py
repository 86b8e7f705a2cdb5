"""Terms that a buyer accepts, checked the wrong way round as a store does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maho_api.faults import RequiredAgreementsAreNotAll
from mahogen.fake_store.shop import Shop
from mahogen.fake_store.state import State
from mahogen.fake_store.traps import AGREEMENTS_NULL


def agreement_rows(state: State) -> list[dict[str, Any]]:
    """What cart.license returns: the active ones, if they are switched on."""
    if not state.agreements_enabled:
        return []
    return [
        {
            "agreement_id": agreement.agreement_id,
            "name": agreement.name,
            "content": agreement.content,
            "content_height": agreement.content_height,
            "checkbox_text": agreement.checkbox_text,
            "is_active": 1,
            "is_html": int(agreement.is_html),
            "position": agreement.position,
        }
        for agreement in state.agreements.values()
        if agreement.is_active
    ]


def check_agreements(shop: Shop, accepted: Sequence[str] | None) -> None:
    """Refuse an order for what its agreements are: too many to a store, too few strictly.

    Raises:
        RequiredAgreementsAreNotAll: there is one that is not required.
        StoreFailure: None where agreements are switched on.
    """
    required = [str(row["agreement_id"]) for row in agreement_rows(shop.state)]
    if not required:
        return
    named = ", ".join(required)
    if accepted is None:
        shop.traps.fail(
            AGREEMENTS_NULL,
            RequiredAgreementsAreNotAll,
            f"agreements are {named}, and None makes PHP fail",
        )
    if any(agreement not in required for agreement in accepted):
        raise RequiredAgreementsAreNotAll
    if not set(required) <= set(accepted):
        shop.traps.warn(
            RequiredAgreementsAreNotAll, f"agreements are {named}; a store orders without them"
        )
