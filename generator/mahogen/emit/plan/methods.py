"""Methods: their signatures, docstrings and bodies, for callers and for implementers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from mahogen.emit.docstrings import docstring, section, sentence
from mahogen.emit.layout import Value, call, lay_out, signature
from mahogen.emit.plan.annotations import Annotations
from mahogen.emit.plan.names import Names
from mahogen.model.api import Operation, Parameter


class Kind(Enum):
    """Who a method is for: a caller, one who awaits, or a service that is to implement it."""

    SYNC = auto()
    ASYNC = auto()
    SERVED = auto()


@dataclass(frozen=True, slots=True)
class MethodView:
    """`signature` and `body` are laid out for a class and for a method in it."""

    signature: str
    doc: str
    body: str


def method_view(
    operation: Operation, names: Names, annotations: Annotations, kind: Kind, client: str
) -> MethodView:
    """`client` is the expression that calls go to; what is served has no body."""
    result = "None" if operation.result is None else annotations.field(operation.result)
    returns = [result, f"Awaitable[{result}]"] if kind is Kind.SERVED else [result]
    returns.sort(key=lambda type_: type_ == "None")
    define = "async def" if kind is Kind.ASYNC else "def"
    back = "return await " if kind is Kind.ASYNC else "return "
    arguments = [names.parameters[operation.name, p.name] for p in operation.parameters]
    table = f"wire.{names.operation_table[operation.name]}"
    head = f"{define} {names.function[operation.name]}"
    return MethodView(
        signature(head, _parameters(operation, names, annotations), returns, 4),
        docstring(_doc(operation, names), 8),
        back + lay_out(call(f"{client}.invoke", table, *arguments), 8, len(back)),
    )


def stub_method_view(
    operation: Operation, names: Names, annotations: Annotations, fault: Value
) -> MethodView:
    """What the implementation of a served method starts from: it raises `fault`."""
    result = "None" if operation.result is None else annotations.field(operation.result)
    head = f"def {names.function[operation.name]}"
    return MethodView(
        signature(head, _parameters(operation, names, annotations), [result], 4),
        docstring([_first(operation)], 8),
        "raise " + lay_out(fault, 8, len("raise ")),
    )


def _parameters(operation: Operation, names: Names, annotations: Annotations) -> tuple[str, ...]:
    """Once a parameter may be left out, a required one behind it is keyword-only."""
    lines = ["self"]
    optional_seen = keyword_only = False
    for parameter in operation.parameters:
        annotation = annotations.parameter(parameter.type, parameter.values)
        if parameter.required and optional_seen and not keyword_only:
            lines.append("*")
            keyword_only = True
        optional_seen = optional_seen or not parameter.required
        tail = "" if parameter.required else " | None = None"
        lines.append(f"{names.parameters[operation.name, parameter.name]}: {annotation}{tail}")
    return tuple(lines)


def _doc(operation: Operation, names: Names) -> list[str]:
    parameters = [
        (names.parameters[operation.name, p.name], _parameter_doc(operation, p))
        for p in operation.parameters
    ]
    returns = [("", sentence(operation.result_doc))] if operation.result_doc else []
    return [
        _first(operation),
        "",
        f"Wire name: {operation.name}.",
        *section("Args", [(name, text) for name, text in parameters if text]),
        *section("Returns", returns),
    ]


def _first(operation: Operation) -> str:
    return sentence(operation.doc) or f"{operation.name}."


def _parameter_doc(operation: Operation, parameter: Parameter) -> str:
    spellings = {
        part.name: wire.dialect.upper()
        for wire in operation.wires
        for part in wire.parts
        if part.parameter == parameter.name and part.name != parameter.name
    }
    other = [f"{name} in {dialect}" for name, dialect in spellings.items()]
    known = f"Known values: {', '.join(parameter.values)}." if parameter.values else ""
    wire = f"Wire name: {', '.join(other)}." if other else ""
    return " ".join(text for text in (sentence(parameter.doc), known, wire) if text)
