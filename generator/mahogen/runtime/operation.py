"""What generated wire tables say of one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from mahogen.runtime.codec.base import Codec
from mahogen.runtime.errors import MahoFault

R = TypeVar("R")

FaultsByCode = Mapping[str, type[MahoFault]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its Python name and its type, in the order in which a caller passes it."""

    name: str
    type: Codec[Any]
    required: bool = True
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """How one dialect spells an operation.

    `parts` are the wire names of the session id (if the operation has one) and then of the
    parameters, in their order, None for a parameter that the dialect does not have. `response` and
    `result` name the answer's wrapper and its first child (None: the answer is empty). `type` is
    what the dialect declares for that child where it is another scalar than the operation's.
    """

    request: str
    parts: tuple[str | None, ...]
    response: str
    result: str | None
    action: str = ""
    type: Codec[Any] | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """How V1 spells a method of a resource: a path for `call`, and arguments by position.

    `arguments` are the places of the parameters that V1 has, if it does not have them all.
    """

    path: str
    arguments: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Operation(Generic[R]):
    """One call of the contract, in every dialect that declares it.

    `resource` and `method` are api.xml's names (cart_product, moveToCustomerQuote), empty for the
    global operations; `function` is the method's name in Python (move_to_customer_quote).
    """

    name: str
    resource: str
    method: str
    function: str
    parameters: tuple[Parameter, ...]
    result: Codec[R] | None
    v2: Message | None = None
    wsi: Message | None = None
    v1: Message | Path | None = None
    session: bool = True
    faults: FaultsByCode = field(default_factory=dict)
