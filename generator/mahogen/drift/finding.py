"""A change with what it means: its rule, how bad it is, and which operations feel it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mahogen.drift.change import Change
from mahogen.drift.rules import Rule, Severity, Side


@dataclass(frozen=True, slots=True)
class Finding:
    """`severity` is the worst of the sides that were asked about.

    `operations` are the wire names of those that lead to what changed, in the order of the
    contract; none where the change concerns all of them, or none at all.
    """

    change: Change
    rule: Rule
    severity: Severity
    severities: Mapping[Side, Severity]
    operations: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """Under what heading the finding stands: an operation, a type, a resource, the contract."""
        change = self.change
        return change.operation or change.entity or change.resource

    @property
    def words(self) -> str:
        """What it was and what it is, as one phrase."""
        change = self.change
        if change.old and change.new:
            return f"{change.old} -> {change.new}"
        if change.old:
            return f"was {change.old}"
        return f"now {change.new}" if change.new else ""
