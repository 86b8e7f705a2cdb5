"""Looking on as calls are served, and what may be had in the way of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from mahogen.runtime.envelope import SoapFault
from mahogen.runtime.operation import Operation
from mahogen.runtime.server.answer import Answer
from mahogen.runtime.server.request import Request

Authorize: TypeAlias = Callable[[Any, str, str], Awaitable[bool] | bool]
"""Gets the caller, a resource and a method as api.xml names them ("cart", "info"); says whether
the caller may. It is asked for each call and, by `resources`, for each method there is."""

Aside: TypeAlias = Callable[[Request], Answer | Callable[[bytes], Answer] | None]
"""Answers requests that have nothing to do with SOAP, such as for the health of the server: by
their head, or with a function of their body, for which it is asked a second time, once that is
read. None where it is none of these."""


@dataclass(slots=True)
class Served:
    """A call as it is served; what is not known yet, or never will be, is None.

    `dialect` is v1, v2 or wsi; `path` names the call as V1 does, such as cart.info or login;
    `arguments` are typed and by their Python names, `overlooked` are sentences about what PHP makes
    no use of in the message, or something else, and says nothing; `made` is whether the function
    was begun that answers the call, `returned` whether it came to its end, and `result` what it
    returned. In the end a call returned or has a fault, unless what looks on kept it from being
    made, or the caller went away.
    """

    operation: Operation[Any]
    path: str
    dialect: str
    session_id: str = field(repr=False)
    principal: Any = None
    arguments: dict[str, Any] | None = field(default=None, repr=False)
    overlooked: list[str] = field(default_factory=list, repr=False)
    made: bool = False
    returned: bool = False
    result: Any = field(default=None, repr=False)
    fault: SoapFault | None = None


class AnsweredWith(Exception):
    """Raised before a call: it is not made, and `answer` goes out in its place."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Dropped(Exception):
    """Raised by what looks on: the connection shall end without an answer.

    It leaves the application as it is; what a server makes of that is the server's.
    """


class Watch:
    """Derive from it what looks on; each method does nothing unless it is overridden.

    The methods run where the call is served, in the event loop if there is one, and should not
    wait. Calls are served several at a time.
    """

    def headed(self, dialect: str, names: Sequence[str]) -> None:
        """A message has blocks in its Header, of these local names; a server ignores them, but
        refuses one that must be understood.

        Raises:
            MahoFault: no call of the message is made, and it ends in this.
        """

    def missing(self, served: Served, name: str) -> None:
        """A required argument, by its Python name, was left out or is nil.

        Raises:
            MahoFault: the call ends in it, and not in fault 6.
        """

    def calling(self, served: Served) -> Awaitable[None] | None:
        """A call is about to be made: it is known who calls, that he may, and with what arguments.
        They are None where nobody has its path in V1: that call ends in a fault next.

        May return something to wait for.

        Raises:
            MahoFault: the call is not made and ends in it.
            AnsweredWith: no call of the request is made (any more), and this is the answer.
            Dropped: neither, and there is none.
        """
        return None

    def unknown(self, name: str) -> None:
        """A call was found that the contract does not have: a path of V1, the element of a request
        of V2 or WS-I, or the name of a resource that `resourceFaults` was asked for.

        Raises:
            MahoFault: the call ends in it, and not in fault 3 or in "not present".
        """

    def ended(self, served: Served) -> None:
        """What came of a call is known. Where a request is refused for its header or, as a
        multiCall, for its session, that is the same for all of its calls."""

    def answering(self, served: Sequence[Served], answer: Answer) -> Answer:
        """The answer to a request as it shall go out; several calls are those of a multiCall.

        Raises:
            Dropped: it shall not.
        """
        return answer

    def answered(self, served: Sequence[Served], right: Answer | None, sent: Answer | None) -> None:
        """A request whose calls have ended is done with. `right` is what came of them, None if that
        was not waited for; `sent` is what goes out, None if nothing does."""
