"""Requests equal those that PHP's own client sent for the same calls."""

from __future__ import annotations

from contextlib import suppress

import httpx
import pytest
from canonical import canonical
from typed_calls import make, of_the_contract

from maho_api import MahoFault
from maho_api.wire import CONTRACT
from support.recordings import Recording, recordings
from support.stub_store import Call, StubStore, answer

NOT_EXPRESSIBLE = {
    "079-session-empty-5": "a client has the session that a login gave, which is never empty",
    "090-startSession": "a session of no user is good for nothing, so the client does not offer it",
}
"""Exchanges of the contract's operations that no typed call makes, and why."""

NOT_OF_THE_CONTRACT = {
    "095-unknown-operation-client-side": "PHP refused to send it: its WSDL has no such operation",
}
"""Exchanges of no resource at all."""

OTHER_RESOURCES = ("cart_product", "cart_shipping", "cart_payment", "cart_coupon")

EXPRESSIBLE = [r for r in of_the_contract() if r.name not in NOT_EXPRESSIBLE]


@pytest.mark.parametrize("recording", EXPRESSIBLE, ids=str)
def test_the_request_is_phps_own(recording: Recording) -> None:
    sent = _sent_for(recording)
    assert [canonical(call.body) for call in sent] == [canonical(recording.request)] * len(sent)


@pytest.mark.parametrize("recording", EXPRESSIBLE, ids=str)
def test_the_headers_are_phps_own(recording: Recording) -> None:
    for call in _sent_for(recording):
        assert call.request.method == "POST"
        assert call.request.headers["Content-Type"] == "text/xml; charset=utf-8"
        action = '"urn:Mage_Api_Model_Server_V2_HandlerAction"'
        assert call.request.headers["SOAPAction"] == action


def test_no_exchange_is_left_out() -> None:
    names = {r.name for r in of_the_contract()}
    assert NOT_EXPRESSIBLE.keys() <= names
    rest = {r.name for r in recordings("v2") if r.call} - names - NOT_OF_THE_CONTRACT.keys()
    assert {name for name in rest if not name[4:].startswith(OTHER_RESOURCES)} == set()
    assert len(EXPRESSIBLE) == 59


def test_every_operation_of_the_contract_was_recorded() -> None:
    called = {r.call.operation for r in of_the_contract() if r.call}
    assert called == set(CONTRACT.by_request_v2)


def test_what_is_listed_as_not_expressible_is_not() -> None:
    [empty] = [r for r in recordings("v2") if r.name == "079-session-empty-5"]
    assert empty.call is not None
    assert empty.call.arguments[0] == ""
    store = StubStore(login=answer("login", "<loginReturn></loginReturn>"))
    with pytest.raises(Exception, match="the store gave no session id"):
        make(empty.call, store)
    assert store.called() == ["login"]
    assert not hasattr(store.client(), "start_session")


def _sent_for(recording: Recording) -> list[Call]:
    """What the typed client sends: twice the same where the store says that the session expired."""
    assert recording.call is not None
    call = recording.call
    response = httpx.Response(recording.status, content=recording.response)
    store = StubStore(**{call.operation: lambda _: response})
    if call.operation != "login":
        session = f"<loginReturn>{call.arguments[0]}</loginReturn>"
        store.answers["login"] = answer("login", session)
    with suppress(MahoFault):
        make(call, store)
    sent = [made for made in store.calls if made.operation == call.operation]
    again = recording.fault is not None and recording.fault.code == "5"
    assert len(sent) == (2 if again else 1)
    return sent
