"""The calls that the store has, so that no test is about one that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache

from maho_api.contract import CONTRACT
from mahogen.runtime.operation import Operation


@cache
def paths() -> Mapping[str, frozenset[str]]:
    """The paths as the journal has them, each with the names of its arguments."""
    declared: list[Operation[object]] = list(CONTRACT.operations)
    for resource in CONTRACT.resources:
        declared += resource.operations
    return {
        _path(operation): frozenset(p.name for p in operation.parameters) for operation in declared
    }


def check(pattern: str, arguments: Iterable[str] = ()) -> None:
    """Refuse what no call can fit.

    Raises:
        ValueError: no path of the contract fits the pattern, or none of those that do has an
            argument of such a name.
    """
    fitting = [path for path in paths() if fnmatchcase(path, pattern)]
    if not fitting:
        raise ValueError(f"the store has no call {pattern!r}; {_near(pattern, paths())}")
    known = sorted(frozenset[str]().union(*(paths()[path] for path in fitting)))
    for name in arguments:
        if name not in known:
            hint = _near(name, known) if known else "it has none"
            raise ValueError(f"{pattern} has no argument {name!r}; {hint}")


def _path(operation: Operation[object]) -> str:
    if not operation.resource:
        return operation.name
    return f"{operation.resource}.{operation.method}"


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
