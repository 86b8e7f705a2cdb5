"""Which arrays lie in one another, how deep, and which of them never end."""

from __future__ import annotations

from collections.abc import Mapping

from mahogen.errors import Diagnostics
from mahogen.model.schemas import Array, Declared

MAX_DEPTH = 16


def endless(declared: Declared, diagnostics: Diagnostics) -> frozenset[str]:
    """The arrays to stop at, since their types have no end when written out, by name.

    An array of arrays of itself is an error. Where it comes back to itself through the value of a
    map, that is a recursive entity, and only the map is none.
    """
    following = {name: _next(array, declared) for name, array in declared.arrays.items()}
    found = _cut(following, declared, diagnostics)
    depths: dict[str, int] = {}
    for start in following:
        for name in reversed(_path(start, following, depths)):
            depths[name] = 0 if name in found else depths.get(following[name], 0) + 1
            if depths[name] == MAX_DEPTH + 1:
                what = f"arrays are nested more than {MAX_DEPTH} deep, starting with {name}"
                source = declared.arrays[name].source
                diagnostics.error(source, what, "put a struct between them")
    return frozenset(found | {name for name, depth in depths.items() if depth > MAX_DEPTH})


def _cut(following: dict[str, str], declared: Declared, diagnostics: Diagnostics) -> set[str]:
    """Cut every circle open where maps are in it, else everywhere; the arrays that were cut."""
    found: set[str] = set()
    seen: dict[str, int] = {}
    for start in list(following):
        path = _path(start, following, seen)
        seen.update(dict.fromkeys(path, 0))
        last = following[path[-1]] if path else ""
        if last not in path:
            continue
        cycle = path[path.index(last) :]
        maps = [name for name in cycle if declared.map_value(declared.arrays[name])]
        if not maps:
            steps = " -> ".join([*cycle, cycle[0]])
            what = f"the array {cycle[0]} holds only itself: {steps}"
            diagnostics.error(declared.arrays[cycle[0]].source, what, "put a struct between them")
        for name in maps or cycle:
            following[name] = ""
            found.add(name)
    return found


def _path(start: str, following: Mapping[str, str], known: Mapping[str, int]) -> list[str]:
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
