"""Where a change is found: what every finding about one value shares."""

from __future__ import annotations

from dataclasses import dataclass

from mahogen.drift.change import Change
from mahogen.errors import Source


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of both contracts, by its path, in an operation or in an entity."""

    path: str
    old: Source
    new: Source
    operation: str = ""
    entity: str = ""

    def change(self, rule: str, old: str, new: str, at: str = "") -> Change:
        """A change here; with `at`, the name of a type, it is told as that of the type."""
        return Change(
            rule,
            at or self.path,
            old,
            new,
            operation="" if at else self.operation,
            entity=at or self.entity,
            old_source=self.old,
            new_source=self.new,
        )
