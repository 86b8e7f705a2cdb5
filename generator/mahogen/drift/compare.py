"""Api against Api: every change, each once."""

from __future__ import annotations

from collections.abc import Iterator

from mahogen.drift.catalog import catalog_changes
from mahogen.drift.change import Change
from mahogen.drift.contracts import contract_changes
from mahogen.drift.entities import entity_changes, types_of
from mahogen.drift.fold import folded
from mahogen.drift.operations import operation_changes
from mahogen.drift.view import View
from mahogen.model.api import Api, Dialect


def compare(old: Api, new: Api) -> list[Change]:
    """What changed from `old` to `new`, dialect by dialect, then in their catalogs.

    Dialects that only one of them has are not compared. If they have none in common, that is the
    one change there is.
    """
    before = {contract.dialect for contract in old.contracts}
    after = {contract.dialect for contract in new.contracts}
    common = [contract.dialect for contract in old.contracts if contract.dialect in after]
    if not common:
        was, became = (" and ".join(sorted(dialects)) for dialects in (before, after))
        return [
            Change(
                "ST001",
                "dialect",
                was,
                became,
                old_source=old.contracts[0].source,
                new_source=new.contracts[0].source,
            )
        ]
    return folded(_changes(old, new, common), old, new)


def _changes(old: Api, new: Api, common: list[Dialect]) -> Iterator[tuple[Dialect, Change]]:
    for dialect in common:
        before, after = View(old, dialect), View(new, dialect)
        types = types_of(before, after)
        for change in contract_changes(before, after):
            yield dialect, change
        for change in operation_changes(before, after, types):
            yield dialect, change
        for change in entity_changes(before, after, types):
            yield dialect, change
    for change in catalog_changes(old, new):
        yield common[0], change
