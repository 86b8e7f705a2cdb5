"""V1 as a server sees it: one `call` for all methods, by path, and `multiCall` for several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from lxml.etree import _Element

from mahogen.runtime import envelope
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import array_tags
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.spell import write_plain
from mahogen.runtime.codec.style import Style
from mahogen.runtime.contract import ContractInfo, Declared
from mahogen.runtime.envelope import SoapFault
from mahogen.runtime.errors import ProtocolError
from mahogen.runtime.operation import Message, Operation
from mahogen.runtime.server.answer import too_complex, violation
from mahogen.runtime.server.call import Call, MultiCall
from mahogen.runtime.server.faults import INVALID_PATH, NOT_CALLABLE
from mahogen.runtime.server.limits import MAX_CALLS
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.parts import read
from mahogen.runtime.server.request import SoapRequest
from mahogen.runtime.server.rpc import Rpc
from mahogen.runtime.server.v1_arguments import arguments, members

CALL: Final = "call"
MULTI_CALL: Final = "multiCall"


def _untyped(name: str, *parts: str) -> Operation[Any]:
    """The same in every store's contract; what they take and return is any type."""
    message = Message(name, ("sessionId", *parts), f"{name}Response", f"{name}Return", "urn:Action")
    return Operation(name, "", "", "", (), None, v1=message)


_UNTYPED: Final = {
    CALL: _untyped(CALL, "resourcePath", "args"),
    MULTI_CALL: _untyped(MULTI_CALL, "calls", "options"),
}


class V1(Rpc):
    """The dialect at /api/soap/."""

    name = "v1"
    style = Style.ANSWERED
    envelope = staticmethod(envelope.mapped)
    objects_are_one = False

    def __init__(self, contract: ContractInfo, namespace: str, mode: Mode) -> None:
        super().__init__(contract, namespace, mode)
        self._paths = contract.by_path_v1
        self._known = {
            f"{name}.{method.name}"
            for resource in contract.resources
            for name in (resource.key, *resource.aliases)
            for method in resource.methods
        }

    def _table(self, contract: ContractInfo) -> Mapping[str, Declared]:
        typed = contract.by_request_v1
        untyped = {name: (operation, None) for name, operation in _UNTYPED.items()}
        return {**typed, **untyped} if typed or contract.by_path_v1 else {}

    def _message(self, operation: Operation[Any]) -> Message:
        assert isinstance(operation.v1, Message)
        return operation.v1

    def open(self, request: SoapRequest) -> Call | MultiCall:
        wrapper, (operation, resource), message = self._opened(request)
        parts = self._bound(message, wrapper)
        references = request.references
        if operation.name not in _UNTYPED:
            call = self._call(operation, resource, message, parts, references)
            call.overlooked.extend(self._overlooked(message, request))
            return call
        session, first, second = parts
        wrap = partial(self.envelope, self.namespace, message.response)
        session_id = self._text(session, references)
        if operation.name == CALL:
            path, tag = self._text(first, references), message.result or ""
            call = self._to(path, second, references, tag, session_id, wrap)
            call.overlooked.extend(self._overlooked(message, request))
            return call
        waiting = self._members(first, references)
        if len(waiting) > MAX_CALLS:
            raise too_complex()
        return MultiCall(
            session_id=session_id,
            calls=[partial(self._member, member, references, session_id) for member in waiting],
            stop=self._stops(second, references),
            wrap=lambda outcomes: wrap(_outcomes(message.result or "", outcomes)),
        )

    def _members(self, element: _Element | None, references: References) -> list[_Element]:
        try:
            return list(members(element, references))
        except ProtocolError:
            raise violation() from None

    def _stops(self, options: _Element | None, references: References) -> bool:
        """Whether the first fault is to be the last."""
        plain = None if options is None else read(ANYTHING, options, references, self.mode)
        return isinstance(plain, dict) and plain.get("break") in (1, "1")

    def _text(self, element: _Element | None, references: References) -> str:
        return "" if element is None else read(STRING, element, references, self.mode) or ""

    def _member(self, member: _Element, references: References, session_id: str) -> Call:
        """A call of several: a list of its path and, perhaps, its arguments."""
        element, args, *_ = *self._members(member, references), None, None
        path = self._text(element, references)
        return self._to(path, args, references, "item", session_id, str.encode)

    def _to(
        self,
        path: str,
        args: _Element | None,
        references: References,
        tag: str,
        session_id: str,
        wrap: Callable[[str], bytes],
    ) -> Call:
        """The call of a path; a path that is none is told once it is known who calls."""
        if self.mode == "php":  # which cuts it at the dots and looks at two pieces
            path = ".".join(path.split(".")[:2])
        operation, resource = self._paths.get(path) or (_UNTYPED[CALL], None)
        overlooked: list[str] = []
        refused = unknown = ""
        if resource is None:
            refused = NOT_CALLABLE if path in self._known else INVALID_PATH
            unknown = path[:100] if refused == INVALID_PATH and _is_path(path) else ""
        return Call(
            operation=operation,
            resource=resource,
            session_id=session_id,
            arguments=partial(
                arguments,
                operation,
                args,
                references,
                self.mode,
                self.objects_are_one,
                overlooked,
            ),
            write=partial(self._write, operation, tag),
            wrap=wrap,
            dialect=self.name,
            refused=refused,
            unknown=unknown,
            overlooked=overlooked,
        )

    def _write(self, operation: Operation[Any], tag: str, value: Any) -> str:
        if operation.result is None:
            return write_plain(self.style, tag, None)
        if isinstance(operation.v1, Message) and isinstance(operation.result, Array):
            item = operation.result.item.writer(self.style, "item")
            return _fixed_array(tag, [item(member) for member in value])
        return super()._write(operation, tag, value)


def _is_path(path: str) -> bool:
    resource, _, method = path.partition(".")
    return bool(resource and method)


def _fixed_array(tag: str, elements: Sequence[str]) -> str:
    return array_tags(Style.MAPPED, tag, "xsd:ur-type", "ns1:FixedArray", elements)


def _outcomes(tag: str, outcomes: Sequence[str | SoapFault]) -> str:
    return _fixed_array(tag, [o if isinstance(o, str) else _fault_entry(o) for o in outcomes])


def _fault_entry(fault: SoapFault) -> str:
    entry = {"isFault": True, "faultCode": fault.code, "faultMessage": fault.message}
    return write_plain(Style.MAPPED, "item", entry)
