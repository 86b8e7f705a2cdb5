"""Outcomes as text, each format in a module of its own, loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from mahogen.drift.outcome import Outcome

FORMATS: Final = ("text", "json", "github", "sarif", "markdown", "html")


def render(format_: str, outcome: Outcome) -> str:
    """`outcome` in one of FORMATS, with a line feed at its end."""
    text: str = import_module(f"{__name__}.{format_}").render(outcome)
    return text
