"""A change of a contract: its rule, where it is, what stood there and what stands there now."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from mahogen.errors import Source
from mahogen.model.api import NOWHERE, Dialect


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between an old and a new contract.

    `rule` is the id of its rule. `path` are wire names from the outside in, joined by dots:
    `operation.part`, `entity.field`, `service`. `old` and `new` are short texts of what stands
    there, empty where nothing does. `operation` is set where the change belongs to one operation,
    `entity` where it belongs to a type. `guess` marks what only looks like a rename. `old_source`
    and `new_source` say where, and take no part in equality.
    """

    rule: str
    path: str
    old: str = ""
    new: str = ""
    operation: str = ""
    entity: str = ""
    resource: str = ""
    guess: bool = False
    dialects: tuple[Dialect, ...] = field(default=(), compare=False)
    old_source: Source = field(default=NOWHERE, compare=False)
    new_source: Source = field(default=NOWHERE, compare=False)

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that stay while the change does: no line numbers, no prose."""
        said = (self.rule, self.operation, self.path, self.old, self.new)
        return sha256("\0".join(said).encode()).hexdigest()[:12]
