"""One call of an operation in a dialect: what goes, what PHP has to see, what has to come back."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from samples import strict

from every_operation.converted import Converted, texts
from every_operation.declared import Element, declared
from every_operation.filling import KEY, KEY_OF_PHP, Filler
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.entity import Entity
from mahogen.runtime.operation import Operation
from mahogen.runtime.operation import Path as V1Path

SESSION = "the session"

# In V1 the arguments are the parts of V2 in their order, but for these, which its methods lack.
NOT_IN_V1 = {"catalogProductSetSpecialPrice": {"identifierType"}}

# A struct of V2 for which WS-I has a map. PHP would read nothing of it, so it is refused.
REFUSED: dict[str, set[tuple[str, str]]] = {
    "v1": set(),
    "v2": set(),
    "wsi": {("catalogProductCreateEntity", "additional_attributes")},
}

# Two lists that are one in V1: the client adds them up, and no server can tell which was which.
ADDED_UP = {"v1": {("catalogProductRequestAttributes", "additional_attributes")}}


class Way(StrEnum):
    """How an operation is called."""

    EVERYTHING = "every parameter and field"
    REQUIRED = "only what is required"
    TEXTS = "answers whose numbers are texts"
    """As PHP before 8.1 has what comes from a database; V1 passes that on."""
    AWAITED = "all at once, awaited"


@dataclass(frozen=True)
class Call:
    """A call and its answer, in Python and in PHP.

    `arguments` and `result` are ours. PHP's own are `written`, the arguments that its client
    passes, and `answer`, what its server returns, in types of its choice; `seen` and `received`
    are what it reads of ours, in types of the contract.
    """

    operation: Operation[Any]
    wire_name: str
    arguments: dict[str, Any]
    result: Any
    seen: list[Any]
    answer: Any
    written: list[Any]
    received: Any

    def prepare(self, folder: Path) -> None:
        """Let PHP answer, and forget what it saw."""
        (folder / "answers" / f"{self.wire_name}.json").write_text(json.dumps(self.answer))
        (folder / "seen" / f"{self.wire_name}.json").unlink(missing_ok=True)

    def make(self, store: Any) -> Any:
        """The generated method, called by names; of an async client, what is to be awaited."""
        resource = getattr(store, self.operation.resource)
        return getattr(resource, self.operation.function)(**self.arguments)

    def wrong(self, folder: Path, came: Any) -> str:
        """What is not as it should be, empty if all is."""
        seen = json.loads((folder / "seen" / f"{self.wire_name}.json").read_text())
        if strict(seen) != strict(self.seen):
            return f"PHP saw {seen}\n  instead of {self.seen}"
        if exact(came) != exact(self.result):
            return f"{exact(came)} came back\n  instead of {exact(self.result)}"
        return ""


def exact(value: Any) -> Any:
    """A value that is equal to another only if all in it has the same types, 1 being no 1.0."""
    match value:
        case Entity():
            of = {f.name: exact(getattr(value, f.name)) for f in fields(value)}
            return type(value).__name__, of
        case dict():
            return {key: exact(one) for key, one in value.items()}
        case list():
            return [exact(one) for one in value]
        case _:
            return type(value).__name__, value


def call_of(
    operation: Operation[Any], dialect: str, way: Way, number: int, *, to_us: bool = False
) -> Call:
    """The call of an operation that its dialect has, from us to PHP or from PHP to us.

    Values differ with the number.
    """
    v1 = dialect == "v1"
    contract = declared("v2" if v1 else dialect)
    parts = _parts_of_v1(operation) if v1 else _parts_of(operation, dialect)
    answered = contract.result(operation.name).type
    assert operation.result is not None

    sparse = way is Way.REQUIRED
    number += sparse  # so that what is true one way is false the other
    without = REFUSED[dialect] | (ADDED_UP.get(dialect, set()) if to_us else set())
    keys = (KEY_OF_PHP, KEY) if to_us else (KEY, KEY_OF_PHP)
    filler = Filler(contract, number, sparse=sparse, without=without, key=keys[0])
    # PHP's client leaves out nothing that its contract requires, whatever stores do.
    strictly = to_us and dialect == "wsi"
    given = [
        p
        for p in operation.parameters
        if p.name in parts
        and (not sparse or p.required or (strictly and not parts[p.name].optional))
    ]
    arguments = {p.name: filler.fill(p.type, parts[p.name].type, parts[p.name].name) for p in given}
    answering = Filler(contract, number, sparse=sparse, key=keys[1])
    result = answering.fill(operation.result, answered, "result")

    read, write = Converted(contract, dialect).both()
    answer = write(operation.result, answered, result)
    typed = [(p.name, p.type, parts[p.name].type) for p in given]
    return Call(
        operation,
        operation.v1.path if v1 and isinstance(operation.v1, V1Path) else operation.name,
        arguments,
        result,
        _php_arguments(dialect, parts, {n: read(of, k, arguments[n]) for n, of, k in typed}),
        texts(answer) if way is Way.TEXTS and operation.result is not ANYTHING else answer,
        _php_arguments(dialect, parts, {n: write(of, k, arguments[n]) for n, of, k in typed}),
        read(operation.result, answered, result),
    )


def _parts_of(operation: Operation[Any], dialect: str) -> dict[str, Element]:
    """What the dialect declares for each parameter, in its order; the package has to know all."""
    declares = declared(dialect).parts(operation.name)
    message = getattr(operation, dialect)
    assert set(message.parts) - {None} == set(declares), operation.name
    assert next(iter(declares)) == message.parts[0], operation.name
    parameters = zip(message.parts[1:], operation.parameters, strict=True)
    names = {part: parameter.name for part, parameter in parameters if part}
    return {names[part]: element for part, element in declares.items() if part in names}


def _parts_of_v1(operation: Operation[Any]) -> dict[str, Element]:
    """Those of V2 in their order, then what WS-I alone has: V1 calls the same methods."""
    parts = _parts_of(operation, "v2")
    surplus = _parts_of(operation, "wsi") if operation.wsi else {}
    parts |= {name: element for name, element in surplus.items() if name not in parts}
    lacking = NOT_IN_V1.get(operation.name, ())
    return {name: element for name, element in parts.items() if element.name not in lacking}


def _php_arguments(dialect: str, parts: dict[str, Element], values: dict[str, Any]) -> list[Any]:
    """What PHP calls a method with: nulls to the end in V2, none at the end in V1."""
    if dialect == "wsi":
        named = {parts[name].name: value for name, value in values.items()}
        return [{"object": {"sessionId": SESSION, **named}}]
    arguments = [values.get(name) for name in parts]
    while dialect == "v1" and arguments and arguments[-1] is None:
        arguments.pop()
    return [SESSION, *arguments]
