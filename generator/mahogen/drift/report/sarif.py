"""An outcome as SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import json
from importlib.metadata import version
from urllib.parse import quote

from mahogen.drift.finding import Finding
from mahogen.drift.outcome import Outcome
from mahogen.drift.report.places import file_of
from mahogen.drift.rules import Rule, Severity
from mahogen.errors import Source

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(outcome: Outcome) -> str:
    """One run; what the baseline accepts is in it as suppressed, what it has in vain noted."""
    findings = (*outcome.weighed.open, *outcome.weighed.accepted)
    rules = {finding.rule.id: finding.rule for finding in findings}
    reasons = {finding.change.fingerprint for finding in outcome.weighed.accepted}
    driver = {
        "name": "mahogen",
        "version": version("mahogen"),
        "rules": [_rule(rule) for rule in rules.values()],
    }
    results = [_result(outcome, finding, list(rules), reasons) for finding in findings]
    data = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [_invocation(outcome)],
                "results": results,
            }
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=True) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.meaning},
        "help": {"text": rule.advice},
    }


def _invocation(outcome: Outcome) -> dict[str, object]:
    """What is said of the comparison as a whole."""
    notices: list[dict[str, object]] = [
        {"level": "note", "message": {"text": remark}} for remark in outcome.remarks
    ]
    for entry, why, hint in outcome.idle:
        message = {"text": f"{why}; {hint}"}
        notices.append(
            {"level": "note", "message": message, "locations": [_location(entry.source)]}
        )
    return {"executionSuccessful": True, "toolExecutionNotifications": notices}


def _location(source: Source) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(source.file)}}
    if source.line:
        place["region"] = {"startLine": source.line}
    return {"physicalLocation": place}


def _result(
    outcome: Outcome, finding: Finding, rules: list[str], accepted: set[str]
) -> dict[str, object]:
    change = finding.change
    words = f": {finding.words}" if finding.words else ""
    text = f"{finding.rule.title}: {change.path}{words}. {finding.rule.advice}"
    if change.fingerprint not in accepted:
        text += f" {outcome.acceptance(finding)}"
    result: dict[str, object] = {
        "ruleId": finding.rule.id,
        "ruleIndex": rules.index(finding.rule.id),
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "partialFingerprints": {"mahogen/v1": change.fingerprint},
    }
    if source := file_of(change):
        result["locations"] = [_location(source)]
    if change.fingerprint in accepted:
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result
