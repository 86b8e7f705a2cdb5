"""The V2 dialect as a server sees it: calls in rpc/encoded, their parts, their answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml.etree import _Element

from mahogen.runtime import envelope
from mahogen.runtime.codec.base import Codec, Misfit, Writer
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.contract import ContractInfo, ResourceInfo
from mahogen.runtime.errors import ProtocolError
from mahogen.runtime.operation import Message, Operation
from mahogen.runtime.server.answer import Refusal, violation
from mahogen.runtime.server.fits import fits


class ParameterMissing(Exception):
    """A required parameter was left out or is nil."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose arguments are not read yet: first it has to be known who calls."""

    operation: Operation[Any]
    resource: ResourceInfo | None
    session_id: str
    parts: Sequence[_Element | None]
    references: References | None

    def arguments(self) -> dict[str, Any]:
        """The arguments by their Python names; what was left out is None, a list is empty.

        Raises:
            ParameterMissing: a required one was left out.
            Refusal: a value does not have the form of its type.
        """
        values: dict[str, Any] = {}
        for parameter, part in zip(self.operation.parameters, self.parts, strict=True):
            value = None if part is None else _read(parameter.type, part, self.references)
            if value is None and parameter.required:
                try:
                    value = parameter.type.absent()
                except Misfit:
                    raise ParameterMissing(parameter.name) from None
            values[parameter.name] = value
        return values


class V2:
    """Finds the call in a request and writes its answer, in the contract's or another namespace."""

    def __init__(self, contract: ContractInfo, namespace: str) -> None:
        self.namespace = namespace
        self._operations = contract.by_request_v2
        self._writers: dict[str, Writer] = {}

    def open(self, wrapper: _Element, references: References | None) -> Call:
        """The call that the first child of a Body makes, by its local name alone.

        Raises:
            Refusal: the contract has no such operation, or the parts cannot be told apart.
        """
        name = local_name(wrapper.tag)
        found = self._operations.get(name)
        if found is None:
            raise Refusal("SOAP-ENV:Server", f"Procedure '{name[:100]}' not present")
        operation, resource = found
        parts = bind(_message(operation).parts, wrapper)
        session_id = ""
        if operation.session:
            session, *parts = parts
            session_id = (None if session is None else _read(STRING, session, references)) or ""
        return Call(operation, resource, session_id, parts, references)

    def answer(self, operation: Operation[Any], value: Any) -> bytes:
        """The message of a result.

        Raises:
            TypeError, ValueError: the value is not of the declared type, or XML cannot carry it.
        """
        message = _message(operation)
        inner = ""
        if operation.result is not None and message.result is not None:
            if value is None:
                raise TypeError(f"{message.result}: None is no result")
            writer = self._writers.get(operation.name)
            if writer is None:
                writer = self._writers[operation.name] = operation.result.v2_writer(message.result)
            inner = writer(value)
        return envelope.encoded(self.namespace, message.response, inner)


def bind(names: Sequence[str], wrapper: _Element) -> list[_Element | None]:
    """The elements of the declared parts, as PHP's server finds them.

    By name as soon as one name is there: then order and namespaces are free, what is missing is
    None, of two with one name the first counts and others are ignored. By position otherwise.

    Raises:
        Refusal: by position, and there are more elements than parts.
    """
    named: dict[str, _Element] = {}
    for child in wrapper:
        name = local_name(child.tag)
        if name in names:
            named.setdefault(name, child)
    if named:
        return [named.get(name) for name in names]
    children = list(wrapper)
    if len(children) > len(names):
        raise Refusal("SOAP-ENV:Client", "Error cannot find parameter")
    return [*children, *[None] * (len(names) - len(children))]


def _message(operation: Operation[Any]) -> Message:
    assert operation.v2 is not None, f"{operation.name} was not found in V2's table"
    return operation.v2


def _read(codec: Codec[Any], element: _Element, references: References | None) -> Any:
    try:
        value = codec.read(element, None) if references is None else references.read(codec, element)
    except (Misfit, ProtocolError, RecursionError):
        raise violation() from None
    if value is not None and not fits(codec, value):
        raise violation()
    return value
