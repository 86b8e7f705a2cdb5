"""The outcome of a comparison: what reports print, and whether it fails a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mahogen.drift.baseline import Weighed
from mahogen.drift.finding import Finding
from mahogen.drift.rules import Severity, Side
from mahogen.report import plural


@dataclass(frozen=True, slots=True)
class Outcome:
    """`old` and `new` name the contracts; `fail_on` is the least severity that fails, None never.

    `remarks` say what was not compared, and why.
    """

    old: str
    new: str
    weighed: Weighed
    sides: Sequence[Side] = (Side.CLIENT,)
    fail_on: Severity | None = Severity.ERROR
    remarks: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether anything that counts is bad enough."""
        limit = self.fail_on
        return limit is not None and any(f.severity >= limit for f in self.weighed.open)

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity count, the worst first."""
        found = Counter(finding.severity for finding in self.weighed.open)
        order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
        return {severity: found[severity] for severity in order}

    @property
    def summary(self) -> str:
        """One line: how many findings of each kind."""
        said = [plural(count, str(s)) for s, count in self.counts.items() if count]
        accepted = len(self.weighed.accepted)
        if accepted:
            said.append(f"{accepted} accepted")
        return ", ".join(said) or "no change"

    def groups(self) -> list[tuple[str, list[Finding]]]:
        """The findings that count, by what they concern; where the worst is, comes first."""
        findings = sorted(self.weighed.open, key=lambda finding: finding.group)
        grouped = [(name, list(found)) for name, found in groupby(findings, lambda f: f.group)]
        for _, found in grouped:
            found.sort(key=lambda finding: -finding.severity)
        return sorted(grouped, key=lambda pair: -pair[1][0].severity)
