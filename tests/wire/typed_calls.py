"""Recorded calls of PHP's client as calls of the contract, to be made through the typed client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from maho_api.contract import CONTRACT
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.scalars import Double
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.operation import Message, Operation, Path
from support.recordings import Recording, all_recordings
from support.stub_store import Mode, StubStore, answer

OPERATIONS: Final = {
    "v1": {op.name: op for op, _ in CONTRACT.by_request_v1.values()},
    "v2": {op.name: op for op, _ in CONTRACT.by_request_v2.values()},
    "wsi": {op.name: op for op, _ in CONTRACT.by_request_wsi.values()},
}


A_FLOAT: Final = "v1-010-cart_product-add-2-items"
"""Its second quantity was 1.0, which V1 types as such and JSON does not tell from 1."""


@dataclass(frozen=True, slots=True)
class TypedCall:
    """An operation of the contract with the arguments of a Python caller."""

    operation: Operation[Any]
    session: str
    arguments: tuple[Any, ...]


def of_the_contract() -> list[Recording]:
    """The exchanges of all dialects whose call the contract has, as PHP's client made it."""
    return [recording for recording in all_recordings() if operation_of(recording) is not None]


def operation_of(recording: Recording) -> Operation[Any] | None:
    """The operation that was called; None if the contract has none such."""
    call = recording.call
    if call is None or call.operation == "multiCall":
        return None
    if call.operation == "call":
        found = CONTRACT.by_path_v1.get(call.arguments[1])
        return None if found is None else found[0]
    return OPERATIONS[recording.dialect].get(call.operation)


def resource_of(recording: Recording) -> str:
    """The resource that was called, empty for the operations of every store."""
    operation = operation_of(recording)
    assert operation is not None
    return operation.resource


def typed(recording: Recording) -> TypedCall:
    """The call as a caller of the generated client makes it.

    Raises:
        ValueError: nobody can, since it has other arguments than the contract.
    """
    operation = operation_of(recording)
    assert operation is not None
    session, arguments = _arguments(recording, operation)
    types = [parameter.type for parameter in operation.parameters]
    if len(arguments) > len(types):
        raise ValueError("more arguments than the contract has")
    v1 = recording.dialect == "v1" and isinstance(operation.v1, Path)
    values = [python(codec, value, v1=v1) for codec, value in zip(types, arguments, strict=False)]
    if str(recording) == A_FLOAT:
        values[1][1].qty = 1.0
    missing = operation.parameters[len(values) :]
    if any(parameter.required for parameter in missing):
        raise ValueError("fewer arguments than the contract wants")
    return TypedCall(operation, session, tuple(values))


def _arguments(recording: Recording, operation: Operation[Any]) -> tuple[str, list[Any]]:
    """The session and the arguments after it, in the order of the parameters."""
    assert recording.call is not None
    if not recording.call.arguments:
        return "", []
    first, *rest = recording.call.arguments
    if isinstance(first, dict):  # of WS-I
        message = operation.wsi
        assert message is not None
        known = [name for name in message.parts if name is not None]
        if not first.keys() <= set(known):
            raise ValueError("other parts than the contract has")
        values = [first.get(name) for name in known]
        return (str(values[0]), values[1:]) if operation.session else ("", values)
    if isinstance(operation.v1, Path) and recording.dialect == "v1":
        [_, *args] = rest or [None]
        if args and not isinstance(args[0], list):
            raise ValueError("V1 takes arguments by position, in a list")
        return str(first), args[0] if args else []
    return (str(first), rest) if operation.session else ("", [first, *rest])


def make(call: TypedCall, dialect: str, store: StubStore, mode: Mode = "sync") -> Any:
    """Make the call as a program would; `store` hands out the session that was recorded."""
    name = call.operation.name
    if name == "login":
        username, api_key = call.arguments
        client = store.client(mode, username=username, api_key=api_key, dialect=dialect)
        return client.login()
    store.answers["login"] = answer("login", f"<loginReturn>{call.session}</loginReturn>")
    client = store.client(mode, dialect=dialect)
    if name == "endSession":
        client.login()
        return client.close()
    owner = getattr(client, call.operation.resource) if call.operation.resource else client
    return getattr(owner, call.operation.function)(*call.arguments)


def python(codec: Codec[Any], value: Any, *, v1: bool = False) -> Any:
    """A value of PHP's as the typed client has it: entities, and floats where PHP printed 2.

    V1 sends what a caller has, not what is declared: an int for a float stays one, a field that is
    null is among the extras, and an array of nothing is an entity of nothing.
    """
    if value is None:
        return None
    match codec:
        case Struct():
            if v1 and value == []:
                value = {}
            if not isinstance(value, dict):
                raise ValueError(f"no {codec.name}")
            return _entity(codec, value, v1=v1)
        case Array():
            if isinstance(value, dict):
                value = members(value)
            if not isinstance(value, list):
                raise ValueError("no list")
            return [python(codec.item, item, v1=v1) for item in value]
        case Double() if not v1:
            return float(value)
        case _:
            return value


def _entity(codec: Struct[Any], value: dict[str, Any], *, v1: bool) -> Any:
    fields = {f.tag: f for f in codec.fields if not (v1 and value.get(f.tag) is None)}
    known = {
        fields[tag].name: python(fields[tag].codec, v, v1=v1)
        for tag, v in value.items()
        if tag in fields
    }
    return codec.cls(**known, extras={tag: v for tag, v in value.items() if tag not in fields})


def members(value: dict[str, Any]) -> Any:
    """The members of an array of WS-I; PHP has an array of one as that one."""
    if not value:
        return []
    if value.keys() != {"complexObjectArray"}:
        raise ValueError("no list")
    members = value["complexObjectArray"]
    return members if isinstance(members, list) else [members]


def message_of(operation: Operation[Any], dialect: str) -> Message | Path:
    """How a dialect spells an operation."""
    spelled: Message | Path | None = getattr(operation, dialect)
    assert spelled is not None
    return spelled
