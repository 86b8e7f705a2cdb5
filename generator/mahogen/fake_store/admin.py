"""What a fake store has besides the API: its health, and its strings for who has the token.

    GET    /_store/health               200 and {"status": "ok", "calls": 7}; nobody needs a token,
                                        and HEAD will do
    GET    /_store/journal              {"calls": [...]}, secrets masked; each with the fields of
                                        mahogen.fake_store.Entry: number, path, operation, dialect,
                                        user, arguments, result, fault (code, message), outcome,
                                        answer, at
    POST   /_store/mishaps              one shall happen, see mahogen.fake_store.injection:
                                        {"path": "cart.order", "kind": "dropped", "done": true}
    GET    /_store/mishaps              {"waiting": 1, "never_came": [...]}: how many wait, and
                                        those that no call has met (path, kind, skip, times)
    DELETE /_store/mishaps              none shall happen any more
    POST   /_store/snapshot             {"id": "1"}: what the store knows now is kept
    POST   /_store/restore?id=1         the store is as it was then
    POST   /_store/reset                as new; snapshots are kept
    POST   /_store/expire               no session is valid any more
    POST   /_store/clock?advance=3601   time passes, in seconds
    POST   /_store/agreements?on=1      switch them on, or off with 0

What changes something answers {"status": "ok", "time": "2026-01-01 00:00:00"}, and maybe more; what
cannot be is refused with 400 and {"error": "..."}.

The token goes into the header `Authorization: Bearer TOKEN`; without one set, and without the right
one, all but the first are not there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from hmac import compare_digest
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from mahogen.fake_store.injection import inject
from mahogen.fake_store.plain import plain_entry, plain_mishap
from mahogen.fake_store.snapshots import Snapshots
from mahogen.runtime.server.answer import Answer
from mahogen.runtime.server.request import Request

if TYPE_CHECKING:
    from mahogen.fake_store.store import FakeStore

PREFIX: Final = "/_store/"

_Given = TypeVar("_Given")

Said: TypeAlias = dict[str, Any]
"""What an endpoint says, for JSON."""


class Admin:
    """Answers what stands below PREFIX."""

    def __init__(self, store: FakeStore, token: str) -> None:
        self._store = store
        self._token = token
        self._snapshots = Snapshots()
        self._endpoints: dict[str, Callable[[Request], Said]] = {
            "GET journal": self._journal,
            "GET mishaps": self._mishaps,
            "DELETE mishaps": self._clear,
            "POST snapshot": self._snapshot,
            "POST restore": self._restore,
            "POST reset": self._reset,
            "POST expire": self._expire,
            "POST clock": self._clock,
            "POST agreements": self._agreements,
        }

    def __call__(self, request: Request) -> Answer | Callable[[bytes], Answer] | None:
        if not request.path.startswith(PREFIX):
            return None
        name = request.path.removeprefix(PREFIX)
        if name == "health" and request.method in ("GET", "HEAD"):
            return _json(200, {"status": "ok", "calls": len(self._store.journal)})
        if not self._token or not self._knows(request.authorization):
            return None
        what = f"{request.method} {name}"
        if what == "POST mishaps":
            return partial(_answer, self._inject)
        endpoint = self._endpoints.get(what)
        return None if endpoint is None else _answer(endpoint, request)

    def _knows(self, authorization: str) -> bool:
        scheme, _, token = authorization.partition(" ")
        return scheme.lower() == "bearer" and compare_digest(
            token.strip().encode("utf-8", "surrogatepass"), self._token.encode()
        )

    def _journal(self, _: Request) -> Said:
        return {"calls": [plain_entry(entry) for entry in self._store.journal]}

    def _mishaps(self, _: Request) -> Said:
        mishaps = self._store.mishaps
        missed = [plain_mishap(mishap) for mishap in mishaps.never_came()]
        return {"waiting": len(mishaps), "never_came": missed}

    def _inject(self, body: bytes) -> Said:
        inject(self._store.mishaps, body)
        return self._done()

    def _clear(self, _: Request) -> Said:
        self._store.mishaps.clear()
        return self._done()

    def _snapshot(self, _: Request) -> Said:
        return self._done(id=self._snapshots.keep(self._store.snapshot()))

    def _restore(self, request: Request) -> Said:
        self._store.restore(self._snapshots.of(request.parameter("id") or ""))
        return self._done()

    def _reset(self, _: Request) -> Said:
        self._store.reset()
        return self._done()

    def _expire(self, _: Request) -> Said:
        self._store.expire_sessions()
        return self._done()

    def _clock(self, request: Request) -> Said:
        seconds = request.parameter("advance")
        if not seconds:
            raise ValueError("advance is a number of seconds")
        self._store.clock.advance(float(seconds))
        return self._done()

    def _agreements(self, request: Request) -> Said:
        said = request.parameter("on")
        if said not in ("0", "1"):
            raise ValueError("on is 1 or 0")
        self._store.switch_agreements(said == "1")
        return self._done()

    def _done(self, **more: Any) -> Said:
        return {"status": "ok", "time": self._store.clock.stamp(), **more}


def _answer(endpoint: Callable[[_Given], Said], given: _Given) -> Answer:
    try:
        return _json(200, endpoint(given))
    except ValueError as error:
        return _json(400, {"error": str(error)})


def _json(status: int, said: Said) -> Answer:
    return Answer(status, json.dumps(said, allow_nan=False).encode() + b"\n", "application/json")
