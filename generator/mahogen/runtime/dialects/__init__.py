"""The SOAP dialects of a store: how a call becomes a message."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from mahogen.runtime.dialects.base import Dialect
from mahogen.runtime.dialects.v1 import V1
from mahogen.runtime.dialects.v2 import V2
from mahogen.runtime.dialects.wsi import WSI

DialectName: TypeAlias = Literal["v1", "v2", "wsi"]

PREFERRED: Final[tuple[DialectName, ...]] = ("v2", "wsi", "v1")
"""Which dialect to speak where several would do."""

DIALECTS: Final[dict[str, type[Dialect]]] = {"v1": V1, "v2": V2, "wsi": WSI}


def dialect_named(name: str) -> type[Dialect]:
    """The dialect of a name.

    Raises:
        ValueError: there is none of this name.
    """
    found = DIALECTS.get(name)
    if found is None:
        raise ValueError(f"the dialect is one of {', '.join(DIALECTS)}, not {name!r}")
    return found
