"""Problems as lines on stderr: `file:line: what`, seen from where the user stands."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mahogen.errors import Difference, MahogenError, Problem, ProblemsError, Source, by_kind
from mahogen.streams import say


@dataclass(frozen=True, slots=True)
class Report:
    """Prints for a run whose configuration is in `folder`, to which all names are relative."""

    folder: Path = Path()

    def error(self, error: MahogenError) -> None:
        """All that is wrong, without a prefix, so that a terminal makes each place a link."""
        if isinstance(error, ProblemsError):
            self._lines("", error.problems)
        else:
            say(f"mahogen: {printable(str(error))}")

    def warnings(self, problems: Iterable[Problem]) -> None:
        """What generation survives, sorted by place, each once."""
        self._lines("warning: ", sorted(set(problems)))

    def defect(self, error: Exception) -> None:
        """What should not have happened, whatever the input."""
        name = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        say(f"mahogen: this is a defect of mahogen: {printable(name)}")
        say("  hint: please report it with the contract; MAHOGEN_DEBUG=1 shows where it happened")

    def note(self, text: str) -> None:
        """What the user may want to know, once a run."""
        say(f"note: {printable(text)}")

    def differences(self, differences: Iterable[Difference], command: str) -> None:
        """Where contracts deviate: a line for each kind, since there may be hundreds.

        `command` shows them all.
        """
        for kind, found in by_kind(differences):
            place = self.place(found[0].source)
            count = f"{len(found)}, the first" if len(found) > 1 else "1,"
            self.note(f"{kind}: {count} at {place}; see {command}")

    def listed(self, differences: Iterable[Difference]) -> Iterator[str]:
        """The lines of all of them, below the rest of what a contract says."""
        for number, (kind, found) in enumerate(by_kind(differences)):
            yield from [] if number else ["", "where contracts deviate"]
            yield f"  {kind}"
            for difference in found:
                yield f"    {self.place(difference.source)}: {printable(difference.what)}"

    def place(self, source: Source) -> str:
        """A place out of the input, as it reads from here."""
        return str(Source(self.name(source.file), source.line))

    def name(self, name: str) -> str:
        """A name out of the configuration, as it reads from here; addresses and options as is."""
        if name.startswith("--") or "://" in name:
            return printable(name)
        from_here = posixpath.join(self.folder.as_posix(), name).removeprefix("./")
        # An option names a place from here, and so it may lead out of that folder again.
        return printable(posixpath.normpath(from_here) if "/../" in from_here else from_here)

    def _lines(self, prefix: str, problems: Iterable[Problem]) -> None:
        for problem in problems:
            source = Source(self.name(problem.source.file), problem.source.line)
            what, hint = printable(problem.what), printable(problem.hint)
            say(prefix + str(replace(problem, source=source, what=what, hint=hint)))


def plural(count: int, level: str) -> str:
    """How many errors, warnings or infos, in words."""
    return f"{count} {level}" if count == 1 or level == "info" else f"{count} {level}s"


def printable(text: str) -> str:
    """`text` with nothing in it that a terminal would act upon: no control, no bidi characters."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
