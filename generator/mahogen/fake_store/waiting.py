"""A queue of what shall go wrong, by call and by count."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from threading import Lock
from typing import TypeAlias

from mahogen.fake_store.paths import check
from mahogen.runtime.server.answer import Answer
from mahogen.runtime.server.v1 import CALL

Before: TypeAlias = Callable[[], Awaitable[None] | None]
After: TypeAlias = Callable[[Answer], Answer]


@dataclass(frozen=True, slots=True)
class Mishap:
    """One that waits: `skip` calls of `path` go well, the next `times` do not. `kind` is the name
    of the method that added it."""

    path: str
    kind: str
    before: Before | None = field(repr=False)
    after: After | None = field(repr=False)
    skip: int
    times: int
    came: bool = False

    def __str__(self) -> str:
        return f"{self.kind}({self.path!r})"


class Waiting:
    """Mishaps that wait for their calls, the first one first."""

    def __init__(self) -> None:
        self._waiting: list[Mishap] = []
        self._missed: list[Mishap] = []
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._waiting)

    def clear(self) -> None:
        """Let nothing more go wrong, and forget what never came."""
        with self._lock:
            self._waiting.clear()
            self._missed.clear()

    def stop(self) -> None:
        """Let nothing more go wrong; what never came is still known."""
        with self._lock:
            self._missed += [mishap for mishap in self._waiting if not mishap.came]
            self._waiting.clear()

    def never_came(self) -> list[Mishap]:
        """Those that have not come a single time so far, the first one first: whoever waits for
        their failure has tested nothing."""
        with self._lock:
            return [*self._missed, *(mishap for mishap in self._waiting if not mishap.came)]

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
        kind: str,
        *,
        before: Before | None = None,
        after: After | None = None,
        skip: int,
        times: int,
    ) -> None:
        """Have one wait.

        Raises:
            ValueError: the store has no such call, or counts that are none.
        """
        if path != CALL:  # what a call of V1 is whose own path nobody has
            check(path)
        if skip < 0 or times < 1:
            raise ValueError("skip is 0 or more, times 1 or more")
        with self._lock:
            self._waiting.append(Mishap(path, kind, before, after, skip, times))

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
                    self._waiting[place] = replace(mishap, times=mishap.times - 1, came=True)
                else:
                    del self._waiting[place]
                return mishap
        return None
