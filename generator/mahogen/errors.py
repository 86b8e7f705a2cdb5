"""What can go wrong in a run of mahogen, and the exit code that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby


class Exit(IntEnum):
    """How a run ended, for scripts: findings are not the same as a contract that is no use."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a fact was read: a file as the user named it, and a line counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, what, and what to do about it."""

    source: Source
    what: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.source}: {self.what}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """Where a contract deviates from the other one or from real stores, and what is made of it.

    Nothing is wrong with what is generated. `kind` is a title that several share; `about` is the
    operation or entity.
    """

    kind: str
    source: Source
    about: str
    what: str


def by_kind(differences: Iterable[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    """The differences of each kind, sorted by place, each once."""
    for kind, found in groupby(sorted(set(differences)), lambda difference: difference.kind):
        yield kind, list(found)


class MahogenError(Exception):
    """Base of all that a user can cause; printed without a traceback."""

    exit_code = Exit.USAGE


class ProblemsError(MahogenError):
    """Carries every problem of a run, sorted by place, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(ProblemsError):
    """A contract that cannot be used: unreadable, not a WSDL, contradictory, refused."""

    exit_code = Exit.INPUT


class ConfigError(ProblemsError):
    """A configuration or notes file that cannot be used."""

    exit_code = Exit.USAGE


class OutputError(ProblemsError):
    """An output folder that cannot be written without harm, or at all."""

    exit_code = Exit.USAGE


class Diagnostics:
    """Gathers problems while a run goes on: errors end it at the next gate, warnings do not."""

    def __init__(self) -> None:
        self.errors: list[Problem] = []
        self.usage: list[Problem] = []
        self.warnings: list[Problem] = []
        self.notes: list[str] = []
        self.differences: list[Difference] = []

    def error(self, source: Source, what: str, hint: str = "") -> None:
        """Note what makes the input unusable."""
        self.errors.append(Problem(source, what, hint))

    def misuse(self, source: Source, what: str, hint: str = "") -> None:
        """Note what is wrong with the configuration or the notes, not with the contract."""
        self.usage.append(Problem(source, what, hint))

    def refused(self, error: InputError | ConfigError) -> None:
        """Note what a file was refused for, so that the others can still be read."""
        (self.errors if isinstance(error, InputError) else self.usage).extend(error.problems)

    def warn(self, source: Source, what: str, hint: str = "") -> None:
        """Note a defect that real stores have and that generation survives."""
        self.warnings.append(Problem(source, what, hint))

    def note(self, text: str) -> None:
        """Note what the user may want to know of how the input was found."""
        self.notes.append(text)

    def differ(self, kind: str, source: Source, about: str, what: str) -> None:
        """Note where a contract deviates, which one should know and need not mend."""
        self.differences.append(Difference(kind, source, about, what))

    def gate(self) -> None:
        """Raise InputError if anything noted so far makes the input unusable, else ConfigError
        if anything is wrong with what the user wrote for mahogen; with all problems either way.
        """
        if self.errors:
            raise InputError([*self.errors, *self.usage])
        if self.usage:
            raise ConfigError(self.usage)
