"""A result together with what went over the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from mahogen.runtime.answer import Answer
from mahogen.runtime.dialects.base import Request

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RawResponse(Generic[R]):
    """`value` is the result; `request` and `answer` are the bytes of the messages as they were,
    secrets and all; `status` is the HTTP status.
    """

    value: R
    status: int
    request: bytes = field(repr=False)
    answer: bytes = field(repr=False)


class Watched:
    """Keeps the last exchange of a call: after a relogin, that of the call itself."""

    def __init__(self) -> None:
        self._request: Request | None = None
        self._answer: Answer | None = None

    def saw(self, request: Request, answer: Answer) -> None:
        """Note one exchange."""
        self._request, self._answer = request, answer

    def response(self, value: R) -> RawResponse[R]:
        """The result with the exchange that it came in."""
        assert self._request is not None
        assert self._answer is not None
        return RawResponse(value, self._answer.status, self._request.body, self._answer.raw)
