"""Carrying out calls: who calls, which function answers, what becomes of what it returns."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

from mahogen.runtime.contract import ContractInfo
from mahogen.runtime.envelope import SoapFault
from mahogen.runtime.errors import MahoFault, RequestRefused, StoreFailure
from mahogen.runtime.operation import Operation
from mahogen.runtime.server import failure
from mahogen.runtime.server.answer import Refusal
from mahogen.runtime.server.auth import Authenticate
from mahogen.runtime.server.builtin import WITHOUT_SESSION, Builtin
from mahogen.runtime.server.call import Call, MultiCall, ParameterMissing
from mahogen.runtime.server.faults import (
    ACCESS_DENIED,
    NOT_CALLABLE,
    PARAMETER_MISSING,
    SESSION_EXPIRED,
    Faults,
)
from mahogen.runtime.server.invoke import Running
from mahogen.runtime.server.php_results import PhpResult, declared
from mahogen.runtime.server.registry import Registry
from mahogen.runtime.server.service import called_by, caller
from mahogen.runtime.server.sessions import Sessions, SessionStore
from mahogen.runtime.server.watch import AnsweredWith, Authorize, Dropped, Served, Watch

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
        *,
        authorize: Authorize | None = None,
        watch: Watch | None = None,
    ) -> None:
        self._registry = registry
        self._invoke = running.invoke
        self._settle = running.settle
        self._authorize = authorize
        self._watch = watch or Watch()
        self._faults = Faults(contract)
        self._sessions = Sessions(store, running.settle)
        self._builtin = Builtin(
            contract,
            registry,
            self._sessions,
            authenticate,
            self._faults,
            running.invoke,
            self._allowed,
            self._watch.unknown,
        )

    async def one(self, call: Call, seen: list[Served]) -> Outcome:
        """What comes of a call; it is added to `seen`.

        Raises:
            Refusal: an argument cannot be understood.
            AnsweredWith, Dropped: who looks on will have it so.
        """
        return await self._outcome(call, self._principal, seen)

    async def several(self, several: MultiCall, seen: list[Served]) -> list[Outcome] | SoapFault:
        """What comes of each call, in their order; one fault in place of all without a session.

        A call that goes wrong leaves the others alone, and what they did is told.
        """
        principal = await self._sessions.principal(several.session_id)
        if principal is None:
            fault = self._faults.spoken(self._faults.known(SESSION_EXPIRED), None)
            self.refused(several, fault, seen)
            return fault

        async def known(_: Call) -> Any:
            return principal

        outcomes: list[Outcome] = []
        for make in several.calls:
            try:
                outcomes.append(await self._outcome(make(), known, seen))
            except Refusal as refusal:
                outcomes.append(SoapFault(refusal.code, refusal.message))
            if several.stop and isinstance(outcomes[-1], SoapFault):
                break
        return outcomes

    def refused(self, call: Call | MultiCall, fault: SoapFault, seen: list[Served]) -> None:
        """Add to `seen` what is not called, since the request as a whole ends in a fault."""
        for make in call.calls if isinstance(call, MultiCall) else [lambda: call]:
            with suppress(Refusal):
                served = _found(make(), seen)
                served.fault = fault
                self._watch.ended(served)

    async def _outcome(
        self, call: Call, who: Callable[[Call], Awaitable[Any]], seen: list[Served]
    ) -> Outcome:
        served = _found(call, seen)
        try:
            outcome = await self._made(call, who, served)
            served.fault = outcome if isinstance(outcome, SoapFault) else None
            return outcome
        except Refusal as refusal:
            served.fault = SoapFault(refusal.code, refusal.message)
            raise
        finally:
            self._watch.ended(served)

    async def _made(
        self, call: Call, who: Callable[[Call], Awaitable[Any]], served: Served
    ) -> Outcome:
        try:
            if call.arguments_first:
                served.arguments = call.arguments()
            served.principal = await who(call)
            with called_by(served.principal, call.dialect):
                if call.refused:
                    raise await self._refusal(call, served)
                if call.resource and not await self._allowed(
                    call.resource.key, call.operation.method
                ):
                    raise self._faults.known(ACCESS_DENIED)
                function = self._function(call)
                if served.arguments is None:
                    served.arguments = call.arguments()
                await self._settle(self._watch.calling(served))
                served.made = True
                result = await function(served.arguments)
                served.result = _plainly(call.operation, result)
                served.returned = True
                return call.write(result)
        except (Refusal, AnsweredWith, Dropped):
            raise
        except ParameterMissing as missing:
            return self._faults.spoken(self._without(served, str(missing)), call.resource)
        except MahoFault as fault:
            if not _passed_on(fault):
                return self._faults.spoken(fault, call.resource)
            error: Exception = fault
        except Exception as raised:
            error = raised
        secrets = failure.secrets_of(call, served.arguments or {})
        return failure.report(error, call.operation.name, secrets)

    def _without(self, served: Served, name: str) -> MahoFault:
        try:
            self._watch.missing(served, name)
        except MahoFault as fault:
            return fault
        return self._faults.known(PARAMETER_MISSING)

    async def _principal(self, call: Call) -> Any:
        if not call.operation.session or call.operation.name in WITHOUT_SESSION:
            return None
        principal = await self._sessions.principal(call.session_id)
        if principal is None:
            raise self._faults.known(SESSION_EXPIRED)
        return principal

    async def _refusal(self, call: Call, served: Served) -> MahoFault:
        """Why nobody can make a call."""
        await self._settle(self._watch.calling(served))
        if call.unknown:
            self._watch.unknown(call.unknown)
        return self._faults.known(call.refused)

    async def _allowed(self, resource: str, method: str) -> bool:
        if self._authorize is None:
            return True
        return bool(await self._invoke(self._authorize, caller(), resource, method))

    def _function(self, call: Call) -> Callable[[dict[str, Any]], Awaitable[Any]]:
        if call.resource is None:
            return partial(self._builtin.answer, call)
        function = self._registry.function(call.operation)
        if function is None:
            raise self._faults.known(NOT_CALLABLE)
        return lambda arguments: self._invoke(function, **arguments)


def _found(call: Call, seen: list[Served]) -> Served:
    """A call of which nothing but the request is known yet; it is added to `seen`."""
    served = Served(call.operation, _path(call), call.dialect, call.session_id)
    served.overlooked = call.overlooked
    seen.append(served)
    return served


def _path(call: Call) -> str:
    """The name of a call as V1 has it."""
    name = call.operation
    return f"{name.resource}.{name.method}" if name.resource else name.name


def _plainly(operation: Operation[Any], result: Any) -> Any:
    """A result as the contract declares it, in whichever form a service gave it."""
    if operation.result is not None and isinstance(result, PhpResult):
        return declared(operation.result, result.data)
    return result


def _passed_on(fault: MahoFault) -> bool:
    """Whether another store failed, which a service had called: its text names files of that store.

    Its own faults, which the contract names, may go on to the caller.
    """
    return isinstance(fault, StoreFailure | RequestRefused) and fault.raw is not None
