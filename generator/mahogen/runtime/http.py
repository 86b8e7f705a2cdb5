"""One POST over httpx: no redirects, a bounded answer, errors by whether anything was sent."""

from __future__ import annotations

from typing import Final

import httpx

from mahogen.runtime.answer import Answer
from mahogen.runtime.errors import AnswerTooLarge, NotSent, OutcomeUnknown

MAX_ANSWER: Final = 64 * 1024 * 1024
"""Bytes of an answer that a client accepts unless told otherwise."""

_NEVER_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)


def headers(action: str) -> dict[str, str]:
    """The headers of a call; stores ignore SOAPAction, gateways before them may not."""
    return {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{action}"'}


def post(
    client: httpx.Client,
    url: str,
    action: str,
    body: bytes,
    *,
    operation: str,
    max_answer: int,
    auth: tuple[str, str] | None,
) -> Answer:
    """Send one message and read its answer.

    Without `auth` the client's own counts.

    Raises:
        NotSent, OutcomeUnknown: no answer.
        AnswerTooLarge: more than `max_answer` bytes.
    """
    try:
        with client.stream(
            "POST",
            url,
            content=body,
            headers=headers(action),
            auth=auth or httpx.USE_CLIENT_DEFAULT,
            follow_redirects=False,
        ) as response:
            chunks: list[bytes] = []
            size = 0
            for chunk in response.iter_bytes():
                size += len(chunk)
                if size > max_answer:
                    raise AnswerTooLarge(
                        f"the answer is larger than {max_answer} bytes", operation=operation
                    )
                chunks.append(chunk)
            location = response.headers.get("location", "")
            return Answer(response.status_code, location, b"".join(chunks))
    except _NEVER_SENT as error:
        raise NotSent(f"the store was not reached: {error}", operation=operation) from error
    except httpx.RequestError as error:
        reason = str(error) or type(error).__name__
        raise OutcomeUnknown(
            f"sent, but no answer came ({reason}); it may have been carried out",
            operation=operation,
        ) from error
