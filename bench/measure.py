"""Contenders in turn, so that whatever else the machine does slows all of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

Contender = Callable[[], object]


def seconds(contenders: Mapping[str, Contender], rounds: int, calls: int = 1) -> dict[str, float]:
    """The median of the seconds for one call of each, over `rounds` of `calls` each."""
    for contender in contenders.values():
        contender()  # what is done once is not measured
    found: dict[str, list[float]] = {name: [] for name in contenders}
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, contender in contenders.items():
                started = perf_counter()
                for _ in range(calls):
                    contender()
                found[name].append((perf_counter() - started) / calls)
    finally:
        gc.enable()
    return {name: median(times) for name, times in found.items()}


def table(title: str, measured: Mapping[str, float]) -> str:
    """A line for each contender, with its ratio to the first."""
    (_, base), *_ = measured.items()
    lines = [
        f"  {name:<44} {spelled(time):>10} {time / base:8.2f}x" for name, time in measured.items()
    ]
    return "\n".join([title, *lines])


def spelled(time: float) -> str:
    """Seconds as people read them."""
    return (
        f"{time:.2f} s"
        if time >= 1
        else f"{time * 1e3:.1f} ms"
        if time >= 1e-3
        else f"{time * 1e6:.0f} us"
    )
