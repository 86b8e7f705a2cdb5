"""mahogen-baseline.toml: changes that were looked at and accepted, a line each, with the reason.

    [accept]
    0123456789ab = { rule = "EL005", path = "cartEntity.old", reason = "we never read it" }
    ba9876543210 = { rule = "PT001", path = "b.c", reason = "till May", expires = 2027-05-31 }

The key is the fingerprint, which alone says which change is meant; rule and path are for people.
--update-baseline writes the file anew: reasons and days to come stay, comments do not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mahogen.drift.finding import Finding
from mahogen.errors import ConfigError, InputError, Source
from mahogen.model.api import NOWHERE
from mahogen.read.refuse import shown
from mahogen.read.source import Origin, read_bytes
from mahogen.read.toml import TomlFile
from mahogen.read.toml_text import quoted

NAME = "mahogen-baseline.toml"
TO_DO = "say why"
_HEADER = "# Changes of the contract that were looked at and accepted.\n\n[accept]\n"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted change; `expires` is the last day on which it is, None if it stays."""

    fingerprint: str
    rule: str
    path: str
    reason: str
    expires: date | None
    source: Source

    def over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.expires is not None and self.expires < today


@dataclass(frozen=True, slots=True)
class Weighed:
    """Findings by what a baseline says of them.

    `open` count, `accepted` do not. `stale` entries fit no finding, `expired` ones did until their
    last day.
    """

    open: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    stale: tuple[Accepted, ...] = ()
    expired: tuple[Accepted, ...] = ()


def read_baseline(origin: Origin) -> tuple[Accepted, ...]:
    """The entries of a baseline, none if there is no such file.

    Raises:
        ConfigError: not TOML, an unknown key, a value of the wrong type, no reason; all of them at
            once.
    """
    if not origin.path.exists():
        return ()
    try:
        toml = TomlFile(read_bytes(origin, 1_000_000), origin.name)
    except InputError as error:
        raise ConfigError(error.problems) from None
    toml.only(toml.data, (), ("accept",))
    entries = toml.tables(toml.table(toml.data, (), "accept"), ("accept",))
    found = tuple(_accepted(toml, fingerprint, entry) for fingerprint, entry in entries)
    toml.gate()
    return found


def _accepted(toml: TomlFile, fingerprint: str, entry: Mapping[str, object]) -> Accepted:
    at = ("accept", fingerprint)
    toml.only(entry, at, ("rule", "path", "reason", "expires"))
    expires = entry.get("expires")
    # A datetime is a date, but says more than a day.
    if expires is not None and type(expires) is not date:
        toml.problem((*at, "expires"), '"expires" is not a day', "write expires = 2027-01-31")
    reason = toml.string(entry, at, "reason")
    if isinstance(entry.get("reason", ""), str) and not reason.strip():
        what = '"reason" is empty' if "reason" in entry else f"{shown(fingerprint)} has no reason"
        toml.problem(at, what, 'say why it is accepted: reason = "..."')
    return Accepted(
        fingerprint,
        toml.string(entry, at, "rule"),
        toml.string(entry, at, "path"),
        reason,
        expires if type(expires) is date else None,
        toml.source(*at),
    )


def weigh(
    findings: Sequence[Finding],
    baseline: Sequence[Accepted],
    today: date,
    present: Collection[str] = (),
) -> Weighed:
    """`findings` by what `baseline` says of them on the day `today`.

    `present` are the fingerprints of further changes, which are there and were not asked about.
    """
    expired = {entry.fingerprint for entry in baseline if entry.over(today)}
    valid = {entry.fingerprint for entry in baseline} - expired
    found = {finding.change.fingerprint for finding in findings}
    return Weighed(
        open=tuple(f for f in findings if f.change.fingerprint not in valid),
        accepted=tuple(f for f in findings if f.change.fingerprint in valid),
        stale=tuple(e for e in baseline if e.fingerprint not in found.union(present)),
        expired=tuple(e for e in baseline if e.fingerprint in found & expired),
    )


def updated(
    findings: Iterable[Finding],
    baseline: Sequence[Accepted],
    today: date,
    present: Collection[str] = (),
) -> str:
    """The text of a baseline that accepts `findings`; reasons and days to come are kept, comments
    and days before `today` are not.

    Of what it accepted before, that stays which is there and was not asked about: `present` are the
    fingerprints of such changes.
    """
    known = {e.fingerprint: replace(e, expires=None) if e.over(today) else e for e in baseline}
    lines = {f.change.fingerprint: _line_of(f, known) for f in findings}
    for entry in baseline:
        if entry.fingerprint in present:
            lines.setdefault(entry.fingerprint, _line(entry))
    return _HEADER + "".join(f"{line}\n" for line in lines.values())


def entry_line(finding: Finding, reason: str = TO_DO, expires: date | None = None) -> str:
    """The line of a baseline that accepts a finding."""
    change = finding.change
    entry = Accepted(change.fingerprint, change.rule, change.path, reason, expires, NOWHERE)
    return _line(entry)


def _line_of(finding: Finding, known: Mapping[str, Accepted]) -> str:
    before = known.get(finding.change.fingerprint)
    return entry_line(finding, before.reason, before.expires) if before else entry_line(finding)


def _line(entry: Accepted) -> str:
    values = {
        "rule": quoted(entry.rule),
        "path": quoted(entry.path),
        "reason": quoted(entry.reason),
    }
    if entry.expires:
        values["expires"] = entry.expires.isoformat()
    inner = ", ".join(f"{key} = {value}" for key, value in values.items())
    return f"{entry.fingerprint} = {{ {inner} }}"
