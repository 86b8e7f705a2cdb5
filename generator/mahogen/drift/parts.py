"""Changes of what a request carries: parts that came, went, moved or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mahogen.drift.change import Change
from mahogen.drift.renames import renamed
from mahogen.drift.spot import Spot
from mahogen.drift.types import Direction, Types
from mahogen.drift.values import declared_changes, doc_changes, occurrence_changes, type_changes
from mahogen.model.api import Operation, OperationWire, PartWire
from mahogen.model.spell import spell_shortly


@dataclass(frozen=True, slots=True)
class Pair:
    """An operation of both contracts, as one dialect declares it there and here."""

    name: str
    old: Operation
    new: Operation
    was: OperationWire
    now: OperationWire


def request_changes(pair: Pair, types: Types) -> Iterator[Change]:
    """What changed in the parts of a request, the session id among them."""
    old = {part.name: part for part in pair.was.parts}
    new = {part.name: part for part in pair.now.parts}
    gone = {name: part for name, part in old.items() if name not in new}
    added = {name: part for name, part in new.items() if name not in old}
    places = {name: list(old).index(name) for name in old}
    others = {name: list(new).index(name) for name in new}
    names = renamed(
        gone,
        added,
        lambda a, b: not [*types.compare(a.type, b.type, Direction.REQUEST)],
        lambda a, b: places[a] == others[b],
    )
    for name, other in names.items():
        yield _change(pair, "PT004", name, name, other, guess=True)
    for name, part in gone.items():
        if name not in names:
            yield _change(pair, "PT001", name, spell_shortly(part.type), "")
    kept = {names.get(name, name): name for name in old if name in new or name in names}
    yield from _additions(pair, new, kept)
    now = [kept[name] for name in new if name in kept]
    was = [name for name in old if name in kept.values()]
    if now != was:
        order = [names.get(name, name) for name in was]
        yield _change(pair, "PT005", "", " ".join(was), " ".join(n for n in new if n in order))
    for name, former in kept.items():
        yield from _value_changes(pair, old[former], new[name], types)


def _additions(
    pair: Pair, new: Mapping[str, PartWire], kept: Mapping[str, str]
) -> Iterator[Change]:
    last = max((place for place, name in enumerate(new) if name in kept), default=-1)
    for place, (name, part) in enumerate(new.items()):
        if name in kept:
            continue
        rule = "PT003" if place < last else "PT002"
        if rule == "PT002" and not part.required:
            rule = "PT013"
        yield _change(pair, rule, name, "", spell_shortly(part.type))


def _value_changes(pair: Pair, was: PartWire, now: PartWire, types: Types) -> Iterator[Change]:
    spot = Spot(f"{pair.name}.{was.name}", was.source, now.source, operation=pair.name)
    yield from doc_changes(spot, was, now)
    yield from type_changes(spot, was.type, now.type, Direction.REQUEST, types)
    yield from occurrence_changes(spot, was, now, Direction.REQUEST)
    yield from declared_changes(spot, was, now, Direction.REQUEST)


def _change(
    pair: Pair, rule: str, part: str, was: str, became: str, *, guess: bool = False
) -> Change:
    old = next((p.source for p in pair.was.parts if p.name == part), pair.old.source)
    name = became if guess else part
    new = next((p.source for p in pair.now.parts if p.name == name), pair.new.source)
    return Change(
        rule,
        f"{pair.name}.{part}" if part else pair.name,
        was,
        became,
        operation=pair.name,
        guess=guess,
        old_source=old,
        new_source=new,
    )
