"""The import statements of one generated module, in the order that ruff's isort rules want."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Collection
from typing import Final, TypeAlias

from mahogen.emit.layout import WIDTH
from mahogen.emit.taste import Taste

_DIGITS: Final = re.compile(r"(\d+)")
_Natural: TypeAlias = tuple[list[tuple[int, str]], str]


class Imports:
    """Gathers what a module uses, which lies `depth` folders deep; prints each name once."""

    def __init__(self, taste: Taste, depth: int, own: Collection[str] = ()) -> None:
        """`own` are the packages of the project that the module is part of, if it is of one."""
        self._taste = taste
        self._depth = depth
        self._own = own
        self._names: dict[str, set[str]] = defaultdict(set)
        self._modules: set[str] = set()

    def add(self, module: str, *names: str) -> None:
        """`from module import names`; relative modules start with a dot.

        Modules of the runtime are called by their own names, wherever the package has them.
        """
        self._names[self._taste.located(module, self._depth)].update(names)

    def module(self, name: str) -> None:
        """`import name`."""
        self._modules.add(name)

    def render(self, indent: int = 0) -> str:
        """The statements, a blank line between standard library, others, own and the package."""
        statements: dict[int, list[str]] = defaultdict(list)
        for module in sorted(self._modules):
            statements[self._section(module)].append(f"import {module}")
        for module in sorted(self._names, key=_module_key):
            statements[self._section(module)] += _statements(module, self._names[module], indent)
        blocks = ["\n".join(statements[section]) for section in sorted(statements)]
        text = "\n\n".join(blocks)
        pad = " " * indent
        return "\n".join(pad + line if line else "" for line in text.split("\n"))

    def _section(self, module: str) -> int:
        root = module.partition(".")[0]
        if module == "__future__":
            return 0
        if module.startswith("."):
            return 4
        if root in self._own:
            return 3
        return 1 if root in sys.stdlib_module_names else 2


def _module_key(module: str) -> tuple[int, _Natural]:
    dots = len(module) - len(module.lstrip("."))
    name = module.lstrip(".")
    return -dots, _natural(name.lower(), name)


def name_key(name: str) -> tuple[int, _Natural]:
    """How names are sorted in imports: constants, then classes, then the rest."""
    return _rank(name), _natural(name.lower(), name)


def exported_key(name: str) -> tuple[int, _Natural]:
    """How they are sorted in `__all__`, where capitals go before small letters."""
    return _rank(name), _natural(name, name)


def _rank(name: str) -> int:
    if name.isupper() and len(name) > 1:
        return 0
    return 1 if name[0].isupper() else 2


def _natural(text: str, name: str) -> _Natural:
    """Numbers in the text by their value; of equal ones, by the name."""
    parts = _DIGITS.split(text)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts if part], name


def _statements(module: str, names: set[str], indent: int) -> list[str]:
    """One statement for the plain names, one for each renamed one."""
    plain = {name for name in names if " as " not in name}
    first = [_statement(module, plain, indent)] if plain else []
    return first + [_statement(module, {name}, indent) for name in sorted(names - plain)]


def _statement(module: str, names: set[str], indent: int) -> str:
    ordered = sorted(names, key=name_key)
    line = f"from {module} import {', '.join(ordered)}"
    if len(line) + indent <= WIDTH:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in ordered), ")"])
