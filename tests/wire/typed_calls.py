"""Recorded calls of PHP's client, made again through the typed client."""

from __future__ import annotations

from typing import Any

import httpx

from maho_api import Maho
from maho_api.wire import CONTRACT
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.scalars import Double
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.operation import Operation
from support.recordings import NAMESPACE, PhpCall, Recording, recordings
from support.stub_store import URL, StubStore


def of_the_contract() -> list[Recording]:
    """The V2 exchanges of operations that the contract has, as PHP's client made them."""
    return [r for r in recordings("v2") if r.call and r.call.operation in CONTRACT.by_request_v2]


def operation_of(call: PhpCall) -> Operation[Any]:
    """The operation that was called."""
    return CONTRACT.by_request_v2[call.operation][0]


def resource_of(call: PhpCall) -> str:
    """The resource that was called, empty for the operations of every store."""
    return operation_of(call).resource


def make(call: PhpCall, store: StubStore) -> Any:
    """Make the call as a program would; `store` hands out the session that was recorded."""
    if call.operation == "login":
        username, api_key = call.arguments
        with httpx.Client(transport=httpx.MockTransport(store.handle)) as http:
            Maho(URL, username, api_key, namespace=NAMESPACE, http_client=http).login()
        return None
    client = store.client(namespace=NAMESPACE)
    if call.operation == "endSession":
        client.login()
        return client.close()
    operation = operation_of(call)
    owner = getattr(client, operation.resource) if operation.resource else client
    arguments = [
        python(parameter.type, argument)
        for parameter, argument in zip(operation.parameters, call.arguments[1:], strict=False)
    ]
    return getattr(owner, operation.function)(*arguments)


def python(codec: Codec[Any], value: Any) -> Any:
    """A value of PHP's as the typed client has it: entities, and floats where PHP printed 2."""
    if value is None:
        return None
    match codec:
        case Struct():
            names = {field.tag: field for field in codec.fields}
            return codec.cls(
                **{names[tag].name: python(names[tag].codec, v) for tag, v in value.items()}
            )
        case Array():
            return [python(codec.item, item) for item in value]
        case Double():
            return float(value)
        case _:
            return value
