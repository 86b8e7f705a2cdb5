"""What the templates of WSDLs print: a contract of the selected resources, from the IR alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mahogen.emit.slice_types import ArrayView, FieldView, StructView, Types
from mahogen.model.api import Api, Contract, Dialect, Operation, OperationWire

TEMPLATES = {
    Dialect.V1: "rpc.wsdl.jinja",
    Dialect.V2: "rpc.wsdl.jinja",
    Dialect.WSI: "wsi.wsdl.jinja",
}


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message; in WS-I, `wrapper` is its one element and `element` that with its prefix."""

    name: str
    wrapper: str
    element: str
    parts: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation; `input` and `output` are the names of its messages' wrappers, if not usual."""

    name: str
    wire: OperationWire
    input: str
    output: str


@dataclass(frozen=True, slots=True)
class SliceView:
    """`types` is the namespace of the schema where it is not that of the contract."""

    contract: Contract
    types: str
    structs: tuple[StructView, ...]
    arrays: tuple[ArrayView, ...]
    wrappers: tuple[MessageView, ...]
    messages: tuple[MessageView, ...]
    operations: tuple[OperationView, ...]


def slice_view(api: Api, dialect: Dialect) -> SliceView | None:
    """The slice of one dialect; None where the API has no contract of it.

    What V1 makes through `call` is not declared in its contract, and so not in the slice.
    """
    contract = api.contract(dialect)
    if contract is None:
        return None
    operations = [*api.operations, *(op for r in api.resources for op in r.operations)]
    wires = [
        (op, wire) for op in operations if (wire := op.wire(dialect)) is not None and not wire.path
    ]
    own = contract.schema_namespace in ("", contract.target_namespace)
    types = Types(api, dialect, "typens" if own else "types")
    messages = _messages((wire for _, wire in wires), types)
    wrappers = {m.wrapper: m for m in messages if m.wrapper}
    structs, arrays = types.declared(wire for _, wire in wires)
    return SliceView(
        contract=contract,
        types="" if own else contract.schema_namespace,
        structs=structs,
        arrays=arrays,
        wrappers=tuple(wrappers.values()),
        messages=messages,
        operations=tuple(_operation(op, wire) for op, wire in wires),
    )


def _messages(wires: Iterable[OperationWire], types: Types) -> tuple[MessageView, ...]:
    """Every message once, however many operations share it."""
    found: dict[str, MessageView] = {}
    for wire in wires:
        wrapped = wire.dialect is Dialect.WSI
        inputs = tuple(types.part(part) for part in wire.parts)
        outputs = () if wire.result is None else (types.result(wire.result),)
        for name, wrapper, parts in (
            (wire.input_message, wire.request, inputs),
            (wire.output_message, wire.response, outputs),
        ):
            local = wrapper if wrapped else ""
            found.setdefault(name, MessageView(name, local, types.own(local), parts))
    return tuple(found.values())


def _operation(operation: Operation, wire: OperationWire) -> OperationView:
    if wire.dialect is Dialect.WSI:
        return OperationView(operation.name, wire, "", "")
    unusual_input = "" if wire.request == operation.name else wire.request
    unusual_output = "" if wire.response == f"{operation.name}Response" else wire.response
    return OperationView(operation.name, wire, unusual_input, unusual_output)
