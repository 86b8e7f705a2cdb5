"""Every recorded exchange is accounted for, and what is said not to be possible is not."""

from __future__ import annotations

from collections import Counter

import pytest
from accounts import (
    BATCHES,
    BY_POSITION,
    NEVER_SENT,
    NO_EMPTY_SESSION,
    NO_SESSION_OF_NOBODY,
    NO_SUCH_MEMBERS,
    NOT_EXPRESSIBLE,
    ONLY_BY_PATH,
    RAW,
    TYPED,
    UNDECLARED,
    named,
)
from typed_calls import OPERATIONS, make, typed

from maho_api import ProtocolError
from maho_api.contract import CONTRACT
from mahogen.runtime.operation import Path
from support.recordings import Recording, all_recordings
from support.stub_store import Mode, StubStore


def because(reason: str) -> list[Recording]:
    """The exchanges that are not expressible for this reason."""
    return named(*(name for name, why in NOT_EXPRESSIBLE.items() if why == reason))


def test_every_exchange_is_in_one_list() -> None:
    known = [str(recording) for recording in all_recordings()]
    lists = [*map(str, [*TYPED, *UNDECLARED, *RAW]), *BATCHES, *NOT_EXPRESSIBLE]
    assert sorted(lists) == sorted(known)
    assert len(set(known)) == len(known) == 336
    assert set(ONLY_BY_PATH) <= set(map(str, UNDECLARED))


@pytest.mark.parametrize(
    ("recordings", "counts"),
    [
        (TYPED, {"v1": 81, "v2": 80, "wsi": 73}),
        (UNDECLARED, {"v1": 12}),
        (RAW, {"v1": 24, "v2": 26, "wsi": 25}),
        (named(*BATCHES, *NOT_EXPRESSIBLE), {"v1": 9, "v2": 3, "wsi": 3}),
    ],
)
def test_how_many_there_are(recordings: list[Recording], counts: dict[str, int]) -> None:
    assert Counter(recording.dialect for recording in recordings) == counts


NEVER_RECORDED = {
    "v1": set[str](),
    "v2": {"shoppingCartProductMoveToCustomerQuote"},
    "wsi": {
        *("resources", "globalFaults", "resourceFaults"),  # which are of no use there
        "shoppingCartProductMoveToCustomerQuote",
    },
}


def test_every_operation_of_the_contract_was_recorded_but_for_these() -> None:
    for dialect, operations in OPERATIONS.items():
        called = {r.call.operation for r in all_recordings() if r.call and r.dialect == dialect}
        assert operations.keys() - called == NEVER_RECORDED[dialect]
    paths = {r.call.arguments[1] for r in TYPED if r.call and r.call.operation == "call"}
    spelled = {operation.v1 for operation, _ in CONTRACT.by_path_v1.values()}
    assert {path.path for path in spelled if isinstance(path, Path)} - paths == {
        "cart_product.moveToCustomerQuote"
    }


@pytest.mark.parametrize("recording", because(NO_EMPTY_SESSION), ids=str)
def test_no_session_is_empty(mode: Mode, recording: Recording) -> None:
    call = typed(recording)
    assert call.session == ""
    store = StubStore()
    with pytest.raises(ProtocolError, match="the store gave no usable session id"):
        make(call, recording.dialect, store, mode)
    assert store.called() == ["login"]


@pytest.mark.parametrize("recording", because(NO_SESSION_OF_NOBODY), ids=str)
def test_no_session_is_nobodys(mode: Mode, recording: Recording) -> None:
    call = typed(recording)
    assert not hasattr(StubStore().client(mode, dialect=recording.dialect), call.operation.function)


@pytest.mark.parametrize("recording", because(NEVER_SENT), ids=str)
def test_what_was_never_sent(recording: Recording) -> None:
    assert (recording.request, recording.response) == (b"", b"")


@pytest.mark.parametrize("recording", [*because(BY_POSITION), *named(*ONLY_BY_PATH)], ids=str)
def test_what_the_contract_has_no_arguments_for(recording: Recording) -> None:
    with pytest.raises(ValueError, match=r"arguments|in a list|^no "):
        typed(recording)


def test_the_members_of_a_batch_that_are_no_calls_of_the_contract() -> None:
    [recording] = because(NO_SUCH_MEMBERS)
    assert recording.call is not None
    [_, members] = recording.call.arguments
    bad = [m for m in members if not m or m[0] not in CONTRACT.by_path_v1 or m[1:] == [5]]
    assert bad == [["bogus.x"], ["store.list"], ["cart.totals", 5], []]
