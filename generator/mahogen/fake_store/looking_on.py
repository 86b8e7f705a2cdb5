"""Writes the journal of a store, and lets happen what shall go wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from itertools import count

from maho_api.faults import InvalidRequestParam, QuoteNotExists
from mahogen.fake_store.clock import Clock
from mahogen.fake_store.heading import NO_OBJECT, check_headers
from mahogen.fake_store.journal import Entry, Journal
from mahogen.fake_store.lost import lost
from mahogen.fake_store.mishaps import Mishaps
from mahogen.fake_store.not_modelled import NotModelled
from mahogen.fake_store.other_resources import resource_of
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
        self._numbers = count(1)

    def began(self, served: Served) -> Awaitable[None] | None:
        return self._mishaps.before(served.path)

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

    def calling(self, served: Served) -> None:
        if self._traps.strict and (said := "; ".join(lost(served))):
            self._traps.warn(
                InvalidRequestParam,
                f"{said}; a store goes on without a word: send what its WSDL declares",
            )

    def unknown(self, name: str) -> None:
        if resource := resource_of(name):
            raise NotModelled(f"the resource {resource} ({name}): it has cart and cart_* alone")

    def ended(self, served: Served) -> None:
        parameters = served.operation.parameters
        login = served.operation.name == "login"
        self._journal.write(
            Entry(
                number=next(self._numbers),
                path=served.path,
                operation=served.operation.name,
                dialect=served.dialect,
                user=served.principal or "",
                arguments=served.arguments or {},
                result=None if served.fault else served.result,
                fault=served.fault,
                at=self._clock.stamp(),
                secret=frozenset(p.name for p in parameters if p.secret or login),
            )
        )

    def answering(self, served: Sequence[Served], answer: Answer) -> Answer:
        return self._mishaps.after([one.path for one in served], answer)
