"""Workflow commands: lines of output that GitHub turns into annotations of files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mahogen.errors import Source
from mahogen.report import printable

_LEVELS: Final[Mapping[str, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def command(level: str, title: str, text: str, source: Source | None = None) -> str:
    """The line that annotates `source`, if there is one; `level` is error, warning or info."""
    given = {"title": title}
    if source and source.file and "://" not in source.file:
        given = {"file": source.file, "line": str(max(source.line, 1))} | given
    properties = ",".join(f"{key}={_property(value)}" for key, value in given.items())
    return f"::{_LEVELS[level]} {properties}::{_data(text)}"


def _data(text: str) -> str:
    """What stands behind the second `::`; a line feed would begin another command."""
    return printable(text.replace("%", "%25"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
