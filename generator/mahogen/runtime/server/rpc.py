"""Calls in rpc/encoded, as V1 and V2 have them: their parts, their answers."""

from __future__ import annotations

from functools import partial
from typing import Any

from lxml.etree import _Element

from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.contract import ResourceInfo
from mahogen.runtime.operation import Message, Operation
from mahogen.runtime.server.call import Call, MultiCall, or_absent
from mahogen.runtime.server.dialect import Dialect
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.parts import (
    Elements,
    as_ordered,
    by_name_or_place,
    overlooked,
    read,
)
from mahogen.runtime.server.request import SoapRequest


class Rpc(Dialect):
    """A dialect whose calls have parts, which are found by name or else by position."""

    def open(self, request: SoapRequest) -> Call | MultiCall:
        wrapper, (operation, resource), message = self._opened(request)
        parts = self._bound(message, wrapper)
        call = self._call(operation, resource, message, parts, request.references)
        call.overlooked.extend(self._overlooked(message, request))
        return call

    def _overlooked(self, message: Message, request: SoapRequest) -> list[str]:
        """What is in a message and not looked at. Where no name fits, parts go by position."""
        others = [child for child in request.body[1:] if child.get("id") is None]
        said = [f"{local_name(child.tag)[:100]} is a second call in one Body" for child in others]
        passed = overlooked(message.parts, request.wrapper)
        return said + (passed if len(passed) < len(request.wrapper) else [])

    def _bound(self, message: Message, wrapper: _Element) -> Elements:
        bind = as_ordered if self.mode == "strict" else by_name_or_place
        return bind(message.parts, wrapper)

    def _call(
        self,
        operation: Operation[Any],
        resource: ResourceInfo | None,
        message: Message,
        parts: Elements,
        references: References,
    ) -> Call:
        session_id = ""
        if operation.session:
            session, *parts = parts
            if session is not None:
                session_id = read(STRING, session, references, self.mode) or ""
        return Call(
            operation=operation,
            resource=resource,
            session_id=session_id,
            arguments=partial(arguments, operation, parts, references, self.mode),
            write=partial(self._write, operation, message.result or ""),
            wrap=partial(self.envelope, self.namespace, message.response),
            dialect=self.name,
        )


def arguments(
    operation: Operation[Any], parts: Elements, references: References, mode: Mode
) -> dict[str, Any]:
    """The arguments by their Python names; a list that was left out is empty.

    Raises:
        ParameterMissing: a required one was left out.
        Refusal: a value does not have the form of its type.
    """
    values: dict[str, Any] = {}
    for parameter, part in zip(operation.parameters, parts, strict=True):
        value = None if part is None else read(parameter.type, part, references, mode)
        values[parameter.name] = or_absent(parameter, value)
    return values
