"""Which arrays lie in one another, how deep, and which of them never end."""

from __future__ import annotations

from mahogen.errors import Diagnostics
from mahogen.model.schemas import Array, Declared

MAX_DEPTH = 16


def endless(declared: Declared, diagnostics: Diagnostics) -> frozenset[str]:
    """The arrays whose type has no end when written out, by name.

    An array of arrays of itself is an error. Where it comes back to itself through the value of a
    map, it is a recursive entity, and is only no map.
    """
    following = {name: _next(array, declared) for name, array in declared.arrays.items()}
    depths: dict[str, int] = {}
    found: set[str] = set()
    for start in following:
        path = _path(start, following, depths)
        last = following[path[-1]] if path else ""
        if last in path:
            cycle = path[path.index(last) :]
            found.update(cycle)
            _report_cycle(cycle, declared, diagnostics)
        for name in reversed(path):
            depths[name] = 0 if name in found else depths.get(following[name], 0) + 1
            if depths[name] == MAX_DEPTH + 1:
                what = f"arrays are nested more than {MAX_DEPTH} deep, starting with {name}"
                source = declared.arrays[name].source
                diagnostics.error(source, what, "put a struct between them")
    return frozenset(found | {name for name, depth in depths.items() if depth > MAX_DEPTH})


def _path(start: str, following: dict[str, str], known: dict[str, int]) -> list[str]:
    """The arrays from `start` on inwards, up to one that is `known` or comes again."""
    path: list[str] = []
    steps = {""}
    while start not in steps and start not in known:
        path.append(start)
        steps.add(start)
        start = following[start]
    return path


def _next(array: Array, declared: Declared) -> str:
    """The array that `array` has for its items, or as a map for its values; else nothing."""
    value = declared.map_value(array)
    inner = declared.array(value.type if value else array.item)
    return inner.name if inner else ""


def _report_cycle(cycle: list[str], declared: Declared, diagnostics: Diagnostics) -> None:
    arrays = [declared.arrays[name] for name in cycle]
    if any(declared.map_value(array) for array in arrays):
        return
    steps = " -> ".join([*cycle, cycle[0]])
    what = f"the array {cycle[0]} holds only itself: {steps}"
    diagnostics.error(arrays[0].source, what, "put a struct between them")
