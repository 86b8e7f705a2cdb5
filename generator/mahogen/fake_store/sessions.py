"""Who is logged in, by the store's own clock."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

from mahogen.fake_store.clock import Clock


class Sessions:
    """A session store as the server wants it; a session ends when it was idle for longer than
    `timeout` says, in seconds."""

    def __init__(self, clock: Clock, timeout: Callable[[], float]) -> None:
        self._clock = clock
        self._timeout = timeout
        self._lock = Lock()
        self._used: dict[str, tuple[float, Any]] = {}

    def __len__(self) -> int:
        return len(self._used)

    def add(self, key: str, principal: Any) -> None:
        with self._lock:
            self._used[key] = (self._clock.seconds(), principal)

    def use(self, key: str) -> Any:
        now = self._clock.seconds()
        with self._lock:
            last, principal = self._used.get(key, (0.0, None))
            if principal is None or now - last > self._timeout():
                self._used.pop(key, None)
                return None
            self._used[key] = (now, principal)
            return principal

    def end(self, key: str) -> None:
        with self._lock:
            self._used.pop(key, None)

    def all(self) -> dict[str, tuple[float, Any]]:
        """What there is, as a copy."""
        with self._lock:
            return dict(self._used)

    def put(self, sessions: dict[str, tuple[float, Any]]) -> None:
        """Put others in the place of all that there are."""
        with self._lock:
            self._used = dict(sessions)
