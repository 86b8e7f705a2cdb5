"""What a store was asked, and what it said."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from threading import Lock
from typing import Any, Final

from mahogen.runtime.entity import REDACTED
from mahogen.runtime.envelope import SoapFault

KEPT: Final = 10_000
"""Entries of a journal; of more than that, the first ones go."""


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


class Journal:
    """The calls in the order in which they ended. It may be read while the store is used."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._lock = Lock()

    def __iter__(self) -> Iterator[Entry]:
        with self._lock:
            return iter(tuple(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self)) or "<no calls>"

    def calls(self, path: str = "*", *, user: str | None = None) -> list[Entry]:
        """The calls of a path or of those that fit a pattern such as cart*, maybe of one user."""
        return [
            entry for entry in self if fnmatchcase(entry.path, path) and user in (None, entry.user)
        ]

    def paths(self) -> list[str]:
        """The paths of all calls."""
        return [entry.path for entry in self]

    @property
    def last(self) -> Entry:
        """The latest call.

        Raises:
            LookupError: there was none.
        """
        if not self._entries:
            raise LookupError("the store was not called")
        return self._entries[-1]

    def write(self, entry: Entry) -> None:
        """Add a call."""
        with self._lock:
            self._entries.append(entry)

    def clear(self) -> None:
        """Forget all calls."""
        with self._lock:
            self._entries.clear()
