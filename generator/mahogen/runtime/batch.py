"""Calls that are prepared now and made later: several in one request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast, overload

from lxml.etree import _Element

from mahogen.runtime import envelope
from mahogen.runtime.answer import Answer
from mahogen.runtime.codec.plain import read_plain
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.dialects.v1 import V1
from mahogen.runtime.errors import MahoApiError, MahoFault
from mahogen.runtime.flow import Flow, calling
from mahogen.runtime.operation import Operation

if TYPE_CHECKING:
    from mahogen.runtime.core import Core

R = TypeVar("R")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True, eq=False)
class Call(Generic[R]):
    """A call of the contract that has not been made."""

    operation: Operation[R]
    arguments: tuple[Any, ...]

    def __repr__(self) -> str:
        return f"Call({self.operation.name})"


class NotMade(MahoApiError):
    """A call of a batch that was not carried out, since one before it failed."""


class Batch:
    """The outcomes of several calls."""

    def __init__(self, outcomes: dict[int, Any], calls: Sequence[Call[Any]]) -> None:
        self._outcomes = outcomes
        self._calls = calls

    def __getitem__(self, call: Call[R]) -> R:
        """The result of a call of this batch.

        Raises:
            MahoFault: the call's own fault.
            NotMade: the batch was to stop at the first fault, and this call stood behind it.
        """
        if not any(call is known for known in self._calls):
            raise KeyError(call)
        outcome = self._outcomes.get(id(call))
        if isinstance(outcome, MahoApiError):
            raise outcome
        return cast("R", outcome)

    @property
    def faults(self) -> list[MahoFault]:
        """The faults, in the order of the calls."""
        return [o for o in self._outcomes.values() if isinstance(o, MahoFault)]


@overload
def prepare(method: Callable[P, Awaitable[R]], /, *args: P.args, **kwargs: P.kwargs) -> Call[R]: ...
@overload
def prepare(method: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Call[R]: ...
def prepare(method: Callable[P, Any], /, *args: P.args, **kwargs: P.kwargs) -> Call[Any]:
    """A call to be made later: `prepare(store.cart.info, quote_id)`.

    Args:
        method: a method of a resource of a client, sync or async.
        *args, **kwargs: its arguments.

    Raises:
        TypeError: not such a method, or arguments that it does not take.
    """
    return recorded(method, *args, **kwargs)


def recorded(method: Callable[..., Any], *args: Any, **kwargs: Any) -> Call[Any]:
    """The operation and the arguments that a generated method passes on."""
    owner = getattr(method, "__self__", None)
    recorder = _Recorder()
    if owner is None or not hasattr(owner, "_client"):
        raise TypeError("expected a method of a resource, as in store.cart.info")
    made = type(owner)(recorder)
    outcome = getattr(made, getattr(method, "__name__", ""))(*args, **kwargs)
    if isinstance(outcome, Coroutine):  # an async method passes its arguments on once it is begun
        with suppress(StopIteration):
            outcome.send(None)
    assert recorder.call is not None
    return recorder.call


class _Recorder:
    """Stands in for a client and keeps what it is asked."""

    def __init__(self) -> None:
        self.call: Call[Any] | None = None

    def invoke(self, operation: Operation[Any], *arguments: Any) -> Any:
        self.call = Call(operation, arguments)
        return _Made()


class _Made:
    """What a recorder answers: nothing, at once, whether or not it is awaited."""

    def __await__(self) -> Iterator[None]:
        return iter(())


def batching(core: Core, calls: Sequence[Call[Any]], stop: bool) -> Flow[Batch]:
    """Several calls in one request.

    Raises:
        TypeError: the client does not speak V1.
    """
    dialect = core._dialect
    if not isinstance(dialect, V1):
        raise TypeError(f"multi_call is V1's; this client speaks {core.dialect}")
    made = [(call.operation, core._defaulted(call.operation, call.arguments)) for call in calls]

    def write(session: str) -> Request:
        return dialect.multi_request(session, made, stop)

    def read(answer: Answer) -> Batch:
        wrapper = core._exchange.wrapper("multiCall", {}, answer)
        result = envelope.result_of(wrapper)
        members = [] if result is None else list(result)
        outcomes: dict[int, Any] = {}
        for index, call in enumerate(calls):
            if index < len(members):
                outcomes[id(call)] = _outcome(core, call, members[index], answer)
            else:
                what = "not made: a call before it failed"
                outcomes[id(call)] = NotMade(what, operation=call.operation.name)
        return Batch(outcomes, calls)

    return (yield from calling(write, read, core._known_session, core._options))


def _outcome(core: Core, call: Call[Any], member: _Element, answer: Answer) -> Any:
    """The result of one call, or its error."""
    operation = call.operation
    fields = read_plain(member, None)
    if isinstance(fields, dict) and fields.get("isFault") is True:
        message = answer.without_secrets(str(fields.get("faultMessage", "")))
        code = str(fields.get("faultCode", ""))
        return core._exchange.fault(code, message, operation.name, operation.faults)
    if operation.result is None:
        return None
    try:
        return core._exchange.read(operation.result, member, operation.name, answer)
    except MahoApiError as error:
        return error
