"""Templates to text: ours, and the user's in front of them."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)

from mahogen.emit import grammar, template_files
from mahogen.emit.folder import Folder
from mahogen.emit.own_templates import OwnTemplates
from mahogen.errors import ConfigError, Problem, Source

OURS: Final = "mahogen"
"""What our templates are called by those that go before them: mahogen/client.py.jinja."""
SCAFFOLD: Final = "scaffold/"
"""Those of a new project's own files, which are the user's to change once they are written."""


class Templates:
    """Renders; what the user's templates print has to be code that mahogen lets through."""

    def __init__(self, own: Folder | None = None, asked: Source | None = None) -> None:
        """`own` is the user's folder, `asked` where the configuration says so.

        Raises:
            ConfigError: there is no such folder, or a file in it is no template or of no use.
        """
        self._own: OwnTemplates | None = None
        if own is None:
            self._environment = _ours()
            return
        if not own.path.is_dir():
            what = f"there is no folder {own.name}"
            hint = "name one with templates of yours, from this file on"
            raise ConfigError([Problem(asked or Source(own.name, 0), what, hint)])
        self._own = OwnTemplates(own)
        ours = FileSystemLoader(template_files.directory())
        loaders = [self._own, ours, PrefixLoader({OURS: ours})]
        self._environment = environment(ChoiceLoader(loaders))
        packaged = [name for name in ours.list_templates() if not name.startswith(SCAFFOLD)]
        self._own.check(self._environment, packaged)

    def render(self, template: str, view: Any) -> str:
        """The text that `template` makes of `view`.

        Raises:
            ConfigError: a template of the user's does not work.
        """
        if self._own is None:
            return self._environment.get_template(template).render(view=view)
        with self._own.explained():
            return self._environment.get_template(template).render(view=view)

    def check(self, template: str, path: str, text: str) -> None:
        """Hold the module at `path`, which `template` made, to the grammar.

        Raises:
            grammar.Violation: a defect of mahogen.
            ConfigError: a template of the user's makes what the grammar does not have.
        """
        if self._own is None:
            return grammar.check(path, text)
        try:
            return grammar.check(path, text, self._own.lines)
        except grammar.Violation as violation:
            if not (name := self._own.used_by(template, self._environment)):
                raise
            what = f"makes what mahogen does not let through: {violation}"
            hint = "only lines that are printed as they stand may hold code of your own"
            raise ConfigError([Problem(self._own.source(name), what, hint)]) from violation


@cache
def _ours() -> Environment:
    return environment(FileSystemLoader(template_files.directory()))


def environment(loader: BaseLoader) -> Environment:
    """Jinja as all templates expect it."""
    made = Environment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,  # Python, not HTML: the filters and the grammar check do this work
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["xml"] = xml
    return made


def xml(text: str) -> str:
    """Text for an XML attribute or element, with nothing in it that nobody sees."""
    escapes = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    escapes |= {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return "".join(escapes.get(c) or (c if c.isprintable() else f"&#{ord(c)};") for c in text)
