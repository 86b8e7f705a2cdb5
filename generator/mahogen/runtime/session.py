"""The session that a client and its views share, and how the last login failed."""

from __future__ import annotations

import copy

from mahogen.runtime.errors import MahoApiError
from mahogen.runtime.options import Options


class SessionState:
    """What is read and changed by whoever holds the client's lock.

    `failures` may be read without it: who waited for the lock while a login failed shares that
    failure instead of waiting for one of its own, which could take as long again for each of many.
    """

    def __init__(self) -> None:
        self.id: str | None = None
        self.closed = False
        self.failures = 0
        self._failure: tuple[MahoApiError, Options] | None = None

    def current(self, expired: str | None) -> str | None:
        """The session if it can be used: there is one, and it is not the one that expired.

        Raises:
            RuntimeError: the client is closed.
        """
        if self.closed:
            raise RuntimeError("the client is closed")
        return None if self.id == expired else self.id

    def failed(self, error: MahoApiError, options: Options) -> None:
        """Note that a login made with these options failed."""
        self.failures += 1
        self._failure = error, options

    def check(self, failures: int, options: Options) -> None:
        """Fail as a login did that ended since there were so many failures, if options are equal.

        Raises:
            MahoApiError: a copy, since threads that raise one and the same error mix up its trace.
        """
        if self._failure is None or self.failures == failures or self._failure[1] != options:
            return
        [error, _] = self._failure
        again = copy.copy(error)
        again.raw, again.request = error.raw, error.request
        raise again
