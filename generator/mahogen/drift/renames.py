"""Guesses which of the things that went away came back under another name.

A guess needs the same shape, and a name or a place that agrees; it is given only where one thing
fits one other thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import Final, TypeVar

T = TypeVar("T")

SIMILAR: Final = 0.6
"""The share of letters that two names have in common when they are taken for one."""


def renamed(
    gone: Mapping[str, T],
    added: Mapping[str, T],
    alike: Callable[[T, T], bool],
    beside: Callable[[str, str], bool] = lambda old, new: False,
) -> dict[str, str]:
    """New names by old ones.

    `alike` tells whether two things have the same shape; `beside` whether the new one stands where
    the old one stood, which makes up for a name that is wholly another.
    """
    fits = {
        old: [
            new
            for new in added
            if alike(gone[old], added[new]) and (_similar(old, new) or beside(old, new))
        ]
        for old in gone
    }
    found: dict[str, str] = {}
    for old, news in fits.items():
        best = max(news, key=lambda new: _likeness(old, new), default=None)
        if best is None:
            continue
        rivals = [o for o, others in fits.items() if best in others]
        if max(rivals, key=lambda o: _likeness(o, best)) == old:
            found[old] = best
    return found


def _similar(old: str, new: str) -> bool:
    return _likeness(old, new) >= SIMILAR


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.lower(), new.lower(), autojunk=False).ratio()
