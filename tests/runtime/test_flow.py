"""A call as steps: what is repeated, seen without any I/O."""

from __future__ import annotations

import pytest

from mahogen.runtime.answer import Answer
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.errors import MahoFault, NotSent, OutcomeUnknown
from mahogen.runtime.flow import Send, Session, calling
from mahogen.runtime.options import Options


class Expired(MahoFault):
    code, tag = "5", "session_expired"


class OutOfStock(MahoFault):
    """A resource's own fault, which happens to have the number."""

    code, tag = "5", "out_of_stock"


def write(session: str) -> Request:
    return Request("get", "", session.encode())


@pytest.mark.parametrize("fault", [Expired(), MahoFault("no contract names it", code="5")])
def test_fault_5_gets_a_new_session_and_the_call_again(fault: MahoFault) -> None:
    outcomes = iter([fault, None])

    def read(answer: Answer) -> str:
        if (outcome := next(outcomes)) is not None:
            raise outcome
        return "result"

    flow = calling(write, read, "old", Options())
    assert next(flow) == Session(None)
    assert flow.send("old") == Send(write("old"))
    assert flow.send(Answer(200, "", b"")) == Session("old")
    assert flow.send("new") == Send(write("new"))
    with pytest.raises(StopIteration, match="result"):
        flow.send(Answer(200, "", b""))


def test_fault_5_of_a_resource_is_that_resource_s_own() -> None:
    def read(answer: Answer) -> str:
        raise OutOfStock

    flow = calling(write, read, "old", Options())
    next(flow)
    flow.send("old")
    with pytest.raises(OutOfStock):
        flow.send(Answer(200, "", b""))


def test_what_cannot_be_written_stops_before_the_login() -> None:
    def refuse(session: str) -> Request:
        raise TypeError("quote_id")

    with pytest.raises(TypeError, match="quote_id"):
        next(calling(refuse, lambda answer: None, None, Options()))


def test_a_login_without_an_answer_means_that_the_call_was_not_sent() -> None:
    flow = calling(write, lambda answer: None, None, Options(retries=5))
    assert next(flow) == Session(None)
    with pytest.raises(NotSent, match="its login got no answer"):
        flow.throw(OutcomeUnknown("sent, but no answer came", operation="login"))
