"""What a script for php_client.php says in each dialect, and what its answers mean."""

from __future__ import annotations

from typing import Any

from php_peer import run_php
from samples import Samples, plain

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.operation import Message, Operation, Path

SESSION = "@0"
"""Stands for the session of the login that every script begins with."""


def login(dialect: str, username: str = "apiUser", api_key: str = "apiKey") -> list[Any]:
    """The call that logs in."""
    if dialect == "wsi":
        return ["login", [{"username": username, "apiKey": api_key}]]
    return ["login", [username, api_key]]


def calls(wsdl: str, dialect: str, *script: Any, version: str = "1.1") -> list[Any]:
    """What PHP got for each call, after a login."""
    whole = [login(dialect), *script]
    answers: list[Any] = run_php("php_client.php", wsdl, dialect, version, stdin=whole)
    assert "result" in answers[0], answers[0]
    return answers[1:]


def call_of(dialect: str, operation: Operation[Any], values: list[Any]) -> list[Any]:
    """The call of an operation with values as JSON has them; those at the end may be left out."""
    if dialect == "v2":
        return [operation.name, [SESSION, *values]]
    if dialect == "v1":
        assert isinstance(operation.v1, Path)
        return ["call", [SESSION, operation.v1.path, values]]
    assert isinstance(operation.wsi, Message)
    parts = zip(operation.wsi.parts, [SESSION, *values], strict=False)
    return [operation.name, [{part: value for part, value in parts if value is not None}]]


def samples_for(operation: Operation[Any]) -> dict[str, Any]:
    """A value for every parameter."""
    samples = Samples()
    return {p.name: samples.full(p.type, p.name) for p in operation.parameters}


def as_json(dialect: str, operation: Operation[Any], values: dict[str, Any]) -> list[Any]:
    """The same for PHP."""
    pairs = dialect != "v1"
    return [plain(p.type, values[p.name], pairs=pairs) for p in operation.parameters]


def understood(dialect: str, codec: Codec[Any], answer: Any) -> Any:
    """A result without what WS-I puts around the members of arrays; pairs of V2 and WS-I are one
    dict."""
    if dialect == "v1":
        return answer
    if dialect == "wsi" and isinstance(codec, Array | Map) and isinstance(answer, dict):
        answer = answer.get("complexObjectArray", [])
    match codec, answer:
        case Array(), list():
            return [understood(dialect, codec.item, member) for member in answer]
        case Map(), list():
            return {pair["key"]: understood(dialect, codec.value, pair["value"]) for pair in answer}
        case Struct(), dict():
            fields = {field.tag: field.codec for field in codec.fields}
            return {tag: understood(dialect, fields[tag], value) for tag, value in answer.items()}
        case _:
            return answer
