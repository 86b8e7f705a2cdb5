"""The recorded multiCalls: the same request, and a typed result or fault for each member."""

from __future__ import annotations

from typing import Any

import pytest
from accounts import BATCHES, named
from canonical import canonical

from maho_api import ShoppingCartTotalsEntity, prepare
from maho_api.faults import QuoteNotExists, ResourcePathInvalid
from support.recordings import SESSIONS
from support.stub_store import Mode, StubStore, answer

TOTALS = [
    ShoppingCartTotalsEntity(title="Subtotal", amount=15.5),
    ShoppingCartTotalsEntity(title="Grand Total", amount=15.5),
]


def store_with(response: bytes) -> StubStore:
    login = answer("login", f"<loginReturn>{SESSIONS['v1']}</loginReturn>")
    return StubStore(login=login, multiCall=response)


def test_two_calls_that_go_well(mode: Mode) -> None:
    [recording] = named(*BATCHES)
    store = store_with(recording.response)
    client = store.client(mode, dialect="v1")
    totals, create = prepare(client.cart.totals, 5), prepare(client.cart.create, "default")
    batch = client.multi_call([totals, create])
    assert canonical(store.calls[-1].body) == canonical(recording.request)
    assert store.calls[-1].request.headers["SOAPAction"] == recording.action
    assert batch[totals] == TOTALS
    assert batch[create] == 10
    assert batch.faults == []


def test_the_answer_to_calls_of_all_kinds(mode: Mode) -> None:
    """Its members that no contract has stand for the calls here that their answers fit."""
    [recording] = named("v1-100-multicall-mixed")
    client = store_with(recording.response).client(mode, dialect="v1")
    create = prepare(client.cart.create, "default")
    missing, bogus, empty = (prepare(client.cart.info, 999999) for _ in range(3))
    totals, stores, scalar = (prepare(client.cart.totals, 5) for _ in range(3))
    calls: list[Any] = [create, missing, bogus, totals, stores, scalar, empty]
    batch = client.multi_call(calls)
    assert batch[create] == 8
    assert batch[totals] == batch[scalar] == TOTALS
    assert [store.extras["code"] for store in batch[stores]] == ["default", "german"]
    with pytest.raises(QuoteNotExists) as raised:
        batch[missing]
    assert raised.value.message == recording.result[1]["faultMessage"]
    for call in (bogus, empty):
        with pytest.raises(ResourcePathInvalid, match=r"\[3\] Invalid api path\.$"):
            batch[call]
    assert [fault.code for fault in batch.faults] == ["1002", "3", "3"]
