"""Requests and answers as bytes: the part of a client that does no I/O.

Sync and async clients both stand on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn, TypeVar

from lxml.etree import _Element

from mahogen.runtime import envelope
from mahogen.runtime.answer import Answer
from mahogen.runtime.codec.base import Codec, Misfit, Writer, within
from mahogen.runtime.codec.plain import ANYTHING, write_plain
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.contract import fault_class
from mahogen.runtime.errors import (
    EmptyAnswer,
    NotSoap,
    NotXml,
    ProtocolError,
    Redirected,
    UnexpectedStatus,
    unnamed_fault,
)
from mahogen.runtime.operation import FaultsByCode, Operation

R = TypeVar("R")

SESSION_EXPIRED = "5"

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a client has to know of its contract besides the calls: generated once per package."""

    namespace: str
    login: Operation[Any] | None
    end_session: Operation[Any] | None
    faults: FaultsByCode


class Exchange:
    """Writes the requests and reads the answers of one store in V2."""

    def __init__(self, namespace: str, faults: FaultsByCode) -> None:
        self.namespace = namespace
        self.faults = faults
        self._writers: dict[str, tuple[tuple[Writer, str], ...]] = {}

    def request(self, operation: Operation[Any], session: str, arguments: Sequence[Any]) -> bytes:
        """The message of a call.

        Raises:
            TypeError, ValueError: an argument that the contract or XML does not allow.
        """
        message = operation.v2
        if message is None:
            raise ValueError(f"{operation.name}: the contract does not declare it in V2")
        values = (session, *arguments) if operation.session else arguments
        writers = self._writers.get(operation.name)
        if writers is None:
            writers = self._writers[operation.name] = _part_writers(operation)
        try:
            inner = [
                nil if value is None else write(value)
                for (write, nil), value in zip(writers, values, strict=True)
            ]
        except (TypeError, UnsendableValue) as error:
            raise within(operation.name, error) from None
        return envelope.encoded(self.namespace, message.request, "".join(inner))

    def plain_request(self, name: str, session: str, parts: Mapping[str, Any]) -> bytes:
        """The message of a call that no contract declares; types by Python's own.

        Raises:
            TypeError, ValueError: a value that cannot be sent, a name that XML does not allow.
        """
        for tag in (name, *parts):
            if _NAME.fullmatch(tag) is None:
                raise ValueError(f"{tag[:80]!r} is no name of an operation or part")
        try:
            inner = [write_plain(part, value) for part, value in parts.items()]
        except (TypeError, UnsendableValue) as error:
            raise within(name, error) from None
        session_part = write_plain("sessionId", session)
        return envelope.encoded(self.namespace, name, session_part + "".join(inner))

    def result(self, operation: Operation[R], answer: Answer) -> R:
        """The typed result of an answer.

        Raises:
            MahoFault: the store's fault, in its own class.
            ProtocolError: anything else that is no answer to this call.
        """
        wrapper = self._wrapper(operation.name, operation.faults, answer)
        if operation.result is None:
            return None  # type: ignore[return-value]  # R is None where there is no result
        return _read(operation.result, wrapper, operation.name, answer)

    def plain_result(self, name: str, answer: Answer) -> Any:
        """The result of an answer as plain Python data.

        Raises:
            MahoFault, ProtocolError: as `result`, but no resource's own faults.
        """
        return _read(ANYTHING, self._wrapper(name, {}, answer), name, answer)

    def _wrapper(self, name: str, faults: FaultsByCode, answer: Answer) -> _Element:
        try:
            wrapper = envelope.open_envelope(answer.raw)
        except (envelope.XmlRefused, envelope.NotAnEnvelope) as error:
            _refuse(name, answer, error)
        fault = envelope.fault_of(wrapper)
        if fault is not None:
            cls = fault_class(fault.code, faults, self.faults) or unnamed_fault(fault.code)
            message = answer.without_secrets(fault.message)
            raise cls(message, code=fault.code, operation=name, raw=answer.raw)
        if answer.status >= 300:
            _refuse(name, answer, None)
        return wrapper


def _part_writers(operation: Operation[Any]) -> tuple[tuple[Writer, str], ...]:
    message = operation.v2
    assert message is not None
    codecs = [parameter.type for parameter in operation.parameters]
    if operation.session:
        codecs.insert(0, STRING)
    return tuple(
        (codec.v2_writer(part), codec.v2_nil(part))
        for part, codec in zip(message.parts, codecs, strict=True)
    )


def _read(codec: Codec[R], wrapper: _Element, name: str, answer: Answer) -> R:
    element = envelope.result_of(wrapper)
    try:
        value = None
        if element is not None:
            references = References.of(wrapper.getroottree().getroot(), answer.raw)
            if references is None:
                value = codec.read(element, None)
            else:
                value = references.read(codec, element)
        return codec.absent() if value is None else value
    except Misfit:
        what = f"the result is no {codec.xsi_type.partition(':')[2]}"
    except RecursionError:
        what = "the result is nested too deeply"
    except ProtocolError as error:
        what = error.message
    raise ProtocolError(f"{what}: {answer.excerpt()}", operation=name, raw=answer.raw)


def _refuse(name: str, answer: Answer, error: Exception | None) -> NoReturn:
    """Raise what describes an answer without a fault best: its status, else its body."""
    raw, status = answer.raw, answer.status
    if 300 <= status < 400:
        raise Redirected(
            f"HTTP {status} to {answer.location or 'nowhere'}; redirects are not followed",
            status=status,
            operation=name,
            raw=raw,
        )
    if status >= 400:
        raise UnexpectedStatus(
            f"HTTP {status}: {answer.excerpt() or 'no body'}",
            status=status,
            operation=name,
            raw=raw,
        )
    if not raw.strip():
        raise EmptyAnswer("the answer is empty", operation=name, raw=raw)
    if isinstance(error, envelope.NotAnEnvelope):
        raise NotSoap(f"{error}: {answer.excerpt()}", operation=name, raw=raw)
    what = f"the answer is not XML ({error})"
    raise NotXml(f"{what}: {answer.excerpt()}", operation=name, raw=raw)


__all__ = ["SESSION_EXPIRED", "Answer", "Exchange", "Profile"]
