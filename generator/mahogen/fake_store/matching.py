"""Whether an argument of a call is the one that a test expects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def fits(wanted: Any, found: Any) -> bool:
    """Whether they are equal; entities by name and fields: a test's come from its own package.

    A mapping fits an entity whose fields of these names fit, whatever its others are.
    """
    if isinstance(wanted, Mapping) and is_dataclass(found):
        return all(fits(value, getattr(found, name)) for name, value in wanted.items())
    if is_dataclass(wanted) and is_dataclass(found):
        return type(wanted).__name__ == type(found).__name__ and all(
            fits(getattr(wanted, field.name), getattr(found, field.name, None))
            for field in fields(wanted)
        )
    if isinstance(wanted, list | tuple) and isinstance(found, list | tuple):
        return len(wanted) == len(found) and all(map(fits, wanted, found))
    return bool(wanted == found)
