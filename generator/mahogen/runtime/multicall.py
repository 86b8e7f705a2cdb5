"""V1's multiCall: several calls in one request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from lxml.etree import _Element

from mahogen.runtime import envelope
from mahogen.runtime.answer import Answer
from mahogen.runtime.batch import Batch, Call, NotMade
from mahogen.runtime.codec.plain import declared_type, pairs, read_key
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.dialects.v1 import V1
from mahogen.runtime.entity import REDACTED
from mahogen.runtime.errors import MahoApiError, MahoFault, ProtocolError
from mahogen.runtime.flow import Flow, body_of, calling, showing
from mahogen.runtime.masking import masked_arguments, secret_texts

if TYPE_CHECKING:
    from mahogen.runtime.core import Core


def batching(core: Core, calls: Sequence[Call[Any]], stop: bool) -> Flow[Batch]:
    """Several calls in one request.

    Raises:
        TypeError: the client does not speak V1.
    """
    dialect = core._dialect
    if not isinstance(dialect, V1):
        raise TypeError(f"multi_call is V1's; this client speaks {core.dialect}")
    if not all(isinstance(call, Call) for call in calls):
        raise TypeError("multi_call takes calls made with prepare(store.cart.info, quote_id)")
    if len({id(call) for call in calls}) < len(calls):
        raise ValueError("a call stands twice; prepare it twice to make it twice")
    made = [(call.operation, core._arguments_of(call)) for call in calls]
    secrets = [text for operation, arguments in made for text in secret_texts(operation, arguments)]

    def write(session: str) -> Request:
        return dialect.multi_request(session, made, stop)

    def read(answer: Answer) -> Batch:
        outcomes = _outcomes(core, calls, answer.hiding(*secrets), stop)
        errors = [o for o in outcomes.values() if isinstance(o, MahoApiError)]
        request = body_of(shown) if errors else None
        for error in errors:
            error.request = request
        return Batch(outcomes, calls)

    def shown() -> Request:
        masked = [(operation, masked_arguments(operation, args)) for operation, args in made]
        return dialect.multi_request(REDACTED, masked, stop)

    flow = calling(write, read, core._known_session, core._options)
    return (yield from showing(flow, shown))


def _outcomes(core: Core, calls: Sequence[Call[Any]], answer: Answer, stop: bool) -> dict[int, Any]:
    """What became of the calls, by their identity.

    Raises:
        MahoApiError: a fault of the whole, or an answer to other calls than these.
    """
    result = envelope.result_of(core._exchange.wrapper("multiCall", {}, answer))
    members = [] if result is None else list(result)
    outcomes: dict[int, Any] = {}
    for call, member in zip(calls, members, strict=False):
        outcomes[id(call)] = _outcome(core, call, member, answer)
    unmade = calls[len(members) :]
    stopped = stop and isinstance(next(reversed(outcomes.values()), None), MahoFault)
    if len(members) > len(calls) or (unmade and not stopped):
        what = f"{len(members)} results for {len(calls)} calls: {answer.excerpt()}"
        raise ProtocolError(what, operation="multiCall", raw=answer.raw)
    for call in unmade:
        what = "not made: a call before it failed"
        outcomes[id(call)] = NotMade(what, operation=call.operation.name)
    return outcomes


def _outcome(core: Core, call: Call[Any], member: _Element, answer: Answer) -> Any:
    """The result of one call, or its error."""
    operation, exchange = call.operation, core._exchange
    if declared_type(member) == "Map":
        fields = {read_key(key, None): value.text for key, value in _entries(member)}
        if fields.get("isFault") in ("true", "1"):
            code, message = fields.get("faultCode") or "", fields.get("faultMessage") or ""
            return exchange.fault(code, message, operation.name, operation.faults, answer)
    if operation.result is None:
        return None
    try:
        return exchange.read(operation.result, member, operation.name, answer)
    except MahoApiError as error:
        return error


def _entries(member: _Element) -> Iterator[tuple[_Element, _Element]]:
    """The entries of a Map."""
    for key, value in pairs(member, None):
        if key is not None and value is not None:
            yield key, value
