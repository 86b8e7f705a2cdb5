"""Every value with every other one, in a slow run; in a default run each of them once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest


def crossed(first: Sequence[Any], second: Sequence[Any]) -> list[Any]:
    """Pairs for `parametrize`: those that a default run needs to have each value once."""
    longest = max(len(first), len(second))
    needed = {(place % len(first), place % len(second)) for place in range(longest)}
    return [
        pytest.param(
            one,
            other,
            marks=() if (here, there) in needed else pytest.mark.slow,
            id=f"{_called(one)}-{_called(other)}",
        )
        for here, one in enumerate(first)
        for there, other in enumerate(second)
    ]


def few(values: Mapping[str, Any] | Sequence[Any], wanted: int) -> list[Any]:
    """Values for `parametrize`, by their names if they have any; a default run has `wanted`."""
    named = values if isinstance(values, Mapping) else {ascii(v)[:40]: v for v in values}
    kept = {place * len(named) // wanted for place in range(wanted)}
    return [
        pytest.param(value, id=name, marks=() if place in kept else pytest.mark.slow)
        for place, (name, value) in enumerate(named.items())
    ]


def _called(value: Any) -> str:
    return getattr(value, "__name__", "") or ascii(value)[:30]
