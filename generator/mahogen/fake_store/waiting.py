"""A queue of what shall go wrong, by call and by count."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from threading import Lock
from typing import TypeAlias

from mahogen.runtime.server.answer import Answer

Before: TypeAlias = Callable[[], Awaitable[None] | None]
After: TypeAlias = Callable[[Answer], Answer]


@dataclass(frozen=True, slots=True)
class Mishap:
    """One that waits: `skip` calls of `path` go well, the next `times` do not."""

    path: str
    before: Before | None
    after: After | None
    skip: int
    times: int


class Waiting:
    """Mishaps that wait for their calls, the first one first."""

    def __init__(self) -> None:
        self._waiting: list[Mishap] = []
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._waiting)

    def clear(self) -> None:
        """Let nothing more go wrong."""
        with self._lock:
            self._waiting.clear()

    def before(self, path: str) -> Awaitable[None] | None:
        """Let happen what waits for a call that is about to be made.

        Raises:
            MahoFault, AnsweredWith, Dropped
        """
        mishap = self._due([path], after=False)
        return mishap.before() if mishap and mishap.before else None

    def after(self, paths: Sequence[str], answer: Answer) -> Answer:
        """What becomes of an answer to calls that were made.

        Raises:
            Dropped
        """
        mishap = self._due(paths, after=True)
        return mishap.after(answer) if mishap and mishap.after else answer

    def add(
        self,
        path: str,
        *,
        before: Before | None = None,
        after: After | None = None,
        skip: int,
        times: int,
    ) -> None:
        """Have one wait.

        Raises:
            ValueError: counts that are none.
        """
        if skip < 0 or times < 1:
            raise ValueError("skip is 0 or more, times 1 or more")
        with self._lock:
            self._waiting.append(Mishap(path, before, after, skip, times))

    def _due(self, paths: Sequence[str], *, after: bool) -> Mishap | None:
        """The first that waits for a call and need not wait any longer; it is counted."""
        if not self._waiting:
            return None
        with self._lock:
            for place, mishap in enumerate(self._waiting):
                if (mishap.after is not None) is not after:
                    continue
                if not any(fnmatchcase(path, mishap.path) for path in paths):
                    continue
                if mishap.skip:
                    self._waiting[place] = replace(mishap, skip=mishap.skip - 1)
                    continue
                if mishap.times > 1:
                    self._waiting[place] = replace(mishap, times=mishap.times - 1)
                else:
                    del self._waiting[place]
                return mishap
        return None
