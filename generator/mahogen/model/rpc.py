"""The operations of an rpc/encoded binding: SOAP V2."""

from __future__ import annotations

from mahogen.errors import Diagnostics
from mahogen.model.api import OperationWire, PartWire, ResultWire
from mahogen.model.calls import Argument, Call
from mahogen.model.encoded import LITERAL_HINT, encoded_body
from mahogen.model.lookup import by_name, find
from mahogen.model.service import Interface
from mahogen.model.session import session_first
from mahogen.model.types import Types
from mahogen.read.documents import (
    BoundOperation,
    Definitions,
    Message,
    MessageRef,
    Operation,
    Part,
)


def rpc_calls(
    definitions: Definitions, interface: Interface, types: Types, diagnostics: Diagnostics
) -> tuple[Call, ...]:
    """Every operation of an rpc/encoded contract, in the order of its port type."""
    return _Reader(definitions, interface, types, diagnostics).calls()


class _Reader:
    def __init__(
        self,
        definitions: Definitions,
        interface: Interface,
        types: Types,
        diagnostics: Diagnostics,
    ) -> None:
        self.definitions = definitions
        self.interface = interface
        self.types = types
        self.diagnostics = diagnostics
        self.read: dict[str, tuple[Argument, ...]] = {}
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
        body = encoded_body(bound.input, bound, "input", self.diagnostics)
        answer = encoded_body(bound.output, bound, "output", self.diagnostics)
        if request is None or response is None or body is None or answer is None:
            return None
        session, arguments = session_first(name, self.parts(request), self.diagnostics)
        carried = {argument.part: argument.name for argument in arguments}
        results = self.parts(response)
        if len(results) > 1:
            what = f"the message {response.name} has {len(results)} parts"
            self.diagnostics.error(response.source, what, "an answer has one result, or none")
        result = results[0] if results else None
        wire = OperationWire(
            dialect=self.interface.contract.dialect,
            request=(operation.input and operation.input.name) or name,
            response=(operation.output and operation.output.name) or f"{name}Response",
            input_message=request.name,
            output_message=response.name,
            soap_action=bound.soap.action if bound.soap else "",
            namespace=body.namespace,
            style="rpc",
            use=body.use,
            encoding_style=body.encoding_style,
            parts=tuple(PartWire(p.name, p.type, carried.get(p.name)) for p in self.parts(request)),
            result=ResultWire(result.name, result.type) if result else None,
        )
        return Call(
            name=name,
            doc=operation.doc,
            result_doc=result.doc if result else "",
            session=session,
            arguments=arguments,
            wire=wire,
            source=operation.source,
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

    def parts(self, message: Message) -> tuple[Argument, ...]:
        """The parts of a message with their types; each is read, and complained of, once."""
        if message.name not in self.read:
            parts = by_name(message.parts, "part", self.diagnostics, message.name)
            self.read[message.name] = tuple(self.part(p, message) for p in parts.values())
        return self.read[message.name]

    def part(self, part: Part, message: Message) -> Argument:
        where = f"the part {part.name} of {message.name}"
        if part.type and part.element:
            what = f"{where} has both a type and an element"
            self.diagnostics.error(part.source, what, "delete the element: V2 has types")
        elif part.element:
            what = f"{where} has an element, not a type"
            self.diagnostics.error(part.source, what, LITERAL_HINT)
        elif not part.type:
            what = f"{where} has no type"
            self.diagnostics.error(part.source, what, 'give it one: type="xsd:string"')
        of = self.types.of(part.type, part.source, where)
        return Argument(part.name, part.name, of, part.doc, part.source)
