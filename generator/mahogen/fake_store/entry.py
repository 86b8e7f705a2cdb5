"""A call in the journal of a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mahogen.fake_store.matching import fits
from mahogen.runtime.entity import REDACTED
from mahogen.runtime.envelope import SoapFault


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A call: `path` as V1 names it (cart.info, login), `operation` as V2 does.

    `arguments` are typed, by their Python names; empty if the call did not come so far. `user` is
    the API user, empty without a session. Secrets are left out of the repr alone.
    """

    number: int
    path: str
    operation: str
    dialect: str
    user: str
    arguments: Mapping[str, Any]
    result: Any
    fault: SoapFault | None
    at: str
    secret: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def ok(self) -> bool:
        """Whether the call had a result."""
        return self.fault is None

    def has(self, arguments: Mapping[str, Any]) -> bool:
        """Whether it was called with these, and maybe others."""
        return all(
            name in self.arguments and fits(value, self.arguments[name])
            for name, value in arguments.items()
        )

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{name}={REDACTED if name in self.secret else repr(value)}"
            for name, value in self.arguments.items()
        )
        said = f"fault {self.fault.code} {self.fault.message!r}" if self.fault else self._result()
        return (
            f"<{self.number} {self.dialect} {self.user or 'nobody'}: {self.path}({shown}) {said}>"
        )

    def _result(self) -> str:
        return REDACTED if self.operation in ("login", "startSession") else repr(self.result)
