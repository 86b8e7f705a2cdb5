"""An outcome as a comment on a change: a table, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mahogen.drift.finding import Finding
from mahogen.drift.outcome import Outcome
from mahogen.drift.report.places import reached_by
from mahogen.report import printable

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~&@$:-])")


def render(outcome: Outcome) -> str:
    """GitHub's Markdown; text from contracts is escaped, and mentions nobody."""
    return "\n".join(_lines(outcome)) + "\n"


def _lines(outcome: Outcome) -> Iterator[str]:
    yield f"### Contract: {_plain(outcome.summary)}"
    yield ""
    yield f"{_plain(outcome.old)} → {_plain(outcome.new)}"
    for remark in outcome.remarks:
        yield ""
        yield f"> {_plain(remark)}"
    if outcome.weighed.open:
        yield ""
        yield "| | Rule | Where | Change | What to do |"
        yield "|---|---|---|---|---|"
        for _, findings in outcome.groups():
            yield from map(_row, findings)
    for entry, why, hint in outcome.idle:
        yield ""
        yield f"> {_plain(f'{entry.source}: {why}; {hint}')}"
    if lines := [line for finding in outcome.weighed.open if (line := outcome.line(finding))]:
        yield ""
        yield "<details><summary>Lines that accept them, below &#91;accept&#93; in "
        yield f"{_plain(outcome.baseline)}</summary>"
        yield ""
        yield from ("    " + printable(line) for line in lines)
        yield ""
        yield "</details>"


def _row(finding: Finding) -> str:
    change, rule = finding.change, finding.rule
    used = f" (used by {reached_by(finding.operations)})" if finding.operations else ""
    guess = ", it seems" if change.guess else ""
    cells = (
        str(finding.severity),
        f"{rule.id} {rule.title}{guess}",
        f"{change.path}{used}",
        finding.words,
        rule.advice,
    )
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _plain(text: str) -> str:
    """Text that means itself; entities, so that no list of special signs has to be complete."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", printable(text))
