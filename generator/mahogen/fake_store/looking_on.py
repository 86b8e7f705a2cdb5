"""Writes the journal of a store, and lets happen what shall go wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

from maho_api.faults import InvalidRequestParam, QuoteNotExists
from mahogen.fake_store.clock import Clock
from mahogen.fake_store.entry import AnswerSent, Entry, Outcome
from mahogen.fake_store.heading import NO_OBJECT, check_headers
from mahogen.fake_store.journal import Journal
from mahogen.fake_store.lost import lost
from mahogen.fake_store.mishaps import Mishaps
from mahogen.fake_store.not_modelled import NotModelled
from mahogen.fake_store.other_resources import resource_of
from mahogen.fake_store.tamper import NothingToTamperWith
from mahogen.fake_store.traps import Traps
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.errors import StoreFailure
from mahogen.runtime.server import Served, Watch
from mahogen.runtime.server.answer import Answer


class LookingOn(Watch):
    """The watch of a fake store."""

    def __init__(self, clock: Clock, journal: Journal, mishaps: Mishaps, traps: Traps) -> None:
        self._clock = clock
        self._journal = journal
        self._mishaps = mishaps
        self._traps = traps

    def headed(self, dialect: str, names: Sequence[str]) -> None:
        check_headers(self._traps, dialect, names)

    def missing(self, served: Served, name: str) -> None:
        """In V1 and V2 what is missing is PHP's null: there is no cart of that number, and V2 fails
        where it wants an object. What comes of other arguments was not recorded, nor of any where
        the store view is wrong as well, which a store looks at first: fault 6, as in WS-I."""
        if served.dialect != "wsi" and name == "quote_id":
            raise QuoteNotExists
        types = {parameter.name: parameter.type for parameter in served.operation.parameters}
        if served.dialect == "v2" and isinstance(types.get(name), Struct):
            raise StoreFailure(NO_OBJECT.format("null"))

    def calling(self, served: Served) -> Awaitable[None] | None:
        known = served.arguments is not None
        if self._traps.strict and known and (said := "; ".join(lost(served))):
            self._traps.warn(
                InvalidRequestParam,
                f"{said}; a store goes on without a word: send what its WSDL declares",
            )
        return self._mishaps.before(served.path)

    def unknown(self, name: str) -> None:
        if resource := resource_of(name):
            raise NotModelled(f"the resource {resource} ({name}): it has cart and cart_* alone")

    def answering(self, served: Sequence[Served], answer: Answer) -> Answer:
        """Mishaps after a call are for those that were made."""
        made = [one.path for one in served if one.made]
        try:
            return self._mishaps.after(made, answer)
        except NothingToTamperWith as error:
            raise NothingToTamperWith(f"mishap of {', '.join(made)}: {error}") from None

    def answered(self, served: Sequence[Served], right: Answer | None, sent: Answer | None) -> None:
        answer: AnswerSent = "none" if sent is None else "right" if sent is right else "another"
        for one in served:
            self._journal.write(_entry(one, answer, self._clock.stamp()))


def _entry(served: Served, answer: AnswerSent, at: str) -> Entry:
    login = served.operation.name == "login"
    return Entry(
        path=served.path,
        operation=served.operation.name,
        dialect=served.dialect,
        user=served.principal or "",
        arguments=served.arguments or {},
        result=None if served.fault else served.result,
        fault=served.fault,
        outcome=_outcome(served),
        answer=answer,
        at=at,
        secret=frozenset(p.name for p in served.operation.parameters if p.secret or login),
    )


def _outcome(served: Served) -> Outcome:
    if served.fault:
        return "fault"
    if served.returned:
        return "result"
    return "unknown" if served.made else "not made"
