"""Snapshots that who is not in this process can go back to."""

from __future__ import annotations

from threading import Lock
from typing import Final

from mahogen.fake_store.snapshot import Snapshot

KEPT: Final = 100
"""Snapshots that are kept; of more than that, the first ones go."""


class Snapshots:
    """Snapshots by their ids, which are "1", "2" and so on."""

    def __init__(self) -> None:
        self._kept: dict[str, Snapshot] = {}
        self._taken = 0
        self._lock = Lock()

    def keep(self, snapshot: Snapshot) -> str:
        """Keep one; gives its id."""
        with self._lock:
            self._taken += 1
            self._kept[str(self._taken)] = snapshot
            self._kept.pop(str(self._taken - KEPT), None)
            return str(self._taken)

    def of(self, key: str) -> Snapshot:
        """The one of an id; it may be asked for again.

        Raises:
            ValueError: there is none such, or none any more.
        """
        found = self._kept.get(key)
        if found is None:
            raise ValueError(f"there is no snapshot {key!r}; the last {KEPT} are kept")
        return found
