"""An outcome as workflow commands, which become annotations of files on GitHub."""

from __future__ import annotations

from mahogen.drift.finding import Finding
from mahogen.drift.outcome import Outcome
from mahogen.drift.report.places import file_of, reached_by
from mahogen.drift.rules import Severity
from mahogen.report import printable

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(outcome: Outcome) -> str:
    """One command for each finding, and a last one with the summary."""
    lines = [_command(finding) for finding in outcome.weighed.open]
    lines += [f"::notice::{_data(remark)}" for remark in outcome.remarks]
    said = f"{outcome.old} -> {outcome.new}: {outcome.summary}"
    return "\n".join([*lines, f"::notice title=mahogen diff::{_data(said)}"]) + "\n"


def _command(finding: Finding) -> str:
    change, rule = finding.change, finding.rule
    guess = ", it seems" if change.guess else ""
    properties = {"title": f"{rule.id} {rule.title}{guess}"}
    if source := file_of(change):
        properties = {"file": source.file, "line": str(max(source.line, 1))} | properties
    used = f" Used by {reached_by(finding.operations)}." if finding.operations else ""
    words = f": {finding.words}" if finding.words else ""
    text = f"{change.path}{words}.{used} {rule.meaning} {rule.advice} [{change.fingerprint}]"
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {given}::{_data(text)}"


def _data(text: str) -> str:
    """What stands behind the second `::`; a line feed would begin another command."""
    return printable(text.replace("%", "%25"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
