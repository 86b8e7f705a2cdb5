"""The calls that every store has: sessions, and what the API says about itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeAlias

from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.contract import ContractInfo, Method, ResourceInfo
from mahogen.runtime.operation import FaultsByCode
from mahogen.runtime.server.auth import Authenticate
from mahogen.runtime.server.call import Call
from mahogen.runtime.server.faults import (
    ACCESS_DENIED,
    INVALID_PATH,
    NOT_CALLABLE,
    PARAMETER_MISSING,
    Faults,
)
from mahogen.runtime.server.invoke import Invoke
from mahogen.runtime.server.registry import Registry
from mahogen.runtime.server.sessions import Sessions

WITHOUT_SESSION: Final = frozenset({"globalFaults", "endSession"})
"""Calls that carry a session id and are answered whether or not it is valid."""


Allowed: TypeAlias = Callable[[str, str], Awaitable[bool]]
"""Whether the caller may call a method of a resource, given the names of both."""


class Builtin:
    """Answers the global operations of a contract."""

    def __init__(
        self,
        contract: ContractInfo,
        registry: Registry,
        sessions: Sessions,
        authenticate: Authenticate,
        faults: Faults,
        invoke: Invoke,
        allowed: Allowed,
        unknown: Callable[[str], None],
    ) -> None:
        self._contract = contract
        self._registry = registry
        self._sessions = sessions
        self._authenticate = authenticate
        self._faults = faults
        self._invoke = invoke
        self._allowed = allowed
        self._unknown = unknown
        self._functions: dict[str, Callable[..., Awaitable[Any]]] = {
            "login": self._login,
            "startSession": self._start_session,
            "endSession": self._end_session,
            "resources": self._resources,
            "globalFaults": self._global_faults,
            "resourceFaults": self._resource_faults,
        }

    async def answer(self, call: Call, arguments: dict[str, Any]) -> Any:
        """The result of a global operation.

        Raises:
            MahoFault: login refused, unknown resource, or nothing here answers the operation.
        """
        function = self._functions.get(call.operation.name)
        if function is None:
            raise self._faults.known(NOT_CALLABLE)
        result = await function(call, *arguments.values())
        return None if call.operation.result is None else compose(call.operation.result, result)

    async def _login(self, call: Call, username: str, api_key: str) -> str:
        if not username or not api_key:
            raise self._faults.known(PARAMETER_MISSING)
        principal = await self._invoke(self._authenticate, username, api_key)
        if not principal:
            raise self._faults.known(ACCESS_DENIED)
        return await self._sessions.open(principal)

    async def _start_session(self, call: Call) -> str:
        return self._sessions.unbound()

    async def _end_session(self, call: Call) -> bool:
        await self._sessions.close(call.session_id)
        return True

    async def _resources(self, call: Call) -> list[dict[str, Any]]:
        listed = [
            (resource, [m for m in resource.methods if await self._allowed(resource.key, m.name)])
            for resource in self._registry.served
        ]
        return [_resource(resource, methods) for resource, methods in listed if methods]

    async def _global_faults(self, call: Call) -> list[dict[str, Any]]:
        return _faults(self._contract.faults)

    async def _resource_faults(self, call: Call, name: str) -> list[dict[str, Any]]:
        for resource in self._contract.resources:
            if name == resource.key or name in resource.aliases:
                return _faults(resource.faults)
        self._unknown(name[:100])
        raise self._faults.known(INVALID_PATH)


def _resource(resource: ResourceInfo, methods: list[Method]) -> dict[str, Any]:
    return {
        "title": resource.title,
        "name": resource.key,
        "aliases": list(resource.aliases),
        "methods": [_method(resource, method) for method in methods],
    }


def _method(resource: ResourceInfo, method: Method) -> dict[str, Any]:
    return {
        "title": method.title,
        "path": f"{resource.key}.{method.name}",
        "name": method.name,
        "aliases": [f"{alias}.{method.name}" for alias in resource.aliases],
    }


def _faults(faults: FaultsByCode) -> list[dict[str, Any]]:
    return [{"code": code, "message": cls.default_message} for code, cls in faults.items()]


def compose(codec: Codec[Any], plain: Any) -> Any:
    """Entities of the contract's own classes from plain data under wire names.

    What the contract does not declare is left out, as PHP does.
    """
    match codec:
        case Struct() if isinstance(plain, dict):
            known = ((f, plain[f.tag]) for f in codec.fields if f.tag in plain)
            return codec.cls(**{f.name: compose(f.codec, value) for f, value in known})
        case Array() if isinstance(plain, list):
            return [compose(codec.item, item) for item in plain]
        case _:
            return plain
