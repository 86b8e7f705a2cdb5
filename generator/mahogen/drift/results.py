"""Changes of what an operation answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mahogen.drift.change import Change
from mahogen.drift.parts import Pair
from mahogen.drift.spot import Spot
from mahogen.drift.types import Direction, Types
from mahogen.drift.values import declared_changes, doc_changes, occurrence_changes, type_changes
from mahogen.model.api import ResultWire
from mahogen.model.spell import spell_shortly


@dataclass(frozen=True, slots=True)
class _Occurrence:
    required: bool
    nillable: bool


def response_changes(pair: Pair, types: Types) -> Iterator[Change]:
    """What changed in the one value of an answer."""
    was, now = pair.was.result, pair.now.result
    spot = Spot(
        f"{pair.name}.result",
        was.source if was else pair.old.source,
        now.source if now else pair.new.source,
        operation=pair.name,
    )
    if was is None or now is None:
        if was is not now:
            rule = "PT009" if was is None else "PT008"
            yield spot.change(rule, _spelled(was), _spelled(now))
        return
    if was.name != now.name:
        yield spot.change("PT014", was.name, now.name)
    yield from doc_changes(spot, was, now)
    yield from type_changes(spot, was.type, now.type, Direction.RESPONSE, types)
    yield from occurrence_changes(
        spot,
        _Occurrence(not was.optional, was.nillable),
        _Occurrence(not now.optional, now.nillable),
        Direction.RESPONSE,
    )
    yield from declared_changes(spot, was, now, Direction.RESPONSE)


def _spelled(result: ResultWire | None) -> str:
    return spell_shortly(result.type) if result else ""
