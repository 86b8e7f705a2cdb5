"""An operation as one dialect declares it, before the dialects are brought together."""

from __future__ import annotations

from dataclasses import dataclass

from mahogen.errors import Source
from mahogen.model.api import OperationWire, TypeRef


@dataclass(frozen=True, slots=True)
class Argument:
    """What a caller passes: the declared name, the name of the part that carries it, its type."""

    name: str
    part: str
    type: TypeRef
    doc: str
    source: Source


@dataclass(frozen=True, slots=True)
class Call:
    """An operation of one dialect.

    `session` names the part that carries the session id, empty where there is none. The parts of
    `wire` name their parameters by the declared name of the argument.
    """

    name: str
    doc: str
    result_doc: str
    session: str
    arguments: tuple[Argument, ...]
    wire: OperationWire
    source: Source
