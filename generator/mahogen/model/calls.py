"""An operation as one dialect declares it, before the dialects are brought together."""

from __future__ import annotations

from dataclasses import dataclass

from mahogen.errors import Source
from mahogen.model.api import Listed, OperationWire, TypeRef


@dataclass(frozen=True, slots=True)
class Argument:
    """A value that a message carries: the declared name, that of its part, what is said of it."""

    name: str
    part: str
    type: TypeRef
    doc: str
    source: Source
    required: bool = True
    nillable: bool = False
    listed: Listed | None = None
    stray: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        """The values that the contract lists, if any."""
        return self.listed.values if self.listed else ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a message holds: values, in V2 as its parts, in WS-I inside the element `wrapper`."""

    wrapper: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """An operation of one dialect.

    `session` names the part that carries the session id, empty where there is none. The parts of
    `wire` name their parameters by the declared name of the argument. `result_source` is where its
    result is declared, or else the operation.
    """

    name: str
    result_doc: str
    session: str
    arguments: tuple[Argument, ...]
    wire: OperationWire
    source: Source
    result_source: Source
