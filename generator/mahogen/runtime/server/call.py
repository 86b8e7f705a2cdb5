"""A call that was found in a request, in whatever dialect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mahogen.runtime.codec.base import Misfit
from mahogen.runtime.contract import ResourceInfo
from mahogen.runtime.envelope import SoapFault
from mahogen.runtime.operation import Operation, Parameter


class ParameterMissing(Exception):
    """A required parameter was left out or is nil."""


def or_absent(parameter: Parameter, value: Any) -> Any:
    """The value of a parameter; for None where one is required, what its type has for nothing.

    Raises:
        ParameterMissing: the type has nothing of the kind, as only lists and maps have.
    """
    if value is not None or not parameter.required:
        return value
    try:
        return parameter.type.absent()
    except Misfit:
        raise ParameterMissing(parameter.name) from None


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose arguments are not read yet: first it has to be known who calls.

    `arguments` reads them, by their Python names; what was left out is None. It raises
    ParameterMissing, MahoFault or, for a value without the form of its type, Refusal. `write` makes
    the element of a result and raises TypeError or ValueError for one that is not of the declared
    type; `wrap` makes the message of that element.
    """

    operation: Operation[Any]
    resource: ResourceInfo | None
    session_id: str
    arguments: Callable[[], dict[str, Any]]
    write: Callable[[Any], str]
    wrap: Callable[[str], bytes]
    dialect: str
    """v1, v2 or wsi."""
    refused: str = ""
    """The code of the fault that the call ends in, session or arguments aside."""
    unknown: str = ""
    """The path of a method that the contract does not have."""
    overlooked: list[str] = field(default_factory=list)
    """What PHP passes over or bends without a word, as sentences; `arguments` adds to it."""
    arguments_first: bool = False
    """Whether the arguments come before the session, as in WS-I."""


@dataclass(frozen=True, slots=True)
class MultiCall:
    """Several calls in one, of one session. After a fault the rest is left undone if `stop`.

    `calls` make the calls, or raise Refusal for one that cannot be understood; `wrap` makes the
    message of what came of them: the elements of results, and faults.
    """

    session_id: str
    calls: Sequence[Callable[[], Call]]
    stop: bool
    wrap: Callable[[Sequence[str | SoapFault]], bytes]
