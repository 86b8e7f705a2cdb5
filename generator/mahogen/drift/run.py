"""A comparison from start to end: read both sides, compare, judge, weigh against the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from mahogen.drift.compare import compare
from mahogen.drift.finding import Finding
from mahogen.drift.judge import Question, judge
from mahogen.errors import ConfigError, Diagnostics, InputError, Problem, ProblemsError, Source
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.inputs import Inputs, read_inputs
from mahogen.read.sources import Sources

SHRUNK: Final = 10
"""A contract with one in so many of the operations that were there, or less, counts as broken."""


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
    apis = [_built(inputs, one) for inputs, one in zip((before, after), diagnostics, strict=True)]
    was, now = apis
    if not allow_empty:
        _refuse_shrunk(was, now)
    changes = compare(was, now)
    present = frozenset(change.fingerprint for change in changes)
    return Compared(judge(changes, was, now, question), present, tuple(remarks))


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


def _built(inputs: Inputs[str], diagnostics: Diagnostics) -> Api:
    wsdls: Mapping[Dialect, object] = {Dialect(k): document for k, document in inputs.wsdls.items()}
    return build(wsdls, inputs.catalog, inputs.notes, diagnostics)  # type: ignore[arg-type]


def _remarks(before: Inputs[str], after: Inputs[str]) -> Iterator[str]:
    old, new = set(before.wsdls), set(after.wsdls)
    if old & new:
        for which, lone in (("old", old - new), ("new", new - old)):
            if lone:
                yield f"only the {which} side has a contract of {' and '.join(sorted(lone))}"
    if (before.catalog is None) != (after.catalog is None):
        which = "new" if after.catalog is None else "old"
        yield f"the {which} side has no catalog: resources and faults are not compared"


def _refuse_shrunk(was: Api, now: Api) -> None:
    """A store whose modules are broken serves a contract without them, and says nothing of it."""
    old, new = _count(was), _count(now)
    if new * SHRUNK <= old:
        there = now.contracts[0].source
        what = f"has {new} operations of resources, where there were {old}"
        hint = "is a module of the store broken? --allow-empty compares it all the same"
        raise InputError([Problem(Source(there.file, 0), what, hint)])


def _count(api: Api) -> int:
    return sum(len(resource.operations) for resource in api.resources)
