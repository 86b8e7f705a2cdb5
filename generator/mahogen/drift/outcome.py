"""The outcome of a comparison: what reports print, and whether it fails a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from mahogen.drift.baseline import NAME, Accepted, Weighed, entry_line
from mahogen.drift.finding import Finding
from mahogen.drift.rules import Severity, Side
from mahogen.report import plural

_CHANGE: Final = "change its day, or delete the line"
_REMOVE: Final = "--update-baseline removes the line"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`old` and `new` name the contracts; `fail_on` is the least severity that fails, None never.

    `remarks` say what was not compared, and why. `baseline` is what the user calls the file of what
    was accepted.
    """

    old: str
    new: str
    weighed: Weighed
    sides: Sequence[Side] = (Side.CLIENT,)
    fail_on: Severity | None = Severity.ERROR
    remarks: tuple[str, ...] = ()
    baseline: str = NAME

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

    def line(self, finding: Finding) -> str:
        """The line of the baseline that accepts it; empty where there is one that has expired."""
        over = {entry.fingerprint for entry in self.weighed.expired}
        return "" if finding.change.fingerprint in over else entry_line(finding)

    def acceptance(self, finding: Finding) -> str:
        """How to accept it, as one sentence, which ends with the line if there is one to add."""
        if line := self.line(finding):
            return f"To accept it, below [accept] in {self.baseline}: {line}"
        return (
            f"It was accepted, and is no longer: change the day of {finding.change.fingerprint} "
            f"in {self.baseline}, or delete the line."
        )

    @property
    def idle(self) -> list[tuple[Accepted, str, str]]:
        """The entries of the baseline that accept nothing, why, and what to do."""
        weighed = self.weighed
        over = [
            (entry, f"was accepted until {entry.expires}, and counts again", _CHANGE)
            for entry in weighed.expired
        ]
        said = [*over, *((entry, "is no more", _REMOVE) for entry in weighed.stale)]
        return [(e, f"{e.fingerprint} ({e.rule} {e.path}) {why}", hint) for e, why, hint in said]

    def groups(self) -> list[tuple[str, list[Finding]]]:
        """The findings that count, by what they concern; where the worst is, comes first."""
        findings = sorted(self.weighed.open, key=lambda finding: finding.group)
        grouped = [(name, list(found)) for name, found in groupby(findings, lambda f: f.group)]
        for _, found in grouped:
            found.sort(key=lambda finding: -finding.severity)
        return sorted(grouped, key=lambda pair: -pair[1][0].severity)
