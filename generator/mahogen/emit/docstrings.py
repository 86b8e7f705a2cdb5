"""Text from contracts and notes as Python docstrings.

The text is hostile until it has passed here: whatever it holds, what is printed is one string
literal on the lines that it wraps to.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from mahogen.emit.layout import WIDTH

MIN_WIDTH: Final = 30

_NAMED: Final = re.compile(r"\w+: ")


def sentence(text: str) -> str:
    """One line that ends in a full stop."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?" else f"{line}."


def section(title: str, entries: Iterable[tuple[str, str]]) -> list[str]:
    """The lines of `Args:`, `Returns:` or `Raises:`; empty if nothing stands in it."""
    items = [f"{name}: {text}" if name else text for name, text in entries]
    if not items:
        return []
    return ["", f"{title}:", *(f"    {item}" for item in items)]


def docstring(lines: Sequence[str], indent: int = 0) -> str:
    """A docstring literal, to be printed after `indent` spaces.

    A line that starts with blanks keeps them; what it wraps to stands four further in if the line
    begins with a name (`name: text`).
    """
    width = max(WIDTH - indent, MIN_WIDTH)
    wrapped: list[str] = []
    for number, line in enumerate(lines):
        content = " ".join(line.split())
        start = line[: len(line) - len(line.lstrip(" "))] if content else ""
        wrapped += textwrap.wrap(
            content,
            width - (6 if number == 0 else 0),
            initial_indent=start,
            subsequent_indent=start + "    " if start and _NAMED.match(content) else start,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    text = [escape(line) for line in wrapped] or [""]
    pad = " " * indent
    if len(text) == 1:
        return f'"""{text[0]}"""'
    body = [text[0], *(f"{pad}{line}" if line else "" for line in text[1:])]
    return '"""' + "\n".join(body) + f'\n{pad}"""'


def escape(line: str) -> str:
    """The inside of a docstring's line: no quote can end it, nothing invisible stays raw."""
    escaped = "".join(c if c.isprintable() else _escaped(c) for c in line.replace("\\", "\\\\"))
    escaped = escaped.replace('"""', '\\"\\"\\"')
    if escaped.startswith('"'):
        escaped = "\\" + escaped
    if escaped.endswith('"') and not escaped.endswith('\\"'):
        escaped = escaped[:-1] + '\\"'
    return escaped


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
