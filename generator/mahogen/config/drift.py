"""[drift] of a configuration: what a comparison of contracts looks at, and when it fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mahogen.config.rules import Key
from mahogen.drift.baseline import NAME
from mahogen.drift.rules import Severity, Side, near_rule, rules
from mahogen.errors import Source
from mahogen.model.api import NOWHERE
from mahogen.read.refuse import shown
from mahogen.read.source import Origin
from mahogen.read.toml import TomlFile

ALL: Final = "all"
SIDES: Final = (*(side.value for side in Side), ALL)
LEVELS: Final = tuple(str(severity) for severity in reversed(Severity) if severity)
NEVER: Final = "never"
FAIL_ON: Final = (*LEVELS, NEVER)
_KEYS: Final = ("side", "fail_on", "resources", "severity", "baseline")

_Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Drift:
    """What counts: for which sides, which resources (None: all), and how bad.

    `severities` are those of the user's own, by the id of a rule. `fail_on` is the least severity
    that fails a run, None if none does. `asked` is where the resources are named.
    """

    sides: tuple[Side, ...]
    fail_on: Severity | None
    resources: tuple[str, ...] | None
    severities: Mapping[str, Severity]
    baseline: Origin
    asked: Source = NOWHERE


def read_drift(toml: TomlFile, base: Path, table: _Table, at: Key) -> Drift:
    """What the table says, in a file whose folder is `base`."""
    toml.only(table, at, _KEYS)
    side = _choice(toml, table, at, "side", SIDES) or Side.CLIENT
    fail_on = _choice(toml, table, at, "fail_on", FAIL_ON) or str(Severity.ERROR)
    name = toml.string(table, at, "baseline")
    if isinstance(table.get("baseline"), str) and not name.strip():
        toml.problem((*at, "baseline"), '"baseline" is empty', "name a file, or leave it out")
    if table.get("resources") == []:
        toml.problem((*at, "resources"), '"resources" is empty', "name some, or leave it out")
    return Drift(
        sides_of(side),
        limit_of(fail_on),
        toml.strings(table, at, "resources") if "resources" in table else None,
        _severities(toml, toml.table(table, at, "severity"), (*at, "severity")),
        Origin.of(name.strip() or NAME, base, toml.source(*at, "baseline")),
        toml.source(*at, "resources"),
    )


def sides_of(word: str) -> tuple[Side, ...]:
    """One side, or all."""
    return tuple(Side) if word == ALL else (Side(word),)


def limit_of(word: str) -> Severity | None:
    """A severity, None for never."""
    return None if word == NEVER else severity_of(word)


def severity_of(word: str) -> Severity:
    """The severity of that name."""
    return Severity[word.upper()]


def _severities(toml: TomlFile, table: _Table, at: Key) -> dict[str, Severity]:
    found = {}
    for rule in table:
        if rule not in rules():
            toml.problem((*at, rule), f"{shown(rule)} is no rule", near_rule(rule))
        elif word := _choice(toml, table, at, rule, (*LEVELS, "none")):
            found[rule] = severity_of(word)
    return found


def _choice(toml: TomlFile, table: _Table, at: Key, key: str, known: tuple[str, ...]) -> str:
    word = toml.string(table, at, key)
    if key in table and isinstance(table[key], str) and word not in known:
        what = f"{shown(key)} is {shown(word)}"
        toml.problem((*at, key), what, f"write one of {', '.join(known)}")
        return ""
    return word
