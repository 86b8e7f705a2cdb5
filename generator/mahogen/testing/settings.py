"""What the markers of a test and the command line ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import pytest

from mahogen.fake_store import SeedError, State
from mahogen.fake_store.seeds import Seed, from_file, state_of
from mahogen.runtime.dialects import DIALECTS, DialectName

_KINDS: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "http": (lambda value: isinstance(value, bool), "True or False"),
    "dialect": (lambda value: value in list(DIALECTS), "one of " + ", ".join(map(repr, DIALECTS))),
    "strict": (lambda value: isinstance(value, bool), "True or False"),
    "seed": (
        lambda value: isinstance(value, str | Path | Mapping | State),
        "a file's path from pytest's rootdir on, a mapping, or a State",
    ),
    "user": (lambda value: isinstance(value, str), "the name of a user of the seed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the store of a test is made and called; None for what nobody says."""

    test: str
    http: bool | None
    dialect: DialectName | None
    strict: bool
    state: State
    user: str | None

    def refusal(self, what: str) -> pytest.UsageError:
        """What is wrong with the marker of the test."""
        return _refusal(self.test, what)


def settings_of(item: pytest.Item) -> Settings:
    """What holds for a test.

    Raises:
        pytest.UsageError: a marker that cannot be.
    """
    said = _said(item)
    option = item.config.getoption
    return Settings(
        test=item.nodeid,
        http=said.get("http"),
        dialect=said.get("dialect", option("maho_dialect")),
        strict=said.get("strict", option("maho_strict")),
        state=_state(item, said.get("seed")),
        user=said.get("user"),
    )


def _said(item: pytest.Item) -> Mapping[str, Any]:
    """The options of all markers, those of the closest before those of others."""
    said: dict[str, Any] = {}
    for mark in item.iter_markers("maho"):
        if mark.args:
            hint = f"its options are named: {', '.join(f'{name}=' for name in _KINDS)}"
            raise _refusal(item.nodeid, f"has the value {mark.args[0]!r} without a name; {hint}")
        for name, value in mark.kwargs.items():
            _check(item, name, value)
            said.setdefault(name, value)
    return said


def _check(item: pytest.Item, name: str, value: Any) -> None:
    if name not in _KINDS:
        near = get_close_matches(name, _KINDS, 1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(_KINDS)}"
        raise _refusal(item.nodeid, f"has no option {name!r}; {hint}")
    fits, kind = _KINDS[name]
    if not fits(value):
        raise _refusal(item.nodeid, f"takes for {name} {kind}, not {value!r}")


def _state(item: pytest.Item, seed: Seed) -> State:
    try:
        if not isinstance(seed, str | Path):
            return state_of(seed)
        return from_file(item.config.rootpath / seed, str(seed))
    except SeedError as error:
        raise _refusal(item.nodeid, f"has a seed that cannot be: {error}") from None


def _refusal(test: str, what: str) -> pytest.UsageError:
    return pytest.UsageError(f"{test}: @pytest.mark.maho {what}")
