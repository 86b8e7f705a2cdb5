"""Words for refusing an input: text from outside, made fit to stand in a message."""

from __future__ import annotations

from typing import NoReturn

from mahogen.errors import InputError, Problem, Source


def refuse(file: str, line: int, what: str, hint: str = "") -> NoReturn:
    """Give up on `file` because of `what`.

    Raises:
        InputError: always.
    """
    raise InputError([Problem(Source(file, line), what, hint)])


def shown(text: str, limit: int = 60) -> str:
    """`text` in double quotes, on one line, cut at `limit` characters, nothing invisible in it."""
    flat = " ".join(text.split())
    cut = flat[:limit] + ("..." if len(flat) > limit else "")
    return '"' + "".join(_visible(char) for char in cut) + '"'


def _visible(char: str) -> str:
    return char if char.isprintable() else f"\\u{ord(char):04x}"
