"""What a store was asked, and what it said."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from threading import Lock
from typing import Any, Final

from mahogen.fake_store.entry import Entry
from mahogen.fake_store.expected import Expected
from mahogen.fake_store.paths import check

__all__ = ["Entry", "Journal"]

KEPT: Final = 10_000
"""Entries of a journal; of more than that, the first ones go."""
SHOWN: Final = 100
"""Entries that the text of a failure shows, the last ones."""


class Journal(Expected):
    """The calls in the order of their answers. It may be read while the store is used."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._forgotten = 0
        self._lock = Lock()

    def __iter__(self) -> Iterator[Entry]:
        with self._lock:
            return iter(tuple(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self)) or "<no calls>"

    def shown(self, at_most: int = SHOWN) -> str:
        """Its text, or the end of it: so many calls."""
        entries = list(self)
        left = len(entries) - at_most
        lines = [f"<{left} earlier calls>"] if left > 0 else []
        return "\n".join([*lines, *map(repr, entries[-at_most:])]) or "<no calls>"

    def calls(
        self, path: str = "*", /, *, user: str | None = None, **arguments: Any
    ) -> list[Entry]:
        """The calls of a path or of those that fit a pattern such as cart*, maybe of one user.

        `arguments`, by their Python names, are what they were called with: `quote_id=1`. An entity
        may be one of any package, or some of its fields: `customer_data={"mode": "guest"}`.

        Raises:
            ValueError: the store has no such call, that no such argument, or that no such field.
        """
        check(path, arguments)
        return [
            entry
            for entry in self
            if fnmatchcase(entry.path, path) and user in (None, entry.user) and entry.has(arguments)
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

    @property
    def forgotten(self) -> int:
        """How many calls came before those that are known."""
        return self._forgotten

    def write(self, entry: Entry) -> None:
        """Add a call; it gets the next number."""
        with self._lock:
            number = self._forgotten + len(self._entries) + 1
            self._forgotten += len(self._entries) == self._entries.maxlen
            self._entries.append(replace(entry, number=number))

    def clear(self) -> None:
        """Forget all calls; the next one is number 1."""
        with self._lock:
            self._entries.clear()
            self._forgotten = 0
