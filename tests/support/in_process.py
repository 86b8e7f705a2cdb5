"""Asks an ASGI application in this process."""

from __future__ import annotations

import asyncio
from typing import Any

from mahogen.runtime.server import SoapApp


def ask(
    app: SoapApp, body: bytes, path: str, method: str = "POST", **headers: str
) -> tuple[int, str, bytes]:
    """One HTTP exchange: status, Content-Type and body of the answer."""
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), text.encode()) for name, text in headers.items()],
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start, content = sent
    said = {bytes(name): bytes(text).decode() for name, text in start["headers"]}
    return start["status"], said[b"content-type"], content["body"]
