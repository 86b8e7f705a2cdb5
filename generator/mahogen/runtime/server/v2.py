"""V2 as a server sees it: calls in rpc/encoded, their parts, their answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from lxml.etree import _Element

from mahogen.runtime import envelope
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.style import Style
from mahogen.runtime.contract import ContractInfo, Declared, ResourceInfo
from mahogen.runtime.operation import Message, Operation
from mahogen.runtime.server.call import Call, MultiCall, or_absent
from mahogen.runtime.server.dialect import Dialect
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.parts import Elements, as_ordered, by_name_or_place, read
from mahogen.runtime.server.request import SoapRequest


class Rpc(Dialect):
    """What V1 and V2 have in common: an operation's name is its wrapper's, parts are typed."""

    def open(self, request: SoapRequest) -> Call | MultiCall:
        wrapper, (operation, resource), message = self._opened(request)
        parts = self._bound(message, wrapper)
        return self._call(operation, resource, message, parts, request.references)

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
        )


class V2(Rpc):
    """The dialect of most stores at /api/v2_soap/."""

    style = Style.ENCODED
    envelope = staticmethod(envelope.encoded)

    def _table(self, contract: ContractInfo) -> Mapping[str, Declared]:
        return contract.by_request_v2

    def _message(self, operation: Operation[Any]) -> Message:
        assert operation.v2 is not None
        return operation.v2


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
