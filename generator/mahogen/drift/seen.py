"""An outcome with its files named as they read from where the user stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias

from mahogen.drift.baseline import Accepted
from mahogen.drift.finding import Finding
from mahogen.drift.outcome import Outcome
from mahogen.errors import Source

Name: TypeAlias = Callable[[str], str]
"""From a name out of the configuration to one from here."""


def seen(outcome: Outcome, name: Name) -> Outcome:
    """`outcome`, with every place in it from here."""
    weighed = outcome.weighed
    here = replace(
        weighed,
        open=_findings(weighed.open, name),
        accepted=_findings(weighed.accepted, name),
        stale=_entries(weighed.stale, name),
        expired=_entries(weighed.expired, name),
    )
    return replace(outcome, weighed=here, baseline=name(outcome.baseline))


def _findings(findings: Iterable[Finding], name: Name) -> tuple[Finding, ...]:
    return tuple(
        replace(
            finding,
            change=replace(
                finding.change,
                old_source=_source(finding.change.old_source, name),
                new_source=_source(finding.change.new_source, name),
            ),
        )
        for finding in findings
    )


def _entries(entries: Iterable[Accepted], name: Name) -> tuple[Accepted, ...]:
    return tuple(replace(entry, source=_source(entry.source, name)) for entry in entries)


def _source(source: Source, name: Name) -> Source:
    return replace(source, file=name(source.file)) if source.file else source
