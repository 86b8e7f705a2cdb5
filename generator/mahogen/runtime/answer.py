"""What came back over HTTP, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from mahogen.runtime.codec.text import escape, parse_int
from mahogen.runtime.entity import REDACTED
from mahogen.runtime.errors import excerpt

LONGEST_WAIT: Final = 3600
"""Seconds that an answer can ask a client to wait; more is not believed."""

SHORTEST_SECRET: Final = 6
"""How many characters a secret has at least that is looked for: stores take no shorter keys."""


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """An HTTP answer: status, the Location header if any, the body, seconds to wait if it says so.

    `secrets` are kept out of the messages of errors: stores in trouble repeat what they were sent.
    """

    status: int
    location: str
    raw: bytes
    secrets: tuple[str, ...] = ()
    retry_after: float | None = None

    def hiding(self, *secrets: str) -> Answer:
        """The same answer, with further secrets that its request held."""
        long = [secret for secret in secrets if len(secret) >= SHORTEST_SECRET]
        return replace(self, secrets=(*self.secrets, *long, *map(escape, long)))

    def excerpt(self) -> str:
        """The start of the body, for a message."""
        raw = self.raw
        for secret in self.secrets:
            raw = raw.replace(secret.encode(), REDACTED.encode())
        return excerpt(raw)

    def without_secrets(self, message: str) -> str:
        """A message of the store."""
        for secret in self.secrets:
            message = message.replace(secret, REDACTED)
        return message


def retry_after(header: str) -> float | None:
    """The seconds of a Retry-After header, from 0 to an hour; None if it names none."""
    seconds = parse_int(header.strip()) if header.strip() else None
    return None if seconds is None else float(min(max(seconds, 0), LONGEST_WAIT))
