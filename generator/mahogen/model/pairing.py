"""The calls of all dialects to operations: one operation per name, one parameter per argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mahogen.errors import Diagnostics, Source
from mahogen.model.api import Dialect, Operation, OperationWire, Parameter
from mahogen.model.calls import Argument, Call
from mahogen.model.noted import Noted
from mahogen.model.session import SESSION
from mahogen.read.notes import OperationNote, ValueNote


def operations(
    calls: Mapping[Dialect, tuple[Call, ...]], noted: Noted, diagnostics: Diagnostics
) -> tuple[Operation, ...]:
    """One operation for each name; for the time being, V2 alone declares them."""
    return tuple(_operation(call, noted, diagnostics) for call in calls.get(Dialect.V2, ()))


def _operation(call: Call, noted: Noted, diagnostics: Diagnostics) -> Operation:
    parts = [argument.part for argument in call.arguments]
    note = noted.operation(call.name, parts, call.session)
    parameters = tuple(_parameter(argument, note, noted) for argument in call.arguments)
    _report_shift(call, note, diagnostics)
    _report_collisions(call, parameters, note, diagnostics)
    names = {a.part: p.name for a, p in zip(call.arguments, parameters, strict=True)}
    return Operation(
        name=call.name,
        method=call.name,
        session=bool(call.session),
        parameters=parameters,
        result=call.wire.result.type if call.wire.result else None,
        wires=(_renamed(call.wire, names),),
        doc=note.doc or call.doc,
        result_doc=note.returns or call.result_doc,
        source=call.source,
    )


def _parameter(argument: Argument, notes: OperationNote, noted: Noted) -> Parameter:
    note = notes.parameters.get(argument.part, ValueNote(Source("", 0)))
    name = note.name or argument.name
    return Parameter(
        name=name,
        type=argument.type,
        required=not note.optional,
        doc=note.doc or argument.doc,
        values=note.values,
        secret=noted.secret(name, argument.name),
        source=argument.source,
    )


def _renamed(wire: OperationWire, names: Mapping[str, str]) -> OperationWire:
    """`wire` with its parts naming the parameters as they are called in the end."""
    parts = (replace(part, parameter=names.get(part.name)) for part in wire.parts)
    return replace(wire, parts=tuple(parts))


def _report_shift(call: Call, note: OperationNote, diagnostics: Diagnostics) -> None:
    """Say that the session id goes elsewhere than its name says, unless the notes know."""
    misled = next((a for a in call.arguments if a.part == SESSION), None)
    if misled and SESSION not in note.parameters:
        what = f"the part {SESSION} of {call.name} is not the first"
        hint = (
            f"stores take parts by position, so {call.session} carries the session id and "
            f"{SESSION} the parameter {misled.name}; a note on {SESSION} silences this"
        )
        diagnostics.warn(misled.source, what, hint)


def _report_collisions(
    call: Call, parameters: tuple[Parameter, ...], note: OperationNote, diagnostics: Diagnostics
) -> None:
    first: dict[str, Argument] = {}
    for argument, parameter in zip(call.arguments, parameters, strict=True):
        other = first.setdefault(parameter.name, argument)
        if other is not argument:
            named = note.parameters.get(argument.part) or note.parameters.get(other.part)
            what = (
                f"two parameters of {call.name} are called {parameter.name}: "
                f"the parts {other.part} and {argument.part}"
            )
            source = named.source if named else argument.source
            diagnostics.error(source, what, "give one of them another name")
