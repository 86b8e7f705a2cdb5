"""Asks a store, logged in, for its resources, their methods and aliases, and its faults.

V1 is spoken where it is there, since all stores speak it; V2 else. WS-I cannot be asked: PHP hands
these calls an object where they want a text, and answers with its own error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any, Final, NoReturn

import httpx

from mahogen.errors import Diagnostics, Source
from mahogen.fetch.report import Faults, Report, read_faults, read_resources
from mahogen.model.api import Api, Dialect, OperationWire
from mahogen.read.address import without_credentials
from mahogen.read.refuse import refuse, shown
from mahogen.runtime.client import Client
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.errors import MahoApiError, MahoFault, NotSent, OutcomeUnknown, Redirected
from mahogen.runtime.exchange import Profile
from mahogen.runtime.operation import Message, Operation, Parameter

_ASKED: Final = (Dialect.V1, Dialect.V2)
_EXPIRED: Final = "5"


class LiveStore:
    """A store that can be asked, by the user name and key of one of its API users.

    Args:
        api: what its contracts say: how the calls are spelled.
        dialect: the one to ask in.
        name: what messages call it.
        url: where it answers in that dialect, with what the web server wants before the host.
        http_client: makes the connections; it is not closed.
        seconds: for all that it is asked; `clock` is what they are counted by.
    """

    def __init__(
        self,
        api: Api,
        dialect: Dialect,
        name: str,
        url: str,
        username: str,
        api_key: str,
        http_client: httpx.Client | None = None,
        seconds: float = 300.0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._spelling = _Spelling(api, dialect)
        self._source = Source(name, 0)
        self._username = username
        self._login = (url, username, api_key)
        self._http = http_client
        self._seconds = seconds
        self._clock = clock

    def report(self, diagnostics: Diagnostics) -> Report:
        """Log in, ask, and end the session.

        Raises:
            InputError: no answer, a refusal, or an answer that is none.
        """
        kind = type("_Store", (Client,), {"_profile": self._spelling.profile()})
        dialect: Any = self._spelling.dialect.value
        try:
            client: Client = kind(*self._login, dialect=dialect, http_client=self._http)
            with client:
                client.with_options(deadline=self._seconds).login()
                return self._asked(client, diagnostics)
        except MahoApiError as error:
            self._refuse(error)
        except ValueError as error:  # an address that is none of SOAP, a text that XML cannot hold
            refuse(self._source.file, 0, f"cannot be asked: {error}", "fetch without --username")

    def _asked(self, client: Client, diagnostics: Diagnostics) -> Report:
        ends = self._clock() + self._seconds

        def ask(name: str, *arguments: str) -> object:
            left = ends - self._clock()
            if left <= 0:
                self._late()
            hurried = client.with_options(deadline=left)
            return hurried.invoke(self._spelling.operation(name), *arguments)

        resources = read_resources(ask("resources"), self._source, diagnostics)
        everywhere = read_faults(ask("globalFaults"), "every resource", self._source, diagnostics)
        faults: dict[str, Faults] = {}
        for resource in resources:
            try:
                answer = ask("resourceFaults", resource.key)
            except MahoFault as fault:
                if fault.code == _EXPIRED:
                    raise
                what = f"does not tell the faults of {resource.key}: fault {fault.code}"
                diagnostics.warn(
                    self._source, f"{what}, {shown(fault.message)}", "they get no classes"
                )
            else:
                faults[resource.key] = read_faults(answer, resource.key, self._source, diagnostics)
        return Report(resources, everywhere, faults)

    def _late(self) -> NoReturn:
        what = f"has not told everything within {self._seconds:g} seconds"
        hint = "write a larger deadline below [http]; telling may take five of them"
        refuse(self._source.file, 0, what, hint)

    def _refuse(self, error: MahoApiError) -> NoReturn:
        """Say in a line what went wrong."""
        hint = ""
        match error:
            case MahoFault(code="2", operation="login"):
                what = f"refuses the login of {shown(self._username)}: {shown(error.message)}"
                hint = "check user name and API key; is the user active, and has it a role?"
            case MahoFault(code="2"):
                what = f"denies {error.operation} to {shown(self._username)}"
                hint = "give the role of the API user the rights to it"
            case MahoFault(code="5"):
                what = f"ended the session at {error.operation}, twice"
                hint = "are sessions kept by several servers, or for seconds only?"
            case MahoFault():
                what = f"answers {error.operation} with fault {error.code}: {shown(error.message)}"
                hint = "the store's logs may say more"
            case NotSent() | OutcomeUnknown():
                what = f"does not answer {error.operation}: {error.message}"
                hint = "try again; timeout = 60 below [http] gives it more time"
            case Redirected():
                what = f"{error.operation}: {without_credentials(error.message)}"
                hint = "give the address that it leads to, if that is the store's own"
            case _:
                what = f"{error.operation}: {error.message}"
                hint = "what answers there is no SOAP endpoint, or one that fails"
        refuse(self._source.file, 0, what, hint)


def dialect_to_ask(dialects: Sequence[Dialect]) -> Dialect | None:
    """The dialect of those there that a store can be asked in, None if there is none."""
    return next((dialect for dialect in _ASKED if dialect in dialects), None)


class _Spelling:
    """How a contract spells the calls that are needed, parts in the order that PHP takes them."""

    def __init__(self, api: Api, dialect: Dialect) -> None:
        self.dialect = dialect
        self._wires = {o.name: o.wire(dialect) for o in api.operations}
        contract = api.contract(dialect)
        self._namespace = contract.target_namespace if contract else ""
        self._file = contract.source.file if contract else ""

    def profile(self) -> Profile:
        """What the client needs besides single calls."""
        end = self.operation("endSession") if self._wires.get("endSession") else None
        return Profile(self._namespace, self.operation("login"), end, {})

    def operation(self, name: str) -> Operation[Any]:
        """The call `name`.

        Raises:
            InputError: the contract does not have it, or not with so many parts.
        """
        names = _PARAMETERS[name]
        wire = self._wires.get(name)
        if wire is None:
            what = f"declares no {name}, without which no store can be asked"
            refuse(self._file, 0, what, "fetch without --username")
        session = [part.name for part in wire.parts if part.parameter is None]
        parts = [part.name for part in wire.parts if part.parameter is not None]
        if len(parts) != len(names):
            what = f"{name} has {len(parts)} parts besides the session id, not {len(names)}"
            refuse(self._file, 0, what, "fetch without --username")
        return Operation(
            name=name,
            resource="",
            method="",
            function=name,
            parameters=tuple(Parameter(n, STRING, secret=n == "api_key") for n in names),
            result=ANYTHING,
            session=bool(session),
            **{self.dialect.value: _message(wire, (*session, *parts))},
        )


_PARAMETERS: Final[dict[str, Sequence[str]]] = {
    "login": ("username", "api_key"),
    "endSession": (),
    "resources": (),
    "globalFaults": (),
    "resourceFaults": ("resource",),
}


def _message(wire: OperationWire, parts: tuple[str, ...]) -> Any:
    result = wire.result.name if wire.result else None
    return Message(wire.request, parts, wire.response, result, wire.soap_action)
