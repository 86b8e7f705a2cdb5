"""The server as a WSGI application."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, Final, TypeAlias

from mahogen.runtime.server.answer import Refusal, too_large
from mahogen.runtime.server.dispatch import Dispatcher, refused
from mahogen.runtime.server.invoke import finished
from mahogen.runtime.server.request import Request

Environ: TypeAlias = dict[str, Any]
StartResponse: TypeAlias = Callable[..., Any]


_STATUSES: Final = frozenset(HTTPStatus)


class WsgiApp:
    """Answers over WSGI; at most `max_body` bytes of a request are read.

    Functions run in the thread of the request. Async ones get an event loop for the call, so that
    nothing that belongs to a loop, such as an open connection, outlives it: behind WSGI, services
    are better sync.
    """

    def __init__(self, dispatcher: Dispatcher, *, max_body: int) -> None:
        self._dispatcher = dispatcher
        self._max_body = max_body

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        request = _request(environ)
        answer = self._dispatcher.answer_to_head(request)
        if answer is None:
            try:
                answer = finished(self._dispatcher.answer(request, self._body(environ)))
            except Refusal as refusal:
                answer = refused(refusal)
        start_response(_status(answer.status), list(answer.all_headers()))
        return [] if request.method == "HEAD" else [answer.body]

    def _body(self, environ: Environ) -> bytes:
        """The body, whether or not its length was said; servers that know its end say so."""
        declared = environ.get("CONTENT_LENGTH") or ""
        length = self._max_body + 1 if environ.get("wsgi.input_terminated") else 0
        if declared.isdecimal():
            length = int(declared[:20])
            if length > self._max_body:
                raise too_large()
        chunks: list[bytes] = []
        while length > 0:
            chunk = environ["wsgi.input"].read(length)
            if not chunk:
                break
            chunks.append(chunk)
            length -= len(chunk)
        body = b"".join(chunks)
        if len(body) > self._max_body:
            raise too_large()
        return body


def _request(environ: Environ) -> Request:
    return Request(
        method=environ["REQUEST_METHOD"],
        path=_text(environ.get("PATH_INFO", "")),
        root=_text(environ.get("SCRIPT_NAME", "")),
        query=environ.get("QUERY_STRING", "").encode("latin-1", "replace"),
        content_type=environ.get("CONTENT_TYPE") or "",
        content_encoding=environ.get("HTTP_CONTENT_ENCODING", ""),
        action=environ.get("HTTP_SOAPACTION", ""),
        authorization=environ.get("HTTP_AUTHORIZATION", ""),
    )


def _status(code: int) -> str:
    return f"{code} {HTTPStatus(code).phrase if code in _STATUSES else 'Fault'}"


def _text(raw: str) -> str:
    """The text of a path: WSGI has its bytes, each as one character."""
    return raw.encode("latin-1", "replace").decode("utf-8", "replace")
