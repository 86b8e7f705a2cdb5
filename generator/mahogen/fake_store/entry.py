"""A call in the journal of a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from mahogen.fake_store.matching import fits
from mahogen.runtime.entity import REDACTED
from mahogen.runtime.envelope import SoapFault

Outcome: TypeAlias = Literal["result", "fault", "not made", "unknown"]
AnswerSent: TypeAlias = Literal["right", "another", "none"]

_SENT: Final = {"right": "", "another": ", another answer", "none": ", no answer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A call: `path` as V1 names it (cart.info, login), `operation` as V2 does.

    `arguments` are typed, by their Python names; empty if the call did not come so far. `user` is
    the API user, empty without a session. Secrets are left out of the repr alone.

    `outcome` is what came of it: a call that was cut before it was made has neither a result nor a
    fault, and of one that its caller gave up while it was made it is unknown. `answer` is what the
    caller was told: what came of it, something else, such as the page of a proxy or a broken
    message, or nothing. The calls of a multiCall share one answer.
    """

    number: int = 0
    path: str
    operation: str
    dialect: str
    user: str
    arguments: Mapping[str, Any]
    result: Any
    fault: SoapFault | None
    outcome: Outcome
    answer: AnswerSent
    at: str
    secret: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def ok(self) -> bool:
        """Whether the call had a result."""
        return self.outcome == "result"

    @property
    def result_is_secret(self) -> bool:
        """Whether the result is a session id."""
        return self.operation in ("login", "startSession")

    def has(self, arguments: Mapping[str, Any]) -> bool:
        """Whether it was called with these, and maybe others."""
        return all(
            name in self.arguments and fits(value, self.arguments[name])
            for name, value in arguments.items()
        )

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{name}={REDACTED if name in self.secret else repr(value)}"
            for name, value in self.arguments.items()
        )
        who = f"{self.number} {self.dialect} {self.user or 'nobody'}"
        return f"<{who}: {self.path}({shown}) {self._said()}{_SENT[self.answer]}>"

    def _said(self) -> str:
        if self.fault:
            return f"fault {self.fault.code} {self.fault.message!r}"
        if self.outcome in ("not made", "unknown"):
            return self.outcome
        return REDACTED if self.result_is_secret else repr(self.result)
