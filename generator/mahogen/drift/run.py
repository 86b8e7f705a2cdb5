"""A comparison from start to end: read both sides, compare, judge, weigh against the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from mahogen.drift.compare import Apis, compare_each
from mahogen.drift.finding import Finding
from mahogen.drift.judge import Question, judge
from mahogen.drift.view import View
from mahogen.errors import ConfigError, Diagnostics, InputError, Problem, ProblemsError, Source
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.inputs import Inputs, read_inputs
from mahogen.read.sources import Sources

SHRUNK: Final = 10
"""A contract with one in so many of the operations that were there, or less, counts as broken."""

_ORDER: Final = (Dialect.V2, Dialect.WSI, Dialect.V1)
"""What is the same in several dialects is told at its place in the first."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings, before any baseline, and what was not compared.

    `present` are the fingerprints of all changes, whether or not they were asked about.
    """

    findings: list[Finding]
    present: frozenset[str]
    remarks: tuple[str, ...]


def differences(
    old: Sources,
    new: Sources,
    question: Question,
    diagnostics: tuple[Diagnostics, Diagnostics],
    *,
    allow_empty: bool = False,
) -> Compared:
    """What changed from `old` to `new`; what is found on the way goes to `diagnostics`, each side's
    to its own.

    Raises:
        InputError: one of them cannot be used; or, unless `allow_empty`, the new one has almost
            nothing of what the old one had.
        ConfigError: the notes, or the resources that are asked about.
    """
    before, after = _read(old, new, diagnostics)
    remarks = list(_remarks(before, after))
    if after.catalog is None:
        after = replace(after, catalog=before.catalog)
    elif before.catalog is None:
        before = replace(before, catalog=after.catalog)
    was, now = (
        _built(inputs, one) for inputs, one in zip((before, after), diagnostics, strict=True)
    )
    if not allow_empty:
        _refuse_shrunk(was, now)
    changes = compare_each(was, now)
    present = frozenset(change.fingerprint for change in changes)
    apis = [*was.values(), *now.values()]
    return Compared(judge(changes, apis, question), present, tuple(remarks))


def _read(
    old: Sources, new: Sources, diagnostics: tuple[Diagnostics, Diagnostics]
) -> tuple[Inputs[str], Inputs[str]]:
    """Both sides, or the problems of both."""
    read: list[Inputs[str]] = []
    failed: list[ProblemsError] = []
    for sources, own in zip((old, new), diagnostics, strict=True):
        try:
            read.append(read_inputs(sources, own))
        except ProblemsError as error:
            failed.append(error)
    if failed:
        kind = InputError if any(isinstance(e, InputError) for e in failed) else ConfigError
        raise kind(problem for error in failed for problem in error.problems)
    before, after = read
    return before, after


def _built(inputs: Inputs[str], diagnostics: Diagnostics) -> Apis:
    """Each contract by itself, without notes: as it stands is how it is compared.

    Dialects that do not pair are none of our business here, nor are notes that fit one side only.
    """
    found: dict[Dialect, Api] = {}
    for dialect in (dialect for dialect in _ORDER if dialect in inputs.wsdls):
        own = Diagnostics()
        with suppress(InputError):
            found[dialect] = build({dialect: inputs.wsdls[dialect]}, inputs.catalog, None, own)
        diagnostics.errors += (e for e in own.errors if e not in diagnostics.errors)
        warned = _unexplained(own.warnings, inputs, dialect)
        diagnostics.warnings += (w for w in warned if w not in diagnostics.warnings)
    diagnostics.gate()
    return found


def _unexplained(warnings: list[Problem], inputs: Inputs[str], dialect: Dialect) -> list[Problem]:
    """Those that there are with the notes as well: what the notes know, nobody need be told."""
    noted = Diagnostics()
    try:
        if warnings:
            build({dialect: inputs.wsdls[dialect]}, inputs.catalog, inputs.notes, noted)
    except ProblemsError:  # the notes fit the dialects together, and not one by itself
        return warnings
    return [warning for warning in warnings if warning in noted.warnings]


def _remarks(before: Inputs[str], after: Inputs[str]) -> Iterator[str]:
    old, new = set(before.wsdls), set(after.wsdls)
    if old & new and new - old:  # what only the old side has, is a finding
        yield f"only the new side has a contract of {' and '.join(sorted(new - old))}"
    if (before.catalog is None) != (after.catalog is None):
        which = "new" if after.catalog is None else "old"
        yield f"the {which} side has no catalog: resources and faults are not compared"


def _refuse_shrunk(was: Apis, now: Apis) -> None:
    """A store whose modules are broken serves a contract without them, and says nothing of it."""
    problems = []
    for dialect in (dialect for dialect in was if dialect in now):
        # V1 may declare none, and make every call through one operation.
        if old := _declared(was[dialect], dialect):
            new = _declared(now[dialect], dialect)
            if new * SHRUNK <= old:
                problems.append(_shrunk(now[dialect], old, new))
    old, new = _count(was), _count(now)
    if new * SHRUNK <= old and not problems:
        problems.append(_shrunk(next(iter(now.values())), old, new))
    if problems:
        raise InputError(problems)


def _declared(api: Api, dialect: Dialect) -> int:
    """How many operations of resources the WSDL of a dialect declares."""
    view = View(api, dialect)
    return len(view.operations.keys() & view.resource_of.keys())


def _shrunk(there: Api, old: int, new: int) -> Problem:
    what = f"has {new} operations of resources, where there were {old}"
    hint = "is a module of the store broken? --allow-empty compares it all the same"
    return Problem(Source(there.contracts[0].source.file, 0), what, hint)


def _count(apis: Apis) -> int:
    every = (resource for api in apis.values() for resource in api.resources)
    return len({operation.name for resource in every for operation in resource.operations})
