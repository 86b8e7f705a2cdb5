"""The requests that a real store was recorded with, hand-made ones included, get the same answers.

What a store's business is (is there such a cart?) is put into the services: they return or raise
what was recorded. Everything else, the server has to find out by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from asgi_driver import http

from maho_api.server import soap_app
from maho_api.contract import CONTRACT
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.plain import read_plain
from mahogen.runtime.envelope import SoapFault, fault_of, open_envelope
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.exchange import Answer, Exchange
from mahogen.runtime.server import MemorySessions, Service, SoapApp, api_users
from support.recordings import NAMESPACE, SESSION, Recording, recordings

LIMITED_SESSION = "9180a11185368a0204f07808b189b428"
NOT_BUSINESS = {"0", "3", "4", "5", "6"}
"""Codes that come from the server itself."""


def _operation(recording: Recording) -> str:
    try:
        return local_name(open_envelope(recording.request).tag)
    except ValueError:
        return ""


def _served(recording: Recording) -> bool:
    name = _operation(recording)
    of_the_contract = name in CONTRACT.by_request_v2 or not name.startswith("shoppingCart")
    return of_the_contract and recording.status != 0


RECORDINGS = [recording for recording in recordings("v2") if _served(recording)]


class Stub(Service):
    """Any resource: what is called returns or raises what was recorded."""

    def __init__(self, resource: str, recording: Recording) -> None:
        self.resource = resource  # type: ignore[misc]
        self.recording = recording
        self.called = 0

    def __getattr__(self, function: str) -> Callable[..., Any]:
        def answer(**arguments: Any) -> Any:
            self.called += 1
            fault = recorded_fault(self.recording)
            if fault is not None:
                raise MahoFault(fault.message, code=fault.code)
            operation = CONTRACT.by_request_v2[_operation(self.recording)][0]
            exchange = Exchange(NAMESPACE, CONTRACT.faults)
            return exchange.result(operation, Answer(200, "", self.recording.response))

        return answer


def recorded_fault(recording: Recording) -> SoapFault | None:
    return fault_of(open_envelope(recording.response))


def app_for(recording: Recording) -> tuple[SoapApp, list[Stub]]:
    """A server in the state in which the store was."""
    sessions = MemorySessions()
    ids = [SESSION] if "after-endSession" in recording.name else [SESSION, LIMITED_SESSION]
    for session_id in ids:
        sessions.add(sha256(session_id.encode()).hexdigest(), "apiUser")
    services = [Stub(resource.key, recording) for resource in CONTRACT.resources]
    users = api_users({"apiUser": "apiKey-123", "limitedUser": "apiKey-123"})
    app = soap_app(services, users, namespace=NAMESPACE, fault_status=200, sessions=sessions)
    return app, services


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_the_answer_is_the_recorded_one(recording: Recording) -> None:
    app, services = app_for(recording)
    answer = http(app, recording.request, method="GET" if "raw-get" in recording.name else "POST")
    recorded, ours = open_envelope(recording.response), open_envelope(answer.body)

    fault = recorded_fault(recording)
    assert fault_of(ours) == fault
    assert answer.status == recording.status
    assert answer.headers["content-type"].lower() == recording.headers["Content-Type"].lower()
    if fault is None:
        assert ours.tag == recorded.tag
        same_result(_operation(recording), ours, recorded)

    own = fault is not None and (fault.code in NOT_BUSINESS or recording.status == 500)
    found = CONTRACT.by_request_v2.get(_operation(recording))
    business = found is not None and found[1] is not None and not own
    assert sum(service.called for service in services) == business


def same_result(operation: str, ours: Any, recorded: Any) -> None:
    [result], [*_, expected] = ours, recorded  # SOAP 1.2 names the result before it
    assert result.tag == expected.tag
    got, wanted = read_plain(result, None), read_plain(expected, None)
    if operation in ("login", "startSession"):
        assert isinstance(got, str)
        assert got
    elif operation == "resources":
        by_name = {resource["name"]: resource for resource in wanted}
        for resource in got:
            methods = by_name[resource["name"]]["methods"]
            assert [m for m in resource["methods"] if m not in methods] == []
    else:
        assert got == wanted
