"""What came back, made into results and errors: the half of a client that reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar, cast

from lxml.etree import _Element

from mahogen.runtime import envelope
from mahogen.runtime.answer import Answer
from mahogen.runtime.codec.base import Codec, Misfit, is_nil
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import Boolean
from mahogen.runtime.contract import fault_class
from mahogen.runtime.errors import (
    EmptyAnswer,
    MahoFault,
    NotSoap,
    NotXml,
    ProtocolError,
    Redirected,
    UnexpectedStatus,
    unnamed_fault,
)
from mahogen.runtime.operation import FaultsByCode, Operation

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a client has to know of its contract besides the calls: generated once per package."""

    namespace: str
    login: Operation[Any] | None
    end_session: Operation[Any] | None
    faults: FaultsByCode


class Exchange:
    """Reads the answers of one store. `faults` are the global ones, by code."""

    def __init__(self, faults: FaultsByCode, *, exact_text: bool) -> None:
        self.faults = faults
        self._exact_text = exact_text

    def result(self, operation: Operation[R], answer: Answer) -> R:
        """The typed result of an answer.

        Raises:
            MahoFault: the store's fault, in its own class.
            ProtocolError: anything else that is no answer to this call.
        """
        wrapper = self.wrapper(operation.name, operation.faults, answer)
        if operation.result is None:
            return None  # type: ignore[return-value]  # R is None where there is no result
        return self.read(operation.result, envelope.result_of(wrapper), operation.name, answer)

    def plain_result(self, name: str, answer: Answer) -> Any:
        """The result of an answer as plain Python data.

        Raises:
            MahoFault, ProtocolError: as `result`, but no resource's own faults.
        """
        wrapper = self.wrapper(name, {}, answer)
        return self.read(ANYTHING, envelope.result_of(wrapper), name, answer)

    def fault(
        self, code: str, message: str, name: str, faults: FaultsByCode, answer: Answer
    ) -> MahoFault:
        """A fault in the class of its code: the resource's, a global one, or none of them."""
        cls = fault_class(code, faults, self.faults) or unnamed_fault(code)
        hidden = answer.without_secrets(message)
        return cls(hidden, code=code, operation=name, raw=answer.raw)

    def wrapper(self, name: str, faults: FaultsByCode, answer: Answer) -> _Element:
        """The first child of the Body, which holds the result.

        Raises:
            MahoFault, ProtocolError: there is a fault, or no answer at all.
        """
        wrapper = _opened(name, answer)
        fault = envelope.fault_of(wrapper)
        if fault is not None:
            raise self.fault(fault.code, fault.message, name, faults, answer)
        if answer.status >= 300:
            raise _refusal(name, answer, None)
        return wrapper

    def read(self, codec: Codec[R], element: _Element | None, name: str, answer: Answer) -> R:
        """The value of one element of an answer.

        Raises:
            ProtocolError: it is no value of this type.
        """
        try:
            value = None
            if element is not None:
                root = element.getroottree().getroot()
                references = References.of(root, answer.raw, exact_text=self._exact_text)
                if references is None:
                    value = codec.read(element, None)
                else:
                    value = references.read(codec, element)
            if value is not None:
                return value
            if isinstance(codec, Boolean) and element is not None and not is_nil(element):
                return cast("R", False)  # what WS-I calls a text, PHP's text for false being empty
            return codec.absent()
        except Misfit:
            what = f"the result is no {codec.xsi_type.partition(':')[2]}"
        except RecursionError:
            what = "the result is nested too deeply"
        except ProtocolError as error:
            what = answer.without_secrets(error.message)
        raise ProtocolError(f"{what}: {answer.excerpt()}", operation=name, raw=answer.raw)


def _opened(name: str, answer: Answer) -> _Element:
    try:
        return envelope.open_envelope(answer.raw)
    except (envelope.XmlRefused, envelope.NotAnEnvelope) as error:
        refused = error
    # Not while that one is handled: it may quote what is secret, and traces show both.
    raise _refusal(name, answer, refused)


def _refusal(name: str, answer: Answer, error: Exception | None) -> ProtocolError:
    """What describes an answer without a fault best: its status, else its body."""
    raw, status = answer.raw, answer.status
    if 300 <= status < 400:
        where = answer.without_secrets(answer.location) or "nowhere"
        what = f"HTTP {status} to {where}; redirects are not followed"
        return Redirected(what, status=status, operation=name, raw=raw)
    if status >= 400:
        return UnexpectedStatus(
            f"HTTP {status}: {answer.excerpt() or 'no body'}",
            status=status,
            retry_after=answer.retry_after,
            operation=name,
            raw=raw,
        )
    if not raw.strip():
        return EmptyAnswer("the answer is empty", operation=name, raw=raw)
    why = answer.without_secrets(str(error))
    if isinstance(error, envelope.NotAnEnvelope):
        return NotSoap(f"{why}: {answer.excerpt()}", operation=name, raw=raw)
    return NotXml(f"the answer is not XML ({why}): {answer.excerpt()}", operation=name, raw=raw)
