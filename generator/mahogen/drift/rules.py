"""The rules: each kind of change with its id, its severities and what it means."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum, StrEnum
from functools import cache
from importlib.resources import files


class Side(StrEnum):
    """From where a change is looked at.

    A client generated before it, a server generated before it, or Python code after generating
    again.
    """

    CLIENT = "client"
    SERVER = "server"
    SOURCE = "source"


class Severity(IntEnum):
    """How bad a change is, the worst last."""

    NONE = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


_LETTERS = {
    "E": Severity.ERROR,
    "W": Severity.WARNING,
    "I": Severity.INFO,
    "-": Severity.NONE,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of change: `title` in a few words, what it means, and what to do."""

    id: str
    title: str
    severities: Mapping[Side, Severity]
    meaning: str
    advice: str


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of rules.toml."""
    text = files(__package__).joinpath("rules.toml").read_text(encoding="utf-8")
    return {
        id_: Rule(
            id_,
            table["title"],
            {side: _LETTERS[table[side.value]] for side in Side},
            table["meaning"],
            table["advice"],
        )
        for id_, table in tomllib.loads(text).items()
    }


def near_rule(name: str) -> str:
    """What to say to somebody who asks for a rule that there is not."""
    near = get_close_matches(name.upper(), rules(), 1)
    return f"did you mean {near[0]}?" if near else "`mahogen rules` lists them"
