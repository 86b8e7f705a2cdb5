"""What a fake store has besides the API: its health, and its strings for who has the token.

    GET  /_store/health                 200 and {"status": "ok"}; nobody needs a token for it
    GET  /_store/journal                the calls, secrets masked
    POST /_store/reset                  as new
    POST /_store/expire                 no session is valid any more
    POST /_store/clock?advance=3601     time passes, in seconds
    POST /_store/agreements?on=1        switch them on, or off with 0

The token goes into the header `Authorization: Bearer TOKEN`; without one set, and without the right
one, all but the first are not there.
"""

from __future__ import annotations

import json
from hmac import compare_digest
from typing import TYPE_CHECKING, Any, Final

from mahogen.runtime.server.answer import Answer
from mahogen.runtime.server.request import Request

if TYPE_CHECKING:
    from mahogen.fake_store.store import FakeStore

PREFIX: Final = "/_store/"


class Admin:
    """Answers what stands below PREFIX."""

    def __init__(self, store: FakeStore, token: str) -> None:
        self._store = store
        self._token = token

    def __call__(self, request: Request) -> Answer | None:
        if not request.path.startswith(PREFIX):
            return None
        name = request.path.removeprefix(PREFIX)
        if name == "health" and request.method in ("GET", "HEAD"):
            return _said(status="ok", calls=len(self._store.journal))
        if not self._token or not self._knows(request.authorization):
            return None
        try:
            return self._change(request, f"{request.method} {name}")
        except ValueError as error:
            return _json(400, {"error": str(error)})

    def _knows(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        return scheme.lower() == "bearer" and compare_digest(
            token.strip().encode("utf-8", "surrogatepass"), self._token.encode()
        )

    def _change(self, request: Request, what: str) -> Answer | None:
        match what:
            case "GET journal":
                return _said(calls=[repr(entry) for entry in self._store.journal])
            case "POST reset":
                self._store.reset()
            case "POST expire":
                self._store.expire_sessions()
            case "POST clock":
                self._store.clock.advance(float(request.parameter("advance") or 0))
            case "POST agreements":
                self._store.switch_agreements(request.parameter("on") not in (None, "", "0"))
            case _:
                return None
        return _said(status="ok", time=self._store.clock.stamp())


def _said(**said: Any) -> Answer:
    return _json(200, said)


def _json(status: int, said: dict[str, Any]) -> Answer:
    return Answer(status, json.dumps(said).encode() + b"\n", "application/json")
