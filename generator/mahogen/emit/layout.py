"""Calls and literals as ruff would leave them: on one line if they fit, else an argument a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias
from unicodedata import combining, east_asian_width

WIDTH: Final = 88
"""The narrowest line length of a formatter that leaves the output alone."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call or a bracketed literal; `head` ends in the opening bracket."""

    head: str
    arguments: tuple[Argument, ...]
    exploded: bool = False

    @property
    def closing(self) -> str:
        return {"(": ")", "[": "]", "{": "}"}[self.head[-1]]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument, `label` being what stands before it (`name=` or `"key": `)."""

    value: Call | str
    label: str = ""


Value: TypeAlias = Call | str


def call(function: str, *arguments: Value | Argument, exploded: bool = False) -> Call:
    """`function(...)`; with `exploded`, an argument a line however short it is."""
    return Call(f"{function}(", _arguments(arguments), exploded)


def tuple_(items: Sequence[Value], exploded: bool = True) -> Value:
    """A tuple, an item a line if there are several and unless told otherwise."""
    # The comma of a tuple of one is no reason for ruff to keep it on several lines.
    return Call("(", _arguments(items), exploded and len(items) > 1) if items else "()"


def dict_(items: Sequence[tuple[str, Value]]) -> Value:
    """A dict, an item a line if there are any; keys are printed as they are."""
    if not items:
        return "{}"
    return Call("{", tuple(Argument(v, f"{k}: ") for k, v in items), exploded=True)


def keyword(name: str, value: Value) -> Argument:
    """`name=value`."""
    return Argument(value, f"{name}=")


def width(text: str) -> int:
    """Columns, as a formatter counts them: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in ("W", "F") else 1 for c in text)


def later(value: Value) -> Value:
    """A function that gives `value`, for names that are bound further down."""
    if isinstance(value, str):
        return f"lambda: {value}"
    return replace(value, head=f"lambda: {value.head}")


def lay_out(value: Value, indent: int = 0, used: int = 0) -> str:
    """The text of `value` whose first line begins at column `indent + used`.

    `used` counts what stands before it on that line and, behind it, a comma.
    """
    flat = _flat(value)
    if isinstance(value, str) or (flat is not None and indent + used + width(flat) <= WIDTH):
        return flat or ""
    if not value.arguments:  # a formatter does not open brackets with nothing in them
        return flat or ""
    inner = indent + 4
    lines = [
        f"{' ' * inner}{a.label}{lay_out(a.value, inner, len(a.label) + 1)},"
        for a in value.arguments
    ]
    return "\n".join([value.head, *lines, " " * indent + value.closing])


def assign(target: str, value: Value, indent: int = 0) -> str:
    """`target = value` after `indent` spaces.

    A value whose first line is too long even so goes into parentheses, if that helps; else the
    brackets of an annotation are opened.
    """
    head = f"{target} = "
    pad = " " * indent
    text = lay_out(value, indent, len(head))
    first = text.partition("\n")[0]
    if indent + len(head) + width(first) <= WIDTH:
        return head + text
    inside = lay_out(value, indent + 4)
    if indent + len(head) < WIDTH and indent + 4 + width(inside.partition("\n")[0]) <= WIDTH:
        return f"{head}(\n{pad}    {inside}\n{pad})"
    start, bracket, annotation = target.partition("[")
    if isinstance(value, Call) and bracket and annotation.endswith("]"):
        rest = lay_out(value, indent, len("] = "))
        return f"{start}[\n{pad}    {annotation[:-1]}\n{pad}] = {rest}"
    return head + text


def signature(head: str, parameters: Sequence[str], returns: Sequence[str], indent: int) -> str:
    """`head(parameters) -> a | b:` after `indent` spaces; `returns` are the union's members."""
    union = " | ".join(returns)
    pad = " " * indent
    fits = indent + width(f") -> {union}:") <= WIDTH
    if fits:
        tail = f" -> {union}:"
    elif len(returns) == 1 and ("[" in union or indent + 4 + width(union) > WIDTH):
        tail = f" -> {_broken(union, indent, len(') -> :'))}:"
    else:
        if indent + 4 + width(union) > WIDTH:
            members = [
                _broken(of, indent + 4, 2 if place else 0) for place, of in enumerate(returns)
            ]
            union = f"\n{pad}    | ".join(members)
        tail = f" -> (\n{pad}    {union}\n{pad}):"
    opening = call(head, *parameters, exploded=not fits)
    return lay_out(opening, indent, width(tail)) + tail


def _broken(annotation: str, indent: int, used: int) -> str:
    """A type that does not fit with its brackets opened, and those in them; what has none stays."""
    start, bracket, inside = annotation.partition("[")
    if not bracket or indent + used + width(annotation) <= WIDTH:
        return annotation
    pad = " " * indent
    return f"{start}[\n{pad}    {_broken(inside[:-1], indent + 4, 0)}\n{pad}]"


def _flat(value: Value) -> str | None:
    """On one line; None where something inside has to stand on several."""
    if isinstance(value, str):
        return value
    if value.exploded:
        return None
    parts = [(a.label, _flat(a.value)) for a in value.arguments]
    if any(text is None for _, text in parts):
        return None
    inner = ", ".join(f"{label}{text}" for label, text in parts)
    lone = "," if value.head == "(" and len(parts) == 1 else ""
    return f"{value.head}{inner}{lone}{value.closing}"


def _arguments(arguments: Sequence[Value | Argument]) -> tuple[Argument, ...]:
    return tuple(a if isinstance(a, Argument) else Argument(a) for a in arguments)
