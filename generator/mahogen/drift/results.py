"""Changes of what an operation answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mahogen.drift.change import Change
from mahogen.drift.parts import Pair
from mahogen.drift.types import Direction, Types
from mahogen.drift.values import declared_changes, doc_changes, occurrence_changes, type_changes
from mahogen.errors import Source
from mahogen.model.api import ResultWire
from mahogen.model.spell import spell_shortly


@dataclass(frozen=True, slots=True)
class _Occurrence:
    required: bool
    nillable: bool


def response_changes(pair: Pair, types: Types) -> Iterator[Change]:
    """What changed in the one value of an answer."""
    was, now = pair.was.result, pair.now.result
    sources = (
        was.source if was else pair.old.source,
        now.source if now else pair.new.source,
    )
    path = f"{pair.name}.result"
    if was is None or now is None:
        if was is not now:
            rule = "PT009" if was is None else "PT008"
            yield _change(pair, rule, path, _spelled(was), _spelled(now), sources)
        return
    if was.name != now.name:
        yield _change(pair, "PT014", path, was.name, now.name, sources)
    yield from doc_changes(path, was, now, sources, operation=pair.name)
    yield from type_changes(
        path, was.type, now.type, Direction.RESPONSE, types, sources, operation=pair.name
    )
    yield from occurrence_changes(
        path,
        _Occurrence(not was.optional, was.nillable),
        _Occurrence(not now.optional, now.nillable),
        Direction.RESPONSE,
        sources,
        operation=pair.name,
    )
    yield from declared_changes(path, was, now, Direction.RESPONSE, sources, operation=pair.name)


def _spelled(result: ResultWire | None) -> str:
    return spell_shortly(result.type) if result else ""


def _change(
    pair: Pair, rule: str, path: str, was: str, became: str, sources: tuple[Source, Source]
) -> Change:
    return Change(
        rule,
        path,
        was,
        became,
        operation=pair.name,
        old_source=sources[0],
        new_source=sources[1],
    )
