"""The server as an ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from mahogen.runtime.server.answer import Answer, Refusal, too_large
from mahogen.runtime.server.dispatch import Dispatcher, refused
from mahogen.runtime.server.request import Request

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class _Disconnected(Exception):
    """The caller went away before the request was complete."""


class AsgiApp:
    """Answers over ASGI; at most `max_body` bytes of a request are read."""

    def __init__(self, dispatcher: Dispatcher, *, max_body: int) -> None:
        self._dispatcher = dispatcher
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                await self._http(scope, receive, send)
            case "lifespan":
                await _lifespan(receive, send)
            case "websocket":
                await receive()
                await send({"type": "websocket.close", "code": 1003})
            case other:
                raise RuntimeError(f"a SOAP server has no use for the ASGI scope {other!r}")

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            bytes(name).lower(): bytes(value).decode("latin-1") for name, value in scope["headers"]
        }
        request = _request(scope, headers)
        answer = self._dispatcher.answer_to_head(request)
        if answer is None:
            try:
                body = await self._body(headers.get(b"content-length", ""), receive)
                answer = await self._dispatcher.answer(request, body)
            except Refusal as refusal:
                answer = refused(refusal)
            except _Disconnected:
                return
        await _send(answer, send, with_body=request.method != "HEAD")

    async def _body(self, declared: str, receive: Receive) -> bytes:
        if declared.isdecimal() and int(declared[:20]) > self._max_body:
            raise too_large()
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Disconnected
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > self._max_body:
                raise too_large()
            chunks.append(chunk)
            if not message.get("more_body", False):
                return b"".join(chunks)


def _request(scope: Scope, headers: dict[bytes, str]) -> Request:
    root, path = scope.get("root_path", ""), scope["path"]
    # Where an application is mounted belongs to the path, but some servers leave it out.
    below = path.startswith(f"{root}/") or path == root
    return Request(
        method=scope["method"],
        path=path[len(root) :] if below else path,
        root=root,
        query=scope.get("query_string", b""),
        content_type=headers.get(b"content-type", ""),
        content_encoding=headers.get(b"content-encoding", ""),
        action=headers.get(b"soapaction", ""),
        authorization=headers.get(b"authorization", ""),
    )


async def _send(answer: Answer, send: Send, *, with_body: bool) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in answer.all_headers()]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body if with_body else b""})


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
