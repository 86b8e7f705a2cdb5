"""Templates of the user's that go before ours. They are code, and trusted as such."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Final

from jinja2 import (
    Environment,
    FileSystemLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.meta import find_referenced_templates

from mahogen.emit.folder import Folder
from mahogen.errors import ConfigError, Problem, Source

_SUFFIX: Final = ".jinja"
_DELIMITERS: Final = ("{{", "{%", "{#", "}}", "%}", "#}")

_Source = tuple[str, str, Callable[[], bool]]


class OwnTemplates(FileSystemLoader):
    """The templates in a folder, whose files are named as the configuration names them.

    `lines` are all lines of them that are printed as they stand.
    """

    def __init__(self, folder: Folder) -> None:
        super().__init__(folder.path)
        self.folder = folder
        self.lines: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> _Source:
        """What Jinja asks for: text, file, and whether that is still so."""
        text, _, current = super().get_source(environment, template)
        return text, self.source(template).file, current

    def source(self, template: str, line: int = 0) -> Source:
        """Where a template is."""
        return Source(f"{self.folder.name}/{template}" if template else self.folder.name, line)

    def check(self, environment: Environment, ours: Collection[str]) -> None:
        """Read all of them; `ours` are the names of templates that mahogen asks for.

        Raises:
            ConfigError: some are no templates, or are of no use under their names.
        """
        problems: list[Problem] = []
        known: set[str | None] = set(ours)
        found = self._files()
        for name in found:
            if name.endswith(_SUFFIX):
                try:
                    with self.explained(name):
                        known |= self._read(name, environment)
                except ConfigError as error:
                    problems += error.problems
        if not problems and None not in known:  # else: a name that only the run will tell
            problems += [self._unused(name, ours) for name in found if self._strays(name, known)]
        if problems:
            raise ConfigError(problems)

    def used_by(self, template: str, environment: Environment) -> str:
        """Which of them `template` is or uses; empty if it is all ours."""
        own, waiting, seen = set(self._files()), [template], {template}
        while waiting:
            name = waiting.pop()
            if name in own:
                return name
            assert environment.loader
            text = environment.loader.get_source(environment, name)[0]
            found = {n for n in find_referenced_templates(environment.parse(text)) if n} - seen
            waiting += sorted(found)
            seen |= found
        return ""

    @contextmanager
    def explained(self, name: str = "") -> Iterator[None]:
        """Say what goes wrong in a template, `name` if in no other, as a problem of it.

        Raises:
            ConfigError: with the file and the line.
        """
        try:
            yield
        except UnicodeDecodeError as error:
            what, hint = "holds bytes that are not UTF-8", "save it as UTF-8"
            raise ConfigError([Problem(self.source(name), what, hint)]) from error
        except Exception as error:
            place = self._place(error, self.source(name))
            if not place.line and not isinstance(error, TemplateError):
                raise  # not of a template, so it is a defect of mahogen
            what = f"cannot be rendered: {_said(error)}"
            hint = (
                "see https://jinja.palletsprojects.com; mahogen's own templates show what is there"
            )
            raise ConfigError([Problem(place, what, hint)]) from error

    def _read(self, name: str, environment: Environment) -> set[str | None]:
        """Take in the lines of a template; returns those that it uses, None for an unknown one."""
        text, file, _ = self.get_source(environment, name)
        environment.compile(text, name, file)
        lines = {line.strip() for line in text.split("\n")} - {""}
        self.lines |= {line for line in lines if not any(d in line for d in _DELIMITERS)}
        return set(find_referenced_templates(environment.parse(text)))

    def _place(self, error: Exception, place: Source) -> Source:
        """The innermost line of a template that an error came by; if there is none, `place`."""
        trace = error.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if file.startswith(f"{self.folder.name}/"):
                place = Source(file, trace.tb_lineno)
            trace = trace.tb_next
        if isinstance(error, TemplateSyntaxError) and error.filename:
            place = Source(error.filename, error.lineno)
        return place

    def _files(self) -> list[str]:
        """What is there, but for hidden files."""
        return [name for name in self.list_templates() if not f"/{name}".count("/.")]

    def _strays(self, name: str, known: Collection[str | None]) -> bool:
        near = get_close_matches(name, [n for n in known if n], 1, 0.8)
        return name not in known and (name.endswith(_SUFFIX) or bool(near))

    def _unused(self, name: str, ours: Collection[str]) -> Problem:
        near = get_close_matches(name, ours, 1, 0.75)
        hint = f"did you mean {near[0]}?" if near else f"mahogen has {', '.join(sorted(ours))}"
        what = "mahogen has no template of this name, and none uses it"
        return Problem(self.source(name), what, hint)


def _said(error: Exception) -> str:
    """What an error says, where that is a sentence; with its kind, where it is not."""
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error}"
    return str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
