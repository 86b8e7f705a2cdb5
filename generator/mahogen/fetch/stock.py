"""What stock stores have and do not tell: see stock.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any


def prefixes() -> Mapping[str, str]:
    """How the operations of V2 start, by the key of the resource, in the order of a store."""
    found: dict[str, str] = _data()["prefixes"]
    return found


def tags(resource: str = "") -> Mapping[str, Sequence[str]]:
    """What the faults of a resource are called, by code, in the order in which a store has them;
    those of every resource if none is named.
    """
    data = _data()
    found = data["faults"].get(resource, {}) if resource else data["global_faults"]
    return {code: [tag] if isinstance(tag, str) else tag for code, tag in found.items()}


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("stock.toml").read_text("utf-8"))
