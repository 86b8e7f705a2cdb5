"""Values for what a contract declares, and what of them arrives on the other side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from samples import plain

from mahogen.model.api import Dialect
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import Anything
from mahogen.runtime.codec.scalars import Boolean, Double, Integer
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.operation import Operation


def filled(codec: Codec[Any], name: str, *, sparse: bool = False, start: int = 7) -> Any:
    """A value with two items in every list, no two texts alike.

    Every field of every entity is set; if `sparse`, only those that the contract requires.
    """
    return _filled(codec, name, count(start), sparse)


def _filled(codec: Codec[Any], name: str, numbers: Iterator[int], sparse: bool) -> Any:
    number = next(numbers)
    match codec:
        case Struct():
            fields = (f for f in codec.fields if f.required or not sparse)
            return codec.cls(**{f.name: _filled(f.codec, f.tag, numbers, sparse) for f in fields})
        case Array():
            return [_filled(codec.item, name, numbers, sparse) for _ in range(2)]
        case Integer():
            return number
        case Double():
            return number + 0.5
        case Boolean():
            return True
        case Anything():
            return None if sparse else {"any": "thing"}
        case _:
            return f"{name} {number}"


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Plain data as a path for each leaf; what WS-I puts around members is left out."""
    match value:
        case {"complexObjectArray": members}:
            return flat(members, path)
        case dict():
            found = [flat(v, f"{path}.{k}" if path else k) for k, v in value.items()]
        case list():
            found = [flat(v, f"{path}[{n}]") for n, v in enumerate(value)]
        case _:
            return {} if value is None else {path: value}
    return {key: leaf for one in found for key, leaf in one.items()}


def astray(given: Any, taken: Any, wanted: Any) -> tuple[str, ...]:
    """What went wrong between two sides: a line for each leaf of `given` that did not arrive, or
    not with its text, and for each leaf of `wanted` that the other side did not get."""
    before, after, due = flat(given), flat(taken), flat(wanted)
    lines = [
        f"{key} became {after[key]!r}" if key in after else f"{key} lost"
        for key, value in before.items()
        if key not in after or _text(after[key]) != _text(value)
    ]
    lines += [f"{key} missing" for key in due if key not in before and not _within(key, after)]
    return (*lines, *(f"{key} in another shape" for key in due if _parts_of(key, after)))


def _within(key: str, leaves: Mapping[str, Any]) -> bool:
    """Whether there is anything for `key`, whatever its shape."""
    return key in leaves or _parts_of(key, leaves)


def _parts_of(key: str, leaves: Mapping[str, Any]) -> bool:
    return any(leaf.startswith((f"{key}.", f"{key}[")) for leaf in leaves)


def _text(value: Any) -> str:
    """A number is the same as its text, for PHP as in XML; a truth value is not."""
    return f"truth {value}" if isinstance(value, bool) else str(value)


def of_parts(call: Operation[Any], dialect: Dialect, values: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments, by Python name, under the names of the parts of a dialect."""
    parts = [part for part in getattr(call, dialect).parts if part != "sessionId"]
    return {
        part: plain(p.type, values[p.name], pairs=True)
        for part, p in zip(parts, call.parameters, strict=True)
        if part and p.name in values
    }


def arguments(call: Operation[Any], *, sparse: bool) -> dict[str, Any]:
    """A value for every parameter, or for those that are required."""
    return {
        p.name: filled(p.type, p.name, sparse=sparse, start=n * 100)
        for n, p in enumerate(call.parameters, 1)
        if p.required or not sparse
    }


def result(call: Operation[Any], dialect: Dialect, *, sparse: bool = False) -> dict[str, Any]:
    """What is answered to a call, under the name that it has."""
    name = getattr(call, dialect).result
    if call.result is None or name is None:
        return {}
    return {name: plain(call.result, filled(call.result, name, sparse=sparse), pairs=True)}
