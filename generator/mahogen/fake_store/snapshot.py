"""What a store knew at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mahogen.fake_store.state import State


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a store knew at a time, sessions included; `seconds` is what its clock said."""

    state: State
    sessions: dict[str, tuple[float, Any]] = field(repr=False)
    seconds: float
