"""Who is logged in. Ids are made here, never taken from a caller."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import sha256
from secrets import token_hex
from threading import Lock
from typing import Any, Final, Protocol

from mahogen.runtime.server.invoke import Settle

ID_BYTES: Final = 32
DEFAULT_TIMEOUT: Final = 3600.0


class SessionStore(Protocol):
    """Keeps principals under keys. A key is a digest of a session id, never the id.

    What a store returns may be awaitable; a store that waits for a database should be async. None
    stands for "not there", so a principal is never None.
    """

    def add(self, key: str, principal: Any) -> Awaitable[None] | None:
        """Keep a principal from now on."""

    def use(self, key: str) -> Any:
        """The principal (or an awaitable of it), and start its time anew; None if it ran out."""

    def end(self, key: str) -> Awaitable[None] | None:
        """Forget a key, known or not."""


class MemorySessions:
    """Sessions of one process; each ends `timeout` seconds after its last use.

    At most `limit` at a time: a further login ends the one that was idle longest.
    """

    def __init__(
        self,
        timeout: float = DEFAULT_TIMEOUT,
        *,
        limit: int = 100_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.timeout = timeout
        self.limit = limit
        self._clock = clock
        self._lock = Lock()
        # In the order of their last use, so that what has run out stands first.
        self._used: OrderedDict[str, tuple[float, Any]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._used)

    def add(self, key: str, principal: Any) -> None:
        with self._lock:
            self._purge()
            while len(self._used) >= self.limit:
                self._used.popitem(last=False)
            self._used[key] = (self._clock(), principal)

    def use(self, key: str) -> Any:
        with self._lock:
            self._purge()
            entry = self._used.get(key)
            if entry is None:
                return None
            self._used[key] = (self._clock(), entry[1])
            self._used.move_to_end(key)
            return entry[1]

    def end(self, key: str) -> None:
        with self._lock:
            self._used.pop(key, None)

    def _purge(self) -> None:
        oldest = self._clock() - self.timeout
        while self._used:
            key, (used, _) = next(iter(self._used.items()))
            if used >= oldest:
                return
            del self._used[key]


class Sessions:
    """Session ids over a store: 256 random bits each, known to the caller alone."""

    def __init__(self, store: SessionStore, settle: Settle) -> None:
        self._store = store
        self._settle = settle

    async def open(self, principal: Any) -> str:
        """A new id for a principal."""
        session_id = token_hex(ID_BYTES)
        await self._settle(self._store.add(_key(session_id), principal))
        return session_id

    async def principal(self, session_id: str) -> Any:
        """Who an id belongs to, its time starting anew; None for an id that is not valid (now)."""
        return await self._settle(self._store.use(_key(session_id)))

    async def close(self, session_id: str) -> None:
        """End a session; an unknown id is no error."""
        await self._settle(self._store.end(_key(session_id)))

    @staticmethod
    def unbound() -> str:
        """An id that belongs to nobody: what startSession gives out."""
        return token_hex(ID_BYTES)


def _key(session_id: str) -> str:
    # Looking up a digest tells nothing, by its timing either, about the ids that exist.
    return sha256(session_id.encode("utf-8", "surrogatepass")).hexdigest()
