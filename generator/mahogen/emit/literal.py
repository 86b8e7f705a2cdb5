"""Python literals: the one way in which text from outside becomes code."""

from __future__ import annotations


def literal(value: str) -> str:
    """A string literal in double quotes, ASCII but for printable letters, on one line."""
    body = value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in body
    )
    # ruff prefers the quote that needs no escape
    if '"' in value and "'" not in value:
        return "'" + escaped.replace('\\"', '"') + "'"
    return f'"{escaped}"'
