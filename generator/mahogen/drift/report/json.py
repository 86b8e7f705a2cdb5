"""An outcome for programs; docs/drift-report.schema.json says what is in it."""

from __future__ import annotations

import json

from mahogen.drift.baseline import Accepted
from mahogen.drift.finding import Finding
from mahogen.drift.outcome import Outcome
from mahogen.errors import Source

FORMAT = 1


def render(outcome: Outcome) -> str:
    """One JSON object; keys may be added to it, the meaning of those that it has stays."""
    data = {
        "format": FORMAT,
        "old": outcome.old,
        "new": outcome.new,
        "sides": [side.value for side in outcome.sides],
        "failed": outcome.failed,
        "counts": {str(severity): count for severity, count in outcome.counts.items()},
        "findings": [_finding(finding) for finding in outcome.weighed.open],
        "accepted": [_finding(finding) for finding in outcome.weighed.accepted],
        "stale": [_entry(entry) for entry in outcome.weighed.stale],
        "expired": [_entry(entry) for entry in outcome.weighed.expired],
        "remarks": list(outcome.remarks),
    }
    return json.dumps(data, indent=2, ensure_ascii=True) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    change, rule = finding.change, finding.rule
    return {
        "fingerprint": change.fingerprint,
        "rule": rule.id,
        "title": rule.title,
        "severity": str(finding.severity),
        "severities": {side.value: str(s) for side, s in finding.severities.items()},
        "path": change.path,
        "operation": change.operation or None,
        "entity": change.entity or None,
        "resource": change.resource or None,
        "old": change.old,
        "new": change.new,
        "guess": change.guess,
        "dialects": [dialect.value for dialect in change.dialects],
        "operations": list(finding.operations),
        "old_source": _source(change.old_source),
        "new_source": _source(change.new_source),
        "meaning": rule.meaning,
        "advice": rule.advice,
    }


def _source(source: Source) -> dict[str, object] | None:
    return {"file": source.file, "line": source.line} if source.file else None


def _entry(entry: Accepted) -> dict[str, object]:
    return {
        "fingerprint": entry.fingerprint,
        "rule": entry.rule,
        "path": entry.path,
        "reason": entry.reason,
        "expires": entry.expires.isoformat() if entry.expires else None,
    }
