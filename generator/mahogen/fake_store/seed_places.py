"""Where in its text a seed says what."""

from __future__ import annotations

import re
from functools import cached_property

from mahogen.errors import Source
from mahogen.read.toml_lines import locate


class Places:
    """The lines of a text that is TOML; without a text there is the name of the seed alone."""

    def __init__(self, name: str, text: str | None = None) -> None:
        self._name = name
        self._text = text
        self._headers: dict[str, list[int]] = {}

    def source(self, table: str = "", entry: int = 0, key: str = "") -> Source:
        """Where a key is, of the seed or of an entry counted from 1; without a key, the entry."""
        if self._text is None:
            return Source(self._name, 0)
        if not entry:
            return Source(self._name, locate(self._text, (table or key,)))
        if table not in self._headers:
            self._headers[table] = self._found(table)
        headers = self._headers[table]
        if entry > len(headers):  # written as one list, or hidden in a text of many lines
            return Source(self._name, locate(self._text, (table,)))
        begin, end = [*headers, len(self._lines)][entry - 1 : entry + 1]
        written = "\n".join(self._lines[begin:end])
        return Source(self._name, begin + locate(written, (table, key) if key else (table,)))

    @cached_property
    def _lines(self) -> list[str]:
        return (self._text or "").split("\n")

    def _found(self, table: str) -> list[int]:
        """The lines, counted from 0, that begin an entry of a table."""
        header = re.compile(rf"""[ \t]*\[\[[ \t]*["']?{re.escape(table)}["']?[ \t]*\]\]""")
        return [number for number, line in enumerate(self._lines) if header.match(line)]
