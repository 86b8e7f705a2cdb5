"""Carrying out calls: who calls, which function answers, what becomes of what it returns."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from mahogen.runtime.contract import ContractInfo
from mahogen.runtime.envelope import SoapFault
from mahogen.runtime.errors import MahoFault, RequestRefused, StoreFailure
from mahogen.runtime.server import failure
from mahogen.runtime.server.answer import Refusal
from mahogen.runtime.server.auth import Authenticate
from mahogen.runtime.server.builtin import WITHOUT_SESSION, Builtin
from mahogen.runtime.server.call import Call, MultiCall, ParameterMissing
from mahogen.runtime.server.faults import NOT_CALLABLE, PARAMETER_MISSING, SESSION_EXPIRED, Faults
from mahogen.runtime.server.invoke import Running
from mahogen.runtime.server.registry import Registry
from mahogen.runtime.server.service import called_by
from mahogen.runtime.server.sessions import Sessions, SessionStore

Outcome = str | SoapFault
"""The element of a result, or what stands in its place."""


class Calls:
    """Carries out calls. The session comes first: without a valid one, no function is run."""

    def __init__(
        self,
        contract: ContractInfo,
        registry: Registry,
        authenticate: Authenticate,
        store: SessionStore,
        running: Running,
    ) -> None:
        self._registry = registry
        self._invoke = running.invoke
        self._faults = Faults(contract)
        self._sessions = Sessions(store, running.settle)
        self._builtin = Builtin(
            contract, registry, self._sessions, authenticate, self._faults, running.invoke
        )

    async def one(self, call: Call) -> Outcome:
        """What comes of a call.

        Raises:
            Refusal: an argument cannot be understood.
        """
        return await self._outcome(call, self._principal)

    async def several(self, several: MultiCall) -> list[Outcome] | SoapFault:
        """What comes of each call, in their order; one fault in place of all without a session.

        A call that goes wrong leaves the others alone, and what they did is told.
        """
        principal = await self._sessions.principal(several.session_id)
        if principal is None:
            return self._faults.spoken(self._faults.known(SESSION_EXPIRED), None)

        async def known(_: Call) -> Any:
            return principal

        outcomes: list[Outcome] = []
        for make in several.calls:
            try:
                outcomes.append(await self._outcome(make(), known))
            except Refusal as refusal:
                outcomes.append(SoapFault(refusal.code, refusal.message))
            if several.stop and isinstance(outcomes[-1], SoapFault):
                break
        return outcomes

    async def _outcome(self, call: Call, who: Callable[[Call], Awaitable[Any]]) -> Outcome:
        arguments: dict[str, Any] | None = None
        try:
            if call.arguments_first:
                arguments = call.arguments()
            with called_by(await who(call)):
                if call.refused:
                    raise self._faults.known(call.refused)
                function = self._function(call)
                arguments = call.arguments() if arguments is None else arguments
                return call.write(await function(arguments))
        except Refusal:
            raise
        except ParameterMissing:
            return self._faults.spoken(self._faults.known(PARAMETER_MISSING), call.resource)
        except MahoFault as fault:
            if not _passed_on(fault):
                return self._faults.spoken(fault, call.resource)
            error: Exception = fault
        except Exception as raised:
            error = raised
        secrets = failure.secrets_of(call, arguments or {})
        return failure.report(error, call.operation.name, secrets)

    async def _principal(self, call: Call) -> Any:
        if not call.operation.session or call.operation.name in WITHOUT_SESSION:
            return None
        principal = await self._sessions.principal(call.session_id)
        if principal is None:
            raise self._faults.known(SESSION_EXPIRED)
        return principal

    def _function(self, call: Call) -> Callable[[dict[str, Any]], Awaitable[Any]]:
        if call.resource is None:
            return partial(self._builtin.answer, call)
        function = self._registry.function(call.operation)
        if function is None:
            raise self._faults.known(NOT_CALLABLE)
        return lambda arguments: self._invoke(function, **arguments)


def _passed_on(fault: MahoFault) -> bool:
    """Whether another store failed, which a service had called: its text names files of that store.

    Its own faults, which the contract names, may go on to the caller.
    """
    return isinstance(fault, StoreFailure | RequestRefused) and fault.raw is not None
