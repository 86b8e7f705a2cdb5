"""Where a finding is, for people and for programs that open files."""

from __future__ import annotations

from mahogen.drift.change import Change
from mahogen.errors import Source


def file_of(change: Change) -> Source | None:
    """The place in a file of this machine: of the new contract, or else of the old one."""
    for source in (change.new_source, change.old_source):
        if source.file and "://" not in source.file:
            return source
    return None


def places(change: Change) -> list[tuple[str, str]]:
    """Both places as (which, file:line), without those that there are not."""
    both = (("old", change.old_source), ("new", change.new_source))
    return [(which, str(source)) for which, source in both if source.file]


def dialects(change: Change) -> str:
    """The dialects in which it was found, as one word."""
    return ", ".join(dialect.value for dialect in change.dialects)


def reached_by(operations: tuple[str, ...], limit: int = 3) -> str:
    """Operations as a phrase: the first of them, and how many more there are."""
    more = len(operations) - limit
    return ", ".join(operations[:limit]) + (f" and {more} more" if more > 0 else "")
