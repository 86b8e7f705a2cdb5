"""What may differ from call to call."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import TIMEOUT_MAX
from typing import TypedDict

from mahogen.runtime.errors import NotSent


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How calls are made.

    Args:
        timeout: seconds to wait for a connection, and for each piece of an answer; None: forever.
            Where it is not given, the timeouts of an `http_client` of yours count.
        deadline: seconds for a call as a whole, login, waiting and retries included; None: no end.
        retries: how often a call is tried again that never left; one whose outcome is unknown is
            never sent twice.
        backoff: seconds before the first of them, doubled for each further one.
        store: the store view for calls that name none.
        max_answer: bytes of an answer that are accepted.
    """

    timeout: float | None = 30.0
    deadline: float | None = None
    retries: int = 0
    backoff: float = 0.5
    store: str | None = None
    max_answer: int = 64 * 1024 * 1024

    def __post_init__(self) -> None:
        for name in ("timeout", "deadline", "backoff"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= TIMEOUT_MAX:
                raise ValueError(f"{name} is a number of seconds from 0 to {TIMEOUT_MAX:.0f}")
        if self.retries < 0 or self.max_answer < 1:
            raise ValueError("retries is 0 or more, max_answer 1 or more")


class OptionArguments(TypedDict, total=False):
    """The same as keyword arguments."""

    timeout: float | None
    deadline: float | None
    retries: int
    backoff: float
    store: str | None
    max_answer: int


class Deadline:
    """The end of a call that has begun."""

    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float | None:
        """Seconds that are left, no more than `at_most`; None if nothing bounds them."""
        if self._end is None:
            return at_most
        left = max(0.0, self._end - time.monotonic())
        return left if at_most is None else min(left, at_most)

    @property
    def passed(self) -> bool:
        return self._end is not None and time.monotonic() >= self._end

    def allows(self, seconds: float) -> bool:
        """Whether anything can be done after a wait of so many seconds."""
        left = self.left()
        return left is None or seconds < left

    def check(self, operation: str) -> None:
        """Stop before anything is sent.

        Raises:
            NotSent: the time is up.
        """
        if self.passed:
            raise NotSent("the deadline passed before the call was sent", operation=operation)
