"""The operations of a port type, each with what its messages hold, in one dialect."""

from __future__ import annotations

from typing import Protocol

from mahogen.errors import Diagnostics
from mahogen.model.api import Dialect, OperationWire, PartWire, ResultWire
from mahogen.model.bindings import FORMS, body_of
from mahogen.model.calls import Call, Content
from mahogen.model.lookup import by_name, find
from mahogen.model.service import Interface
from mahogen.model.session import session_first, session_named
from mahogen.read.documents import BoundOperation, Definitions, Message, MessageRef, Operation


class Contents(Protocol):
    """How a dialect puts values into messages."""

    def of(self, message: Message) -> Content | None:
        """What a message holds; None, with the reason noted, where that cannot be told."""


def calls(
    definitions: Definitions, interface: Interface, contents: Contents, diagnostics: Diagnostics
) -> tuple[Call, ...]:
    """Every operation of a contract, in the order of its port type."""
    return _Reader(definitions, interface, contents, diagnostics).calls()


class _Reader:
    def __init__(
        self,
        definitions: Definitions,
        interface: Interface,
        contents: Contents,
        diagnostics: Diagnostics,
    ) -> None:
        self.definitions = definitions
        self.interface = interface
        self.dialect = interface.contract.dialect
        self.contents = contents
        self.diagnostics = diagnostics
        self.messages = by_name(definitions.messages, "message", diagnostics)

    def calls(self) -> tuple[Call, ...]:
        port_type, binding = self.interface.port_type, self.interface.binding
        declared = by_name(port_type.operations, "operation", self.diagnostics)
        bound = by_name(binding.operations, "operation", self.diagnostics, binding.name)
        for name in (name for name in declared if name not in bound):
            what = f"the operation {name} is not in the binding {binding.name}"
            hint = f"bind it there, or delete it here; the binding is at {binding.source}"
            self.diagnostics.error(declared[name].source, what, hint)
        for name in (name for name in bound if name not in declared):
            what = f"the operation {name} is bound, but is not in the portType {port_type.name}"
            hint = f"declare it there, or delete it here; the portType is at {port_type.source}"
            self.diagnostics.error(bound[name].source, what, hint)
        if not declared:
            what = f"the portType {port_type.name} has no operations"
            self.diagnostics.error(port_type.source, what, "is this the whole contract?")
        calls = (self.call(declared[name], bound[name]) for name in declared if name in bound)
        return tuple(call for call in calls if call)

    def call(self, operation: Operation, bound: BoundOperation) -> Call | None:
        name = operation.name
        request = self.message(operation.input, operation, "input")
        response = self.message(operation.output, operation, "output")
        body = body_of(bound.input, bound, "input", self.dialect, self.diagnostics)
        answer = body_of(bound.output, bound, "output", self.dialect, self.diagnostics)
        if request is None or response is None or body is None or answer is None:
            return None
        asked, answered = self.contents.of(request), self.contents.of(response)
        if asked is None or answered is None:
            return None
        wrapped = self.dialect is Dialect.WSI
        if wrapped and not request.parts:
            what = f"the message of {name} has no part, so that an empty Body stands for the call"
            self.diagnostics.differ("messages without a part", request.source, name, what)
        session, arguments = (
            session_named(asked.arguments)
            if wrapped
            else session_first(name, operation.source, asked.arguments, self.diagnostics)
        )
        carried = {argument.part: argument.name for argument in arguments}
        parts = (
            PartWire(a.name, a.type, carried.get(a.name), a.required, a.nillable, a.doc)
            for a in asked.arguments
        )
        result = self.result(response, answered)
        wire = OperationWire(
            dialect=self.dialect,
            request=asked.wrapper if wrapped else name,
            response=answered.wrapper if wrapped else f"{name}Response",
            input_message=request.name,
            output_message=response.name,
            soap_action=bound.soap.action if bound.soap else "",
            namespace=self.interface.contract.schema_namespace if wrapped else body.namespace,
            style=FORMS[self.dialect].style,
            use=body.use,
            encoding_style=body.encoding_style,
            parts=tuple(parts),
            result=result,
            doc=operation.doc,
        )
        return Call(
            name=name,
            result_doc=result.doc if result else "",
            session=session,
            arguments=arguments,
            wire=wire,
            source=operation.source,
            result_source=answered.arguments[0].source if result else operation.source,
        )

    def message(self, ref: MessageRef | None, operation: Operation, way: str) -> Message | None:
        where = f"the {way} of {operation.name}"
        if ref is None:
            what = f"the operation {operation.name} has no {way}"
            self.diagnostics.error(operation.source, what, "a store answers every request")
            return None
        return find(
            ref.message, self.messages, self.definitions, where, ref.source, self.diagnostics
        )

    def result(self, response: Message, content: Content) -> ResultWire | None:
        """The one value of an answer, None where there is none."""
        values = content.arguments
        if len(values) > 1:
            held = "values" if self.dialect is Dialect.WSI else "parts"
            what = f"the message {response.name} has {len(values)} {held}"
            self.diagnostics.error(response.source, what, "an answer has one result, or none")
        if not values:
            return None
        value = values[0]
        return ResultWire(value.name, value.type, not value.required, value.nillable, value.doc)
