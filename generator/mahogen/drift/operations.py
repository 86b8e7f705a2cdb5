"""Changes of the operations of a dialect: which there are, and what each takes and gives."""

from __future__ import annotations

from collections.abc import Iterator

from mahogen.drift.change import Change
from mahogen.drift.parts import Pair, request_changes
from mahogen.drift.renames import renamed
from mahogen.drift.results import response_changes
from mahogen.drift.spot import Spot
from mahogen.drift.types import Types
from mahogen.drift.unread import unread_changes
from mahogen.drift.values import doc_changes
from mahogen.drift.view import View
from mahogen.errors import Source
from mahogen.model.api import NOWHERE, OperationWire


def operation_changes(old: View, new: View, types: Types) -> Iterator[Change]:
    """Operations that came, went or changed, in the order of the old contract."""
    gone = {name: wire for name, (_, wire) in old.operations.items() if name not in new.operations}
    added = {name: wire for name, (_, wire) in new.operations.items() if name not in old.operations}
    names = renamed(gone, added, _same_shape)
    for name in gone:
        if name in names:
            yield _change("OP003", name, name, names[name], old, new)
        else:
            yield _change("OP001", name, name, "", old, new)
    for name in added:
        if name not in names.values():
            yield _change("OP002", name, "", name, old, new)
    for pair in pairs(old, new):
        spot = Spot(pair.name, pair.old.source, pair.new.source, operation=pair.name)
        yield from doc_changes(spot, pair.was, pair.now)
        yield from request_changes(pair, types)
        yield from response_changes(pair, types)
        yield from unread_changes(pair)


def pairs(old: View, new: View) -> Iterator[Pair]:
    """The operations of both."""
    for name, (operation, wire) in old.operations.items():
        if name in new.operations:
            yield Pair(name, operation, new.operations[name][0], wire, new.operations[name][1])


def _same_shape(was: OperationWire, now: OperationWire) -> bool:
    """The same parts and the same result; what has no argument besides the session says little."""
    return [(p.name, p.type) for p in was.parts] == [(p.name, p.type) for p in now.parts] and (
        was.result == now.result or (was.result is not None and now.result is not None)
    )


def _change(rule: str, name: str, was: str, became: str, old: View, new: View) -> Change:
    def source(view: View, operation: str) -> Source:
        return view.operations[operation][0].source if operation in view.operations else NOWHERE

    return Change(
        rule,
        name,
        was,
        became,
        operation=name,
        resource=old.resource_of.get(name) or new.resource_of.get(name, ""),
        guess=rule == "OP003",
        old_source=source(old, name),
        new_source=source(new, became if rule == "OP003" else name),
    )
