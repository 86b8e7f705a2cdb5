"""One POST over httpx: no redirects, a bounded answer, errors by whether anything was sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import httpx

from mahogen.runtime.answer import Answer, retry_after
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.errors import AnswerTooLarge, NotSent, OutcomeUnknown, ProtocolError
from mahogen.runtime.options import Deadline, Options

_NEVER_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)


@dataclass(frozen=True, slots=True)
class Post:
    """Where and how messages go.

    `auth`: None leaves it to the httpx client. `timeout`: that of a httpx client which was handed
    in, where no other was asked for; None: the one of the options.
    """

    url: str
    auth: tuple[str, str] | None = field(repr=False)
    timeout: httpx.Timeout | None = None

    def bounded(self, options: Options, deadline: Deadline) -> httpx.Timeout:
        """The timeouts of a request that has to be done by the deadline."""
        own = httpx.Timeout(options.timeout) if self.timeout is None else self.timeout
        phases = own.as_dict()
        return httpx.Timeout(**{phase: deadline.left(s) for phase, s in phases.items()})


def built(
    client: httpx.Client | httpx.AsyncClient,
    post: Post,
    request: Request,
    options: Options,
    deadline: Deadline,
) -> httpx.Request:
    """The HTTP request of a message.

    Raises:
        NotSent: the deadline passed.
        ValueError: a SOAPAction that cannot stand in a header.
    """
    deadline.check(request.operation)
    if not request.action.isascii() or not request.action.isprintable() or '"' in request.action:
        raise ValueError(f"{request.operation}: its SOAPAction cannot stand in a header")
    return client.build_request(
        "POST",
        post.url,
        content=request.body,
        headers={
            "Content-Type": "text/xml; charset=utf-8",
            "SOAPAction": f'"{request.action}"',  # stores ignore it, gateways before them may not
        },
        timeout=post.bounded(options, deadline),
    )


def send(
    client: httpx.Client, post: Post, request: Request, options: Options, deadline: Deadline
) -> Answer:
    """Send one message and read its answer.

    Raises:
        NotSent, OutcomeUnknown: no answer.
        AnswerTooLarge: more bytes than are accepted.
    """
    outgoing = built(client, post, request, options, deadline)
    with _errors(request.operation):
        auth = post.auth or httpx.USE_CLIENT_DEFAULT
        response = client.send(outgoing, stream=True, auth=auth, follow_redirects=False)
        try:
            body = _Body(response, request.operation, options, deadline)
            for chunk in response.iter_bytes():
                body.add(chunk)
        finally:
            response.close()
        return body.answer()


async def send_async(
    client: httpx.AsyncClient, post: Post, request: Request, options: Options, deadline: Deadline
) -> Answer:
    """The same, in an event loop."""
    outgoing = built(client, post, request, options, deadline)
    with _errors(request.operation):
        auth = post.auth or httpx.USE_CLIENT_DEFAULT
        response = await client.send(outgoing, stream=True, auth=auth, follow_redirects=False)
        try:
            body = _Body(response, request.operation, options, deadline)
            async for chunk in response.aiter_bytes():
                body.add(chunk)
        finally:
            await response.aclose()
        return body.answer()


def late(request: Request) -> OutcomeUnknown:
    """The error for a message whose answer did not come before the deadline."""
    return _unknown(request.operation, "the deadline passed")


class _Body:
    """Gathers an answer, as far as size and time allow."""

    def __init__(
        self, response: httpx.Response, operation: str, options: Options, deadline: Deadline
    ) -> None:
        self._response = response
        self._operation = operation
        self._options = options
        self._deadline = deadline
        self._chunks: list[bytes] = []
        self._size = 0
        if "," in response.headers.get("content-encoding", ""):
            # Each layer unpacks to a thousand times as much, before anything can be counted.
            raise ProtocolError("the answer is packed more than once", operation=operation)

    def add(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size > self._options.max_answer:
            raise AnswerTooLarge(
                f"the answer is larger than {self._options.max_answer} bytes",
                operation=self._operation,
            )
        self._chunks.append(chunk)
        if self._deadline.passed and not self._complete:
            raise _unknown(self._operation, "the deadline passed while it was read")

    @property
    def _complete(self) -> bool:
        received = (self._size, self._response.num_bytes_downloaded)
        return self._response.headers.get("content-length") in map(str, received)

    def answer(self) -> Answer:
        headers = self._response.headers
        return Answer(
            self._response.status_code,
            headers.get("location", ""),
            b"".join(self._chunks),
            retry_after=retry_after(headers.get("retry-after", "")),
        )


@contextmanager
def _errors(operation: str) -> Iterator[None]:
    """httpx's errors as ours."""
    try:
        yield
    except httpx.LocalProtocolError as error:  # a header of the client's own that cannot be sent
        raise ValueError(f"{operation}: {error}") from error
    except _NEVER_SENT as error:
        raise NotSent(f"the store was not reached: {error}", operation=operation) from error
    except httpx.RequestError as error:
        raise _unknown(operation, str(error) or type(error).__name__) from error


def _unknown(operation: str, reason: str) -> OutcomeUnknown:
    return OutcomeUnknown(
        f"sent, but no answer came ({reason}); it may have been carried out", operation=operation
    )
