"""The time in the store, which is whatever a test says it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final

START: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""When a store begins, so that its dates are the same in every run."""


CENTURY: Final = 100 * 365 * 24 * 3600.0


class Clock:
    """A clock that stands still until it is moved; a `running` one also goes on by itself."""

    def __init__(self, start: datetime = START, *, running: bool = False) -> None:
        self._start = start
        self._running = running
        self._began = time.monotonic()
        self._moved = 0.0
        self._lock = Lock()

    def seconds(self) -> float:
        """Seconds since the start; never less than before, unless the clock was set."""
        with self._lock:
            passed = time.monotonic() - self._began if self._running else 0.0
            return self._moved + passed

    def now(self) -> datetime:
        """The time, in UTC."""
        return self._start + timedelta(seconds=self.seconds())

    def stamp(self) -> str:
        """The time as a store writes it: 2026-01-01 00:00:00."""
        return self.now().strftime("%Y-%m-%d %H:%M:%S")

    def advance(self, seconds: float) -> None:
        """Let time pass.

        Raises:
            ValueError: backwards, or beyond a hundred years from the start.
        """
        with self._lock:
            if not (seconds >= 0 and self._moved + seconds <= CENTURY):
                raise ValueError("time goes neither backwards nor by more than a hundred years")
            self._moved += seconds

    def set(self, seconds: float) -> None:
        """Be at so many seconds since the start; a running clock goes on from there."""
        with self._lock:
            self._began = time.monotonic()
            self._moved = seconds
