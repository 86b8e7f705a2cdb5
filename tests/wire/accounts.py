"""What the client makes of each recorded exchange; every one is in exactly one of these lists."""

from __future__ import annotations

from typing import Final

from typed_calls import of_the_contract

from support.recordings import Recording, all_recordings

NO_EMPTY_SESSION: Final = "a client has the session that a login gave, which is never empty"
NO_SESSION_OF_NOBODY: Final = "a session of no user is good for nothing, so none is offered"
BY_POSITION: Final = "V1's arguments are by position, and all of them are in one list"
NEVER_SENT: Final = "PHP itself refused to send it: its WSDL has no such operation"
NO_SUCH_MEMBERS: Final = "members of a batch are calls of the contract, made with all arguments"

NOT_EXPRESSIBLE: Final = {
    "v1-079-session-empty-5": NO_EMPTY_SESSION,
    "v2-079-session-empty-5": NO_EMPTY_SESSION,
    "wsi-079-session-empty-5": NO_EMPTY_SESSION,
    "v1-112-startSession": NO_SESSION_OF_NOBODY,
    "v2-090-startSession": NO_SESSION_OF_NOBODY,
    "wsi-083-startSession": NO_SESSION_OF_NOBODY,
    "v1-117-unknown-operation-client-side": NEVER_SENT,
    "v2-095-unknown-operation-client-side": NEVER_SENT,
    "wsi-088-unknown-operation-client-side": NEVER_SENT,
    "v1-088-call-scalar-arg": BY_POSITION,
    "v1-091-call-assoc-args": BY_POSITION,
    "v1-092-call-assoc-args-unknown-name": BY_POSITION,
    "v1-095-call-object-args": BY_POSITION,
    "v1-100-multicall-mixed": NO_SUCH_MEMBERS,
}
"""Exchanges that no call of a client leads to, and why. Their answers are read all the same."""

ONLY_BY_PATH: Final = (
    "v1-093-call-too-few-args",
    "v1-094-call-too-many-args",
    "v1-096-customer-set-arg-not-array",
    "v1-097-customer-addresses-single-map-1051",
    "v1-099-customer-addresses-string-keys",
)
"""Calls of the contract's methods that its types forbid; `store.call` makes them."""

BATCHES: Final = ("v1-102-multicall-2-ok",)

RAW: Final = [r for r in all_recordings() if r.call is None]
"""Requests that were written by hand: a client writes its own. Their answers are read."""

TYPED: Final = [
    r for r in of_the_contract() if str(r) not in (*NOT_EXPRESSIBLE, *ONLY_BY_PATH, *BATCHES)
]
"""What the typed client makes."""

UNDECLARED: Final = [
    r
    for r in all_recordings()
    if r.call and r not in TYPED and str(r) not in (*NOT_EXPRESSIBLE, *BATCHES)
]
"""What `store.call` alone makes."""


def named(*names: str) -> list[Recording]:
    """Recordings by dialect and name."""
    return [r for r in all_recordings() if str(r) in names]
