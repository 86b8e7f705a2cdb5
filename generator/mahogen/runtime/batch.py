"""Calls that are prepared now and made later, several in one request, and what became of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar, cast, overload

from mahogen.runtime.errors import MahoApiError, MahoFault
from mahogen.runtime.operation import Operation

R = TypeVar("R")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True, eq=False)
class Call(Generic[R]):
    """A call of the contract that has not been made."""

    operation: Operation[R]
    arguments: tuple[Any, ...]
    client: object

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
    recorder = _Recorder(getattr(owner, "_client", owner))
    made: Any = recorder  # for a call of the client itself, as store.resources is one
    if owner is not None and hasattr(owner, "_client"):
        made = type(owner)(recorder)
    elif owner is None or not hasattr(owner, "invoke"):
        raise TypeError("expected a method of a resource, as in store.cart.info")
    outcome = cast("Any", method).__func__(made, *args, **kwargs)
    if isinstance(outcome, Coroutine):  # an async method passes its arguments on once it is begun
        with suppress(StopIteration):
            outcome.send(None)
    assert recorder.call is not None
    return recorder.call


class _Recorder:
    """Stands in for a client and keeps what it is asked."""

    def __init__(self, client: object) -> None:
        self._of = client
        self.call: Call[Any] | None = None

    def invoke(self, operation: Operation[Any], *arguments: Any) -> Any:
        self.call = Call(operation, arguments, self._of)
        return _Made()

    def __getattr__(self, name: str) -> Any:
        raise TypeError("expected a call of the contract, as in store.cart.info")


class _Made:
    """What a recorder answers: nothing, at once, whether or not it is awaited."""

    def __await__(self) -> Iterator[None]:
        return iter(())
