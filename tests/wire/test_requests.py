"""Requests equal those that PHP's own client sent for the same calls."""

from __future__ import annotations

from contextlib import suppress

import httpx
import pytest
from accounts import TYPED
from canonical import canonical
from typed_calls import make, typed

from maho_api import MahoFault
from support.recordings import Recording
from support.stub_store import Call, Mode, StubStore


@pytest.mark.parametrize("recording", TYPED, ids=str)
def test_the_request_is_phps_own(mode: Mode, recording: Recording) -> None:
    sent = _sent_for(recording, mode)
    assert [canonical(call.body) for call in sent] == [canonical(recording.request)] * len(sent)


@pytest.mark.parametrize("recording", TYPED, ids=str)
def test_the_headers_are_phps_own(recording: Recording) -> None:
    for call in _sent_for(recording, "sync"):
        assert call.request.method == "POST"
        assert call.request.headers["Content-Type"] == "text/xml; charset=utf-8"
        assert call.request.headers["SOAPAction"] == recording.action


def _sent_for(recording: Recording, mode: Mode) -> list[Call]:
    """What the typed client sends: twice the same where the store says that the session expired."""
    call = typed(recording)
    response = httpx.Response(recording.status, content=recording.response)
    store = StubStore(**{call.operation.name: lambda _: response})
    with suppress(MahoFault):
        make(call, recording.dialect, store, mode)
    sent = [made for made in store.calls if made.operation == call.operation.name]
    again = recording.fault is not None and recording.fault.code == "5"
    assert len(sent) == (2 if again else 1)
    return sent
