"""Changes of what stores and generated code pass over, and other programs may go by."""

from __future__ import annotations

from collections.abc import Iterator

from mahogen.drift.change import Change
from mahogen.drift.parts import Pair


def unread_changes(pair: Pair) -> Iterator[Change]:
    """parameterOrder, headers, declared faults, and occurrences of parts."""
    was, now = pair.was.unread, pair.now.unread
    if was.parameter_order != now.parameter_order:
        order = (" ".join(was.parameter_order), " ".join(now.parameter_order))
        yield _change(pair, "PT010", "parameterOrder", *order)
    for added in _lacking(now.headers, was.headers):
        yield _change(pair, "MS001", f"header.{added}", "", added)
    for gone in _lacking(was.faults, now.faults):
        yield _change(pair, "FT001", f"fault.{gone}", gone, "")
    for added in _lacking(now.faults, was.faults):
        yield _change(pair, "FT002", f"fault.{added}", "", added)
    yield from _occurrences(pair)


def _occurrences(pair: Pair) -> Iterator[Change]:
    old, new = (
        dict(said.split(" ", 1) for said in wire.unread.occurrences)
        for wire in (pair.was, pair.now)
    )
    for part in dict.fromkeys([*old, *new]):
        if old.get(part) != new.get(part):
            yield _change(pair, "PT011", part, old.get(part, ""), new.get(part, ""))


def _lacking(some: tuple[str, ...], others: tuple[str, ...]) -> Iterator[str]:
    return (name for name in dict.fromkeys(some) if name not in others)


def _change(pair: Pair, rule: str, named: str, was: str, became: str) -> Change:
    return Change(
        rule,
        f"{pair.name}.{named}",
        was,
        became,
        operation=pair.name,
        old_source=pair.old.source,
        new_source=pair.new.source,
    )
