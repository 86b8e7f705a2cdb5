"""Which line of a TOML file a key stands on; tomllib does not tell.

It reads the text that tomllib accepted, so it need not judge it: headers, keys and where values
end are all it looks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

Path = tuple[str, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_\-]+)[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_REST = re.compile(r"[^\n]*")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def locate(text: str, path: Path) -> int:
    """The line, counted from 1, of the key or table at `path` in the TOML file `text`.

    Where the key is not to be found, the line of the nearest one above it; 1 if there is none.
    """
    lines = _index(text)
    above = (path[:length] for length in range(len(path), 0, -1))
    return next((lines[prefix] for prefix in above if prefix in lines), 1)


@lru_cache(maxsize=4)
def _index(text: str) -> dict[Path, int]:
    """Where each key, and each table that holds one, is first spoken of."""
    lines: dict[Path, int] = {}
    for path, line in _keys(text):
        for length in range(1, len(path) + 1):
            lines.setdefault(path[:length], line)
    return lines


def _keys(text: str) -> Iterator[tuple[Path, int]]:
    """Every table header and key, as a whole path, with its line."""
    position, counted, line = 0, 0, 1
    table: Path = ()
    while True:
        position = _end(_SPACE, text, position)
        if position >= len(text):
            return
        line += text.count("\n", counted, position)
        counted = position
        if text[position] == "[":
            while position < len(text) and text[position] == "[":
                position += 1
            table, position = _dotted(text, position)
            yield table, line
            position = _end(_REST, text, position)
            continue
        key, position = _dotted(text, position)
        if not key:
            return
        yield (*table, *key), line
        start = position + 1
        position = _value_end(text, start)
        for inner, below in _inline(text, start, position, (*table, *key)):
            yield inner, line + below


def _inline(text: str, start: int, end: int, above: Path) -> Iterator[tuple[Path, int]]:
    """The keys of an inline table that is the value between `start` and `end`; lines below it."""
    position = _end(_SPACE, text, start)
    if text[position : position + 1] != "{":
        return
    position += 1
    while position < end:
        position = _end(_SPACE, text, position)
        below = text.count("\n", start, position)
        key, position = _dotted(text, position)
        if not key:
            return
        yield (*above, *key), below
        value = position + 1
        position = _value_end(text, value, inside=True)
        for inner, further in _inline(text, value, position, (*above, *key)):
            yield inner, below + further
        position += 1


def _dotted(text: str, position: int) -> tuple[Path, int]:
    """The dotted key at `position`, and where it ends."""
    parts = []
    while match := _KEY.match(text, position):
        parts.append(_plain(match.group(1)))
        position = match.end()
        if text[position : position + 1] != ".":
            break
        position += 1
    return tuple(parts), position


def _plain(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    return _ESCAPE.sub(_unescape, key[1:-1]) if key[0] == '"' else key


def _unescape(match: re.Match[str]) -> str:
    short, long, char = match.groups()
    return chr(int(short or long, 16)) if short or long else _ESCAPES.get(char, char)


def _value_end(text: str, position: int, inside: bool = False) -> int:
    """Where the value at `position` ends: a line end, or a comma if `inside` an inline table."""
    depth = 0
    while position < len(text):
        char = text[position]
        if char in "\"'":
            position = max(_end(_STRING, text, position), position + 1)
            continue
        if char == "#":
            position = _end(_REST, text, position)
            continue
        if depth == 0 and (char in ",}" if inside else char == "\n"):
            return position
        depth += (char in "[{") - (char in "]}")
        position += 1
    return position


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
