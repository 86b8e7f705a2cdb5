"""Finds the texts of all problems in the source: what is passed as `what` to whatever takes one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WILD = "\0"


@dataclass(frozen=True)
class Text:
    """A literal, perhaps a piece of a sentence, with WILD where something is filled in."""

    module: str
    literal: str

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("[^\n]*".join(re.escape(part) for part in self.literal.split(WILD)))

    def __str__(self) -> str:
        return f"{self.module}: {self.literal.replace(WILD, '{}')}"


def texts(package: Path, *skip: str) -> list[Text]:
    """Every text that can be told apart from another, of all modules but those below `skip`."""
    modules = {
        path.relative_to(package).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(package.rglob("*.py"))
        if not path.relative_to(package).as_posix().startswith(skip)
    }
    takers = dict(taker for tree in modules.values() for taker in _takers(tree))
    found = {
        Text(name, literal)
        for name, tree in modules.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for literal in _said_in(function, takers)
        if literal.replace(WILD, "").strip()
    }
    return sorted(found, key=str)


def _takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Name of each function or dataclass that takes `what`, and its position among arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        elif isinstance(node, ast.ClassDef):
            names = [
                each.target.id
                for each in node.body
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
            ]
        else:
            continue
        if "what" in names:
            yield node.name, names.index("what")


def _said_in(function: ast.FunctionDef, takers: dict[str, int]) -> Iterator[str]:
    assigned = _assigned(function)
    for call in ast.walk(function):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else _name(call.func)
        # `report = diagnostics.error if ... else diagnostics.warn` is called by another name.
        position = takers.get(name, 1 if name == "report" else -1)
        if 0 <= position < len(call.args):
            yield from _literals(call.args[position], assigned, ())


def _assigned(function: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    """What each local name may stand for."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = zip(target.elts, node.value.elts, strict=True)
            else:
                pairs = zip([target], [node.value], strict=True)
            for name, value in pairs:
                found.setdefault(_name(name), []).append(value)
    return found


def _literals(
    node: ast.expr, assigned: dict[str, list[ast.expr]], inside: tuple[str, ...]
) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else WILD for part in parts
            )
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body, assigned, inside)
            yield from _literals(orelse, assigned, inside)
        case ast.Name(id=name) if name in assigned and name not in inside:
            for value in assigned[name]:
                yield from _literals(value, assigned, (*inside, name))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
