"""Blocks in the Header of a message, which a store takes for calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from maho_api.faults import InvalidRequestParam, SessionExpired
from mahogen.fake_store.traps import Traps
from mahogen.runtime.errors import StoreFailure

NO_OBJECT: Final = "get_object_vars(): Argument #1 ($object) must be of type object, {} given"


def check_headers(traps: Traps, dialect: str, names: Sequence[str]) -> None:
    """Answer as PHP's server does, which calls a function of a block's name, and a store has one
    for every name: in V2 and WS-I it takes what the block says for a session id or an object. V1
    has no such function and ignores them.

    What a block says does not matter here: of one that holds a valid session id, or elements in
    WS-I, it was not recorded what comes of it.

    Raises:
        SessionExpired: in V2. StoreFailure: in WS-I.
        InvalidRequestParam: strictly, in both.
    """
    if dialect == "v1":
        return
    traps.warn(
        InvalidRequestParam,
        f"a store takes {', '.join(name[:100] for name in names)} in the Header for a call, and"
        " every message with one fails in V2 and WS-I: send none",
    )
    if dialect == "v2":
        raise SessionExpired
    raise StoreFailure(NO_OBJECT.format("string"))
