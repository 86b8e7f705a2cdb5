"""An outcome for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

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
            yield from (f"  {line}" for line in _finding(outcome, finding))
        yield ""
    for entry, why, hint in outcome.idle:
        yield f"{entry.source}: {why}"
        yield f"  hint: {hint}"
    yield f"{outcome.old} -> {outcome.new}: {outcome.summary}"


def _finding(outcome: Outcome, finding: Finding) -> Iterator[str]:
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
    if line := outcome.line(finding):
        yield f"    to accept it, below [accept] in {outcome.baseline}:"
        yield f"      {line}"
