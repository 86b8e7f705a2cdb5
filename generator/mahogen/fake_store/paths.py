"""The calls that the store has, so that no test is about one that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, TypeAlias

from maho_api.contract import CONTRACT
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.operation import Operation, Parameter

_Parameters: TypeAlias = Mapping[str, Parameter]


@cache
def paths() -> Mapping[str, _Parameters]:
    """The parameters of each path by their names; paths are those that the journal has."""
    declared: list[Operation[Any]] = []
    for resource in CONTRACT.resources:
        declared += resource.operations
    declared += CONTRACT.operations
    return {_path(operation): {p.name: p for p in operation.parameters} for operation in declared}


def check(pattern: str, arguments: Mapping[str, Any] | None = None) -> None:
    """Refuse what no call can fit.

    Raises:
        ValueError: no path of the contract fits the pattern, none of those that do has an argument
            of such a name, or the entity that it is has no such field.
    """
    known = _known(pattern)
    if known is None:
        raise ValueError(f"the store has no call {pattern!r}; {near(pattern, paths())}")
    for name, value in (arguments or {}).items():
        if name not in known:
            hint = near(name, known) if known else "it has none"
            raise ValueError(f"{pattern} has no argument {name!r}; {hint}")
        _check_fields(known[name].type, value)


def shown(pattern: str, arguments: Mapping[str, Any]) -> str:
    """Arguments as the text of a failure has them: short, and without what may be a secret."""
    known = _known(pattern) or {}
    return ", ".join(
        f"{name}={value!r}"
        if isinstance(value, str | int | float | None) and not known[name].secret
        else f"{name}=..."
        for name, value in arguments.items()
    )


def _known(pattern: str) -> _Parameters | None:
    """What the calls take that fit; None if there are none such."""
    fitting = [taken for path, taken in paths().items() if fnmatchcase(path, pattern)]
    return {name: p for taken in fitting for name, p in taken.items()} if fitting else None


def _check_fields(codec: Codec[Any], value: Any) -> None:
    if isinstance(codec, Array) and isinstance(value, list | tuple):
        for item in value:
            _check_fields(codec.item, item)
    elif isinstance(codec, Struct) and isinstance(value, Mapping):
        known = {field.name: field for field in codec.fields}
        for name, part in value.items():
            if name not in known:
                what = f"{codec.cls.__name__} has no field {name!r}"
                raise ValueError(f"{what}; {near(name, known)}")
            _check_fields(known[name].codec, part)


def _path(operation: Operation[Any]) -> str:
    if not operation.resource:
        return operation.name
    return f"{operation.resource}.{operation.method}"


def near(name: str, known: Iterable[str]) -> str:
    """What there is in place of a name that is none."""
    found = get_close_matches(name, known, 1)
    return f"did you mean {found[0]}?" if found else f"there are {', '.join(known)}"
