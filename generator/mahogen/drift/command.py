"""What the verb `diff` does with its options and what is configured, and what it prints."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from mahogen.config import load
from mahogen.config.contract import named_from, place_of
from mahogen.config.drift import Drift, limit_of, severity_of, sides_of
from mahogen.config.options import Options
from mahogen.drift.baseline import read_baseline, updated, weigh
from mahogen.drift.judge import Question
from mahogen.drift.outcome import Outcome
from mahogen.drift.report import FORMATS, render
from mahogen.drift.rules import Severity, Side, near_rule, rules
from mahogen.drift.run import Compared, differences
from mahogen.drift.seen import seen
from mahogen.drift.sides import at, named, origin_of, refuse_downgrade
from mahogen.errors import ConfigError, Diagnostics, Exit, Problem, Source
from mahogen.read.address import without_credentials
from mahogen.read.refuse import shown
from mahogen.read.source import Origin
from mahogen.read.sources import Place, Sources
from mahogen.running import Run


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the verb, as they were given; what is empty is left to the configuration."""

    old: str = ""
    new: str = ""
    side: str = ""
    fail_on: str = ""
    resources: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    baseline: str = ""
    update_baseline: bool = False
    format: str = "text"
    reports: tuple[str, ...] = ()
    allow_empty: bool = False
    quiet: bool = False


def run_diff(run: Run, asked: Asked) -> Exit:
    """Compare, print the report, and say how the run ends."""
    config = load(run.path, Options(wsdl=asked.old if asked.new else ""))
    base = run.path.parent if run.path else Path()
    old, new = _sides(config.inputs, asked, base)
    drift = _with(config.drift, asked, base)
    reports = [_report(text) for text in asked.reports]
    if reports and asked.update_baseline:
        raise click.UsageError("--update-baseline accepts all, and --report tells it: choose one")
    diagnostics = (Diagnostics(), Diagnostics())
    question = Question(drift.sides, drift.resources, drift.severities, drift.asked)
    try:
        compared = differences(old, new, question, diagnostics, allow_empty=asked.allow_empty)
    finally:
        if not asked.quiet:
            run.report.warnings([w for one in diagnostics for w in one.warnings])
    if asked.update_baseline:
        return _update(run, compared, drift.baseline)
    entries = read_baseline(drift.baseline)
    weighed = weigh(compared.findings, entries, datetime.now(UTC).date(), compared.present)
    name = run.report.name
    names = (named(old, name), named(new, name))
    outcome = Outcome(
        *names, weighed, drift.sides, drift.fail_on, compared.remarks, drift.baseline.name
    )
    outcome = seen(outcome, name)
    for format_, path in reports:
        _write(path, str(path), render(format_, outcome), "name another file with --report")
    click.echo(render(asked.format, outcome), nl=False)
    return Exit.FINDINGS if outcome.failed else Exit.CLEAN


def _sides(configured: Sources, asked: Asked, base: Path) -> tuple[Sources, Sources]:
    """OLD NEW as named; NEW alone against what is configured; nothing at all against its store."""
    if asked.new:
        old, new = (at(_place(text, base), configured) for text in (asked.old, asked.new))
        return old, new
    if asked.old:
        place = _place(asked.old, base)
        refuse_downgrade(configured, place)
        return configured, at(place, configured)
    return configured, origin_of(configured)


def _place(text: str, base: Path) -> Place:
    try:
        return place_of(named_from(base, text), base, Source("", 0))
    except ValueError as error:
        what = f"{shown(without_credentials(text))} {error}"
        hint = "name a file or a folder, or an address of http or https"
        raise ConfigError([Problem(Source("mahogen diff", 0), what, hint)]) from None


def _with(configured: Drift, asked: Asked, base: Path) -> Drift:
    """What is configured, with what the options say in its place."""
    drift = configured
    if asked.side:
        drift = replace(drift, sides=sides_of(asked.side))
    if asked.fail_on:
        drift = replace(drift, fail_on=limit_of(asked.fail_on))
    if asked.resources:
        names = [name.strip() for text in asked.resources for name in text.split(",")]
        if not any(names):
            raise click.BadParameter("name a resource", param_hint="--resources")
        asked_at = Source("--resources", 0)
        drift = replace(drift, resources=tuple(filter(None, names)), asked=asked_at)
    if asked.severities:
        given = dict(map(_severity, asked.severities))
        drift = replace(drift, severities={**drift.severities, **given})
    if asked.baseline:
        drift = replace(drift, baseline=Origin.of(named_from(base, asked.baseline), base))
    return drift


def _severity(text: str) -> tuple[str, Severity]:
    rule, _, word = text.partition("=")
    rule = rule.upper()
    if rule not in rules():
        raise click.BadParameter(f"{shown(rule)} is no rule; {near_rule(rule)}")
    try:
        return rule, severity_of(word)
    except KeyError:
        raise click.BadParameter(f"write {rule}=error, warning, info or none") from None


def _report(text: str) -> tuple[str, Path]:
    """A further report, as FORMAT=FILE."""
    format_, _, file = text.partition("=")
    if format_ not in FORMATS or not file:
        what = f"{shown(text)} is not FORMAT=FILE with one of {', '.join(FORMATS)}"
        raise click.BadParameter(what, param_hint="--report")
    return format_, Path(file)


def _write(path: Path, name: str, text: str, hint: str, *, kept: bool = False) -> None:
    """Write a file; if it is `kept` by hand, a run that is killed leaves it as it was."""
    staged = path.with_name(f"{path.name}.{os.getpid()}") if kept else path
    try:
        staged.write_text(text, encoding="utf-8", newline="\n")
        if kept:
            staged.replace(path)
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise ConfigError([Problem(Source(name, 0), what, hint)]) from None


def _update(run: Run, compared: Compared, baseline: Origin) -> Exit:
    """Accept all that was found, and forget what is no more."""
    entries = read_baseline(baseline)
    today = datetime.now(UTC).date()
    text = updated(compared.findings, entries, today, compared.present)
    _write(baseline.path, baseline.name, text, "name another file with --baseline", kept=True)
    known = {entry.fingerprint for entry in entries}
    kept = known & compared.present
    found = {finding.change.fingerprint for finding in compared.findings}
    over = {entry.fingerprint for entry in entries if entry.over(today)}
    for entry in entries:
        said = f"{entry.fingerprint} ({entry.rule} {entry.path})"
        if entry.fingerprint not in kept:
            run.report.note(f"{said} is no more: removed")
        elif entry.fingerprint in over & found:
            run.report.note(f"{said} was accepted up to {entry.expires}: now without a last day")
    name, count = run.report.name(baseline.name), len(found | (kept - over))
    again = f", {len(found & over)} again" if found & over else ""
    click.echo(f"{name}: {count} accepted, {len(found - known)} of them new{again}")
    return Exit.CLEAN


def rule_lines() -> Sequence[str]:
    """The rules as a table below a heading: id, severities, title."""
    heads = " ".join(f"{side.value:8}" for side in Side)
    rows = [
        f"{rule.id}  " + " ".join(f"{s!s:8}" for s in rule.severities.values()) + f" {rule.title}"
        for rule in rules().values()
    ]
    return [f"rule   {heads} what it is", *rows]


def explanation(name: str) -> str:
    """All that there is to say of a rule.

    Raises:
        click.BadParameter: there is no such rule.
    """
    rule = rules().get(name.upper())
    if rule is None:
        raise click.BadParameter(f"{shown(name)} is no rule; {near_rule(name)}", param_hint="RULE")
    lines = [f"{rule.id}: {rule.title}", "", rule.meaning, f"What to do: {rule.advice}", ""]
    lines += [f"{side.value}: {severity}" for side, severity in rule.severities.items()]
    return "\n".join(lines)
