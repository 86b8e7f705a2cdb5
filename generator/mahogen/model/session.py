"""Which part of a request carries the session id."""

from __future__ import annotations

from dataclasses import replace

from mahogen.errors import Diagnostics, Source
from mahogen.model.calls import Argument
from mahogen.model.resources import GLOBAL

SESSION = "sessionId"


def session_named(parts: tuple[Argument, ...]) -> tuple[str, tuple[Argument, ...]]:
    """The part that carries the session id, empty if none does, and the arguments of the caller.

    In WS-I it is the one called sessionId, wherever it stands: stores take parts by name.
    """
    arguments = tuple(part for part in parts if part.name != SESSION)
    return SESSION if len(arguments) < len(parts) else "", arguments


def session_first(
    operation: str, source: Source, parts: tuple[Argument, ...], diagnostics: Diagnostics
) -> tuple[str, tuple[Argument, ...]]:
    """The part that carries the session id, empty if none does, and the arguments of the caller.

    In V1 and V2, stores take parts by position and the session id first. Where a contract lists the
    part called sessionId later, as it does for resourceFaults, the names are shifted: the first
    part carries the session id, and the following ones the arguments in the order of their names.
    An operation of a resource without such a part is none that a store would answer.
    """
    names = [part.name for part in parts]
    if SESSION not in names:
        if operation not in GLOBAL:
            what = f"the operation {operation} has no part called {SESSION}"
            hint = (
                "it is called, and served, without a session; a store takes the first part for "
                f"the session id: put {SESSION} before the others"
            )
            diagnostics.warn(source, what, hint)
        return "", parts
    at = names.index(SESSION)
    if at == 0:
        return SESSION, parts[1:]
    if any(part.type != parts[at].type for part in parts[:at]):
        what = (
            f"the part {SESSION} of {operation} is not the first, and those before differ in type"
        )
        hint = f"put {SESSION} first: stores take parts by position"
        diagnostics.error(parts[at].source, what, hint)
    shifted = [part for part in parts if part.name != SESSION]
    return names[0], tuple(
        replace(
            argument,
            part=carrier.name,
            type=carrier.type,
            listed=carrier.listed,
            source=carrier.source,
        )
        for argument, carrier in zip(shifted, parts[1:], strict=True)
    )
