"""The server's core: a request in, an answer out, no HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mahogen.runtime.contract import ContractInfo
from mahogen.runtime.errors import MahoFault, RequestRefused, StoreFailure
from mahogen.runtime.server import failure, faults
from mahogen.runtime.server.answer import Answer, Refusal
from mahogen.runtime.server.auth import Authenticate
from mahogen.runtime.server.builtin import WITHOUT_SESSION, Builtin
from mahogen.runtime.server.faults import NOT_CALLABLE, PARAMETER_MISSING, SESSION_EXPIRED, Faults
from mahogen.runtime.server.invoke import invoke
from mahogen.runtime.server.registry import Registry
from mahogen.runtime.server.request import Request, open_request
from mahogen.runtime.server.service import Service, called_by
from mahogen.runtime.server.sessions import Sessions, SessionStore
from mahogen.runtime.server.v2 import V2, Call, ParameterMissing


class Dispatcher:
    """Answers requests: the WSDL, the global operations, and those of the services.

    The session comes first: without a valid one, no argument is looked at. `fault_status` is the
    HTTP status of faults that a call ends in; what is no call at all is always refused with 500,
    413 or 415.
    """

    def __init__(
        self,
        contract: ContractInfo,
        services: Iterable[Service],
        authenticate: Authenticate,
        *,
        store: SessionStore,
        wsdl: bytes,
        namespace: str,
        fault_status: int,
    ) -> None:
        self._wsdl = wsdl
        self._fault_status = fault_status
        self._faults = Faults(contract)
        self._sessions = Sessions(store)
        self._registry = Registry(contract, services)
        self._dialect = V2(contract, namespace)
        self._builtin = Builtin(
            contract, self._registry, self._sessions, authenticate, self._faults
        )

    async def answer(self, request: Request) -> Answer:
        """The answer to any request at all; nothing is raised but the cancelling of the task."""
        if request.asks_for_wsdl:
            return Answer(200, self._wsdl)
        try:
            return await self._serve(request)
        except Refusal as refusal:
            return refused(refusal)
        except Exception as error:
            return Answer(500, failure.report(error, "a request"))

    async def _serve(self, request: Request) -> Answer:
        call = self._dialect.open(*open_request(request))
        arguments: dict[str, Any] = {}
        try:
            with called_by(await self._principal(call)):
                arguments = call.arguments()
                value = await self._value(call, arguments)
            return Answer(200, self._dialect.answer(call.operation, value))
        except Refusal:
            raise
        except ParameterMissing:
            fault = self._faults.known(PARAMETER_MISSING)
            return Answer(self._fault_status, self._faults.message(fault, call.resource))
        except MahoFault as fault:
            if not _passed_on(fault):
                return Answer(self._fault_status, self._faults.message(fault, call.resource))
            error: Exception = fault
        except Exception as raised:
            error = raised
        secrets = failure.secrets_of(call, arguments)
        return Answer(self._fault_status, failure.report(error, call.operation.name, secrets))

    async def _principal(self, call: Call) -> Any:
        if not call.operation.session or call.operation.name in WITHOUT_SESSION:
            return None
        principal = await self._sessions.principal(call.session_id)
        if principal is None:
            raise self._faults.known(SESSION_EXPIRED)
        return principal

    async def _value(self, call: Call, arguments: dict[str, Any]) -> Any:
        if call.resource is None:
            return await self._builtin.answer(call, arguments)
        function = self._registry.function(call.operation)
        if function is None:
            raise self._faults.known(NOT_CALLABLE)
        return await invoke(function, **arguments)


def refused(refusal: Refusal) -> Answer:
    """The answer to a request that never became a call."""
    return Answer(refusal.status, faults.write(refusal.code, refusal.message))


def _passed_on(fault: MahoFault) -> bool:
    """Whether another store failed, which a service had called: its text names files of that store.

    Its own faults, which the contract names, may go on to the caller.
    """
    return isinstance(fault, StoreFailure | RequestRefused) and fault.raw is not None
