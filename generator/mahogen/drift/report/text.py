"""An outcome for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from mahogen.drift.baseline import NAME, entry_line
from mahogen.drift.finding import Finding
from mahogen.drift.outcome import Outcome
from mahogen.drift.report.places import dialects, places, reached_by
from mahogen.report import printable


def render(outcome: Outcome) -> str:
    """Findings under what they concern, what they mean, and how to accept them."""
    return "\n".join(printable(line) for line in _lines(outcome)) + "\n"


def _lines(outcome: Outcome) -> Iterator[str]:
    for remark in outcome.remarks:
        yield f"note: {remark}"
    for name, findings in outcome.groups():
        yield name or "the contract"
        for finding in findings:
            yield from (f"  {line}" for line in _finding(finding))
        yield ""
    for entry in outcome.weighed.expired:
        yield f"{entry.source}: {entry.fingerprint} ({entry.rule} {entry.path}) was accepted"
        yield f"  until {entry.expires}, and counts again"
    for entry in outcome.weighed.stale:
        yield f"{entry.source}: {entry.fingerprint} ({entry.rule} {entry.path}) is no more"
        yield "  hint: --update-baseline removes the line"
    yield f"{outcome.old} -> {outcome.new}: {outcome.summary}"


def _finding(finding: Finding) -> Iterator[str]:
    change, rule = finding.change, finding.rule
    guess = ", it seems" if change.guess else ""
    where = f" ({dialects(change)})" if change.dialects else ""
    yield f"{finding.severity} {rule.id}: {rule.title}{guess}{where}"
    yield f"    {change.path}" + (f": {finding.words}" if finding.words else "")
    if finding.operations:
        yield f"    used by {reached_by(finding.operations)}"
    for which, place in places(change):
        yield f"    {which}: {place}"
    yield f"    {rule.meaning}"
    yield f"    what to do: {rule.advice}"
    yield f"    to accept it, below [accept] in {NAME}:"
    yield f"      {entry_line(finding)}"
