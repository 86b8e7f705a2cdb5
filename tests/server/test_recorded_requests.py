"""The requests that a real store was recorded with, hand-made ones included, get the same answers.

What a store's business is (is there such a cart?) is put into the services: they return or raise
what was recorded. Everything else, the server has to find out by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import pytest
from asgi_driver import HttpAnswer, http
from lxml.etree import _Element

from maho_api.contract import CONTRACT
from maho_api.server import soap_app
from mahogen.runtime.answer import Answer
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.plain import read_plain
from mahogen.runtime.contract import Declared
from mahogen.runtime.envelope import (
    NotAnEnvelope,
    SoapFault,
    fault_of,
    open_envelope,
    result_of,
)
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.exchange import Exchange
from mahogen.runtime.operation import Operation
from mahogen.runtime.server import MemorySessions, Service, SoapApp, api_users
from mahogen.runtime.xml import XmlRefused
from support.recordings import NAMESPACE, SESSIONS, Recording, all_recordings

PATHS = {"v1": "/api/soap/", "v2": "/api/v2_soap/", "wsi": "/api/v2_soap/"}
LIMITED_SESSIONS = {
    "v1": "27dd8e04f4e474e23cac973b4e4282a2",
    "v2": "9180a11185368a0204f07808b189b428",
    "wsi": "84c3b072d142359c962bac995799aa8f",
}
ELSEWHERE = ("order", "store")
"""Resources that the store had and the shipped contract leaves out."""

NOT_BUSINESS = {"0", "3", "4", "5", "6"}
"""Codes that come from the server itself."""

VIOLATION = SoapFault("SOAP-ENV:Server", "SOAP-ERROR: Encoding: Violation of encoding rules")
OTHERWISE: dict[str, tuple[SoapFault | str, str]] = {
    "v1-093-call-too-few-args": (
        SoapFault(
            "SOAP-ENV:Server",
            "Too few arguments to function cart.totals(), 0 passed and at least 1 expected",
        ),
        "a store names a file and a line",
    ),
    "v1-095-call-object-args": (VIOLATION, "a store takes a struct for 1 and shows cart 1"),
    "v1-142-raw-untyped": (
        "the list is read as such, so cart 5 is asked for",
        "a store takes an untyped list for an object, that for 1, and shows cart 1",
    ),
    "wsi-098-raw-empty-soap-body": (
        "the id of the session is there",
        "a store leaves out what its WSDL says is there",
    ),
}
"""What is answered otherwise, and why."""


def _wrapper(recording: Recording) -> _Element | None:
    try:
        return open_envelope(recording.request)
    except (XmlRefused, NotAnEnvelope):
        return None


def _name(recording: Recording) -> str:
    """The wire name of the operation, in V1 the path."""
    wrapper = _wrapper(recording)
    if wrapper is None:
        return ""
    path = wrapper.find("{*}resourcePath")
    return local_name(wrapper.tag) if path is None else path.text or ""


def _declared(recording: Recording) -> Declared | None:
    tables = {
        "v1": {**CONTRACT.by_path_v1, **CONTRACT.by_request_v1},
        "v2": CONTRACT.by_request_v2,
        "wsi": CONTRACT.by_request_wsi,
    }
    return tables[recording.dialect].get(_name(recording))


def _served(recording: Recording) -> bool:
    if recording.status == 0:
        return False
    name = _name(recording)
    if recording.dialect == "v1":
        return name.partition(".")[0] not in ELSEWHERE
    return _declared(recording) is not None or not name.startswith("shoppingCart")


RECORDINGS = [r for r in all_recordings() if _served(r) and "multicall" not in r.name]


class Stub(Service):
    """Any resource: what is called returns or raises what was recorded."""

    def __init__(self, resource: str, outcomes: Iterator[Any]) -> None:
        self.resource = resource  # type: ignore[misc]
        self.outcomes = outcomes
        self.called: list[dict[str, Any]] = []

    def __getattr__(self, function: str) -> Callable[..., Any]:
        def answer(**arguments: Any) -> Any:
            self.called.append(arguments)
            outcome = next(self.outcomes)
            if isinstance(outcome, SoapFault):
                raise MahoFault(outcome.message, code=outcome.code)
            return outcome

        return answer


def exchange(dialect: str) -> Exchange:
    return Exchange(CONTRACT.faults, exact_text=dialect == "v1")


def recorded_fault(recording: Recording) -> SoapFault | None:
    return fault_of(open_envelope(recording.response))


def recorded_outcome(recording: Recording) -> Any:
    fault, found = recorded_fault(recording), _declared(recording)
    if fault is not None or found is None or found[1] is None:
        return fault
    return result(recording.dialect, found[0], recording.response)


def result(dialect: str, operation: Operation[Any], response: bytes) -> Any:
    return exchange(dialect).result(operation, Answer(200, "", response))


def app_for(recording: Recording, outcomes: list[Any]) -> tuple[SoapApp, list[Stub]]:
    """A server in the state in which the store was."""
    sessions = MemorySessions()
    ids = [SESSIONS[recording.dialect]]
    if "after-endSession" not in recording.name:
        ids.append(LIMITED_SESSIONS[recording.dialect])
    for session_id in ids:
        sessions.add(sha256(session_id.encode()).hexdigest(), "apiUser")
    waiting = iter(outcomes)
    services = [Stub(resource.key, waiting) for resource in CONTRACT.resources]
    users = api_users({"apiUser": "apiKey-123", "limitedUser": "apiKey-123"})
    app = soap_app(
        services,
        users,
        namespace=NAMESPACE,
        wsi=recording.dialect == "wsi",
        fault_status=200,
        sessions=sessions,
    )
    return app, services


def ask(app: SoapApp, recording: Recording) -> HttpAnswer:
    method = "GET" if "raw-get" in recording.name else "POST"
    return http(app, recording.request, path=PATHS[recording.dialect], method=method)


@pytest.mark.parametrize("recording", [r for r in RECORDINGS if str(r) not in OTHERWISE], ids=str)
def test_the_answer_is_the_recorded_one(recording: Recording) -> None:
    app, services = app_for(recording, [recorded_outcome(recording)])
    answer = ask(app, recording)
    recorded, ours = open_envelope(recording.response), open_envelope(answer.body)

    fault = fault_of(recorded)
    assert fault_of(ours) == fault
    assert answer.status == recording.status
    assert answer.headers["content-type"].lower() == recording.headers["Content-Type"].lower()
    found = _declared(recording)
    if fault is None:
        assert ours.tag == recorded.tag
        assert found is not None
        same_result(recording, found[0], answer.body)

    own = fault is not None and (
        fault.code in NOT_BUSINESS or recording.status == 500 or "unknown-name" in recording.name
    )
    business = found is not None and found[1] is not None and not own
    assert sum(len(service.called) for service in services) == business


def same_result(recording: Recording, operation: Operation[Any], answer: bytes) -> None:
    ours, recorded = (result_of(open_envelope(raw)) for raw in (answer, recording.response))
    assert ours is not None
    assert recorded is not None
    assert ours.tag == recorded.tag
    if operation.name in ("login", "startSession"):
        assert ours.text
    elif operation.name == "resources":
        by_name = {resource["name"]: resource for resource in read_plain(recorded, None)}
        for resource in read_plain(ours, None):
            methods = {method["name"]: method for method in by_name[resource["name"]]["methods"]}
            for method in resource["methods"]:  # V1 has a description as well, which is nil
                assert method.items() <= methods[method["name"]].items()
    elif recording.dialect == "v1":  # where a store types a value as PHP happens to have it
        got, wanted = (result("v1", operation, raw) for raw in (answer, recording.response))
        assert got == wanted
    else:
        assert read_plain(ours, None) == read_plain(recorded, None)


@pytest.mark.parametrize("recording", [r for r in RECORDINGS if str(r) in OTHERWISE], ids=str)
def test_what_is_answered_otherwise(recording: Recording) -> None:
    expected, _ = OTHERWISE[str(recording)]
    app, services = app_for(recording, [recorded_outcome(recording)])
    answer = ask(app, recording)
    ours = open_envelope(answer.body)
    if isinstance(expected, SoapFault):
        assert fault_of(ours) == expected
        assert [service.called for service in services] == [[]] * 6
    elif "untyped" in recording.name:
        assert services[0].called == [{"quote_id": 5, "store": "default"}]
    else:
        assert ours.tag == open_envelope(recording.response).tag
        assert len(ours.findtext("result") or "") == 64


def test_nothing_is_left_out_in_silence() -> None:
    assert {str(r) for r in RECORDINGS} >= OTHERWISE.keys()
    left_out = [r for r in all_recordings() if r not in RECORDINGS and "multicall" not in r.name]
    assert {_name(r).partition(".")[0] for r in left_out if r.status} == set(ELSEWHERE)
    assert {r.dialect for r in left_out if r.status} == {"v1"}
    assert [r.name for r in left_out if not r.status] == [
        "117-unknown-operation-client-side",
        "095-unknown-operation-client-side",
        "088-unknown-operation-client-side",
    ]


MULTI_CALLS = [r for r in all_recordings() if "multicall" in r.name]


@pytest.mark.parametrize("recording", MULTI_CALLS, ids=str)
def test_several_calls_at_once(recording: Recording) -> None:
    wrapper = _wrapper(recording)
    assert wrapper is not None
    calls, wanted = read_plain(wrapper[1], None), members(recording.response)
    paths = [call[0] if call else "" for call in calls]
    outcomes = [
        SoapFault(member["faultCode"], member["faultMessage"])
        if isinstance(member, dict)
        else CONTRACT.by_path_v1[path][0].result.read(element, None)  # type: ignore[union-attr]
        for path, (member, element) in zip(paths, wanted, strict=True)
        if path in CONTRACT.by_path_v1
    ]
    app, services = app_for(recording, outcomes)
    answer = ask(app, recording)
    assert (answer.status, open_envelope(answer.body).tag) == (
        200,
        f"{{{NAMESPACE}}}multiCallResponse",
    )
    got = [member for member, _ in members(answer.body)]
    for path, ours, (member, _) in zip(paths, got, wanted, strict=True):
        if path == "store.list":  # a resource of the store, not of the contract
            assert ours["faultCode"] == "3"
        else:
            assert ours == member
    assert sum(len(service.called) for service in services) == len(outcomes)


def members(response: bytes) -> list[tuple[Any, _Element]]:
    array = result_of(open_envelope(response))
    assert array is not None
    assert local_name(array.tag) == "multiCallReturn"
    return [(read_plain(element, None), element) for element in array]
