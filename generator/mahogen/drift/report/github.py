"""An outcome as workflow commands, which become annotations of files on GitHub."""

from __future__ import annotations

from mahogen.drift.finding import Finding
from mahogen.drift.outcome import Outcome
from mahogen.drift.report.places import file_of, reached_by
from mahogen.workflow import command


def render(outcome: Outcome) -> str:
    """One command for each finding, and a last one with the summary."""
    lines = [_command(outcome, finding) for finding in outcome.weighed.open]
    lines += [
        command("info", "mahogen diff", f"{why}; {hint}", entry.source)
        for entry, why, hint in outcome.idle
    ]
    lines += [command("info", "mahogen diff", remark) for remark in outcome.remarks]
    said = f"{outcome.old} -> {outcome.new}: {outcome.summary}"
    return "\n".join([*lines, command("info", "mahogen diff", said)]) + "\n"


def _command(outcome: Outcome, finding: Finding) -> str:
    change, rule = finding.change, finding.rule
    guess = ", it seems" if change.guess else ""
    used = f" Used by {reached_by(finding.operations)}." if finding.operations else ""
    words = f": {finding.words}" if finding.words else ""
    text = f"{change.path}{words}.{used} {rule.meaning} {rule.advice} "
    text += outcome.acceptance(finding)
    title = f"{rule.id} {rule.title}{guess}"
    return command(str(finding.severity), title, text, file_of(change))
