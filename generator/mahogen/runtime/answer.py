"""What came back over HTTP, before anything is made of it."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Final

from mahogen.runtime.codec.text import escape, parse_int
from mahogen.runtime.entity import REDACTED
from mahogen.runtime.errors import excerpt

LONGEST_WAIT: Final = 3600
"""Seconds that an answer can ask a client to wait; more is not believed."""

SHORTEST_SECRET: Final = 6
"""How many characters a secret has at least that is looked for: stores take no shorter keys."""

_TOKEN: Final = re.compile(rb"[A-Za-z0-9_-]{20,}")


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """An HTTP answer: status, the Location header if any, the body, seconds to wait if it says so.

    `secrets` are kept out of the messages of errors: stores in trouble repeat what they were sent.
    `tokens`: the answer brings a new session, so that nothing which could be its id is quoted.
    """

    status: int
    location: str
    raw: bytes
    secrets: tuple[str, ...] = ()
    retry_after: float | None = None
    tokens: bool = False

    def hiding(self, *secrets: str, tokens: bool = False) -> Answer:
        """The same answer, with further secrets that its request held."""
        long = [secret for secret in secrets if len(secret) >= SHORTEST_SECRET]
        known = (*self.secrets, *long, *map(escape, long))
        return replace(self, secrets=known, tokens=tokens or self.tokens)

    def excerpt(self) -> str:
        """The start of the body, for a message."""
        raw = self.raw
        for secret in self.secrets:
            raw = raw.replace(secret.encode(), REDACTED.encode())
        if self.tokens:
            raw = _TOKEN.sub(REDACTED.encode(), raw)
        return excerpt(raw)

    def without_secrets(self, message: str) -> str:
        """A message of the store."""
        for secret in self.secrets:
            message = message.replace(secret, REDACTED)
        return _TOKEN.sub(REDACTED.encode(), message.encode()).decode() if self.tokens else message


def retry_after(header: str) -> float | None:
    """The seconds to wait of a Retry-After header, which may name a date; None if it has neither.

    From 0 to an hour, whatever it says.
    """
    seconds: float | None = parse_int(header.strip()) if header.strip() else None
    if seconds is None:
        try:
            seconds = parsedate_to_datetime(header).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return float(min(max(seconds, 0), LONGEST_WAIT))
