"""WS-I as a server sees it: document/literal, one element with a child per parameter."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Final

from lxml.etree import _Element

from mahogen.runtime import envelope
from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec, Misfit
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.style import MEMBER, Style
from mahogen.runtime.contract import ContractInfo, Declared, ResourceInfo
from mahogen.runtime.operation import Message, Operation
from mahogen.runtime.server.answer import too_many_parts
from mahogen.runtime.server.call import Call, ParameterMissing
from mahogen.runtime.server.dialect import Dialect
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.parts import Elements, as_ordered, by_name, overlooked, read
from mahogen.runtime.server.php_values import converted
from mahogen.runtime.server.request import SoapRequest

_MEMBER: Final = MEMBER[Style.LITERAL]


class WSI(Dialect):
    """The dialect at /api/v2_soap/ of stores that are set to WS-I compliance.

    Unlike in the others, the namespace of a call counts, and a parameter that is missing is told
    before the session is looked at (but not in mode `strict`).
    """

    name = "wsi"
    style = Style.LITERAL
    envelope = staticmethod(envelope.literal)

    def _table(self, contract: ContractInfo) -> Mapping[str, Declared]:
        return contract.by_request_wsi

    def _message(self, operation: Operation[Any]) -> Message:
        assert operation.wsi is not None
        return operation.wsi

    def _write(self, operation: Operation[Any], tag: str, value: Any) -> str:
        """The element of a result, as it is declared: clients of PHP find no int in `true`."""
        written = super()._write(operation, tag, value)
        declared = self._message(operation).type
        if declared is None:
            return written
        with suppress(Misfit):
            return declared.writer(self.style, tag)(converted(declared, value))
        return written

    def claims(self, request: SoapRequest) -> bool:
        if len(request.body):
            return super().claims(request)
        return self.mode == "php" and self._without_body is not None

    def open(self, request: SoapRequest) -> Call:
        if not len(request.body) and self._without_body is not None:
            operation, resource = self._without_body
            return self._call(operation, resource, [], request)
        wrapper, (operation, resource), message = self._opened(request)
        self._check_namespace(wrapper)
        if len(request.body) > 1:
            raise too_many_parts()
        bind = as_ordered if self.mode == "strict" else by_name
        call = self._call(operation, resource, bind(message.parts, wrapper), request)
        call.overlooked.extend(overlooked(message.parts, wrapper))
        return call

    @property
    def _without_body(self) -> Declared | None:
        """startSession, whose message has no part: an empty Body calls it."""
        found = (d for d in self.table.values() if d[0].name == "startSession")
        return next(found, None)

    def _call(
        self,
        operation: Operation[Any],
        resource: ResourceInfo | None,
        parts: Elements,
        request: SoapRequest,
    ) -> Call:
        message = self._message(operation)
        session: _Element | None = None
        if operation.session:
            session, *parts = parts
        session_id = None
        if session is not None:
            session_id = read(STRING, session, request.references, self.mode)
        return Call(
            operation=operation,
            resource=resource,
            session_id=session_id or "",
            arguments=partial(
                _arguments,
                operation,
                parts,
                request.references,
                self.mode,
                operation.session and session_id is None,
            ),
            write=partial(self._write, operation, message.result or ""),
            wrap=partial(self.envelope, self.namespace, message.response),
            dialect=self.name,
            arguments_first=self.mode == "php",
        )


def _arguments(
    operation: Operation[Any],
    parts: Elements,
    references: References,
    mode: Mode,
    sessionless: bool,
) -> dict[str, Any]:
    """The arguments by their Python names.

    Raises:
        ParameterMissing: a required one was left out or has no value, or there is no session id.
        Refusal: a value does not have the form of its type.
    """
    values: dict[str, Any] = {}
    missing = "sessionId" if sessionless else ""
    for parameter, part in zip(operation.parameters, parts, strict=True):
        value = None if part is None else _read(parameter.type, part, references, mode)
        if value is None and parameter.required:
            missing = missing or parameter.name
        values[parameter.name] = value
    if missing:
        raise ParameterMissing(missing)
    return values


def _read(codec: Codec[Any], part: _Element, references: References, mode: Mode) -> Any:
    """An array is what its members make it: others than `complexObjectArray` are none."""
    if mode == "php" and isinstance(codec, Array | Map) and len(part):
        members = [member for member in part if local_name(member.tag) == _MEMBER]
        if not members:
            return codec.absent()
    return read(codec, part, references, mode)
