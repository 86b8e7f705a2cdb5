"""All that is to be said of a contract: what is wrong, what is odd, what is there in vain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mahogen.config import Config
from mahogen.emit.plan.names import name_all
from mahogen.errors import Diagnostics, InputError, ProblemsError, Source
from mahogen.lint.unused import unused_messages, unused_types
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.inputs import read_inputs

ERROR: Final = "error"
WARNING: Final = "warning"
INFO: Final = "info"
LEVELS: Final = (ERROR, WARNING, INFO)


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One thing: how bad, where, what, and what to do about it, if anything.

    An error makes the contract unusable, a warning is a defect that one can live with, an info is
    worth knowing.
    """

    source: Source
    level: str
    what: str
    hint: str = ""


def lint(config: Config) -> list[Remark]:
    """Everything, sorted by place, each once.

    Raises:
        InputError: there is no contract to look at: nothing there, or nothing that could be read.
        ConfigError: the notes are wrong.
    """
    diagnostics = Diagnostics()
    inputs = read_inputs(config.inputs, diagnostics)
    found: list[Remark] = []
    for document in inputs.wsdls.values():
        for source, name in unused_messages(document.definitions):
            hint = "delete it, or the operation that it was for is missing"
            found.append(Remark(source, WARNING, f"no operation uses the message {name}", hint))
        for source, name in unused_types(document.definitions):
            found.append(Remark(source, INFO, f"no operation leads to the type {name}"))
    try:
        wsdls = {Dialect(key): document for key, document in inputs.wsdls.items()}
        api = build(wsdls, inputs.catalog, inputs.notes, diagnostics)
    except InputError as error:
        diagnostics.errors = list(error.problems)
    else:
        found += _collisions(api)
    found += [Remark(p.source, ERROR, p.what, p.hint) for p in diagnostics.errors]
    found += [Remark(p.source, WARNING, p.what, p.hint) for p in diagnostics.warnings]
    found += [Remark(d.source, INFO, f"{d.kind}: {d.what}") for d in diagnostics.differences]
    return sorted(set(found))


def fails(remarks: Iterable[Remark], limit: str) -> bool:
    """Whether any remark is as bad as `limit`, one of LEVELS; none is as bad as anything else."""
    bad = LEVELS[: LEVELS.index(limit) + 1] if limit in LEVELS else ()
    return any(remark.level in bad for remark in remarks)


def _collisions(api: Api) -> Iterator[Remark]:
    """Names that are two in the contract and would be one in Python."""
    diagnostics = Diagnostics()
    name_all(api, {}, diagnostics)
    try:
        diagnostics.gate()
    except ProblemsError as error:
        for problem in error.problems:
            yield Remark(problem.source, WARNING, problem.what, problem.hint)
