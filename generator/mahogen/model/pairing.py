"""The calls of all dialects to operations: one operation per name, one parameter per argument.

Arguments of two dialects belong together by name where both use the same names, else by position;
what one has beyond the other is its alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from mahogen.errors import Diagnostics
from mahogen.model.api import Dialect, Operation, OperationWire, Parameter
from mahogen.model.calls import Argument, Call
from mahogen.model.noted import Noted
from mahogen.model.session import SESSION
from mahogen.read.noting import OperationNote, ValueNote

SHIFTED = "parts that are taken for others"
OVERRIDDEN = "parameters that stores take otherwise than WS-I says"

Row: TypeAlias = dict[Dialect, Argument]
"""The arguments that are one parameter, each as its dialect declares it."""


def operations(
    dialects: Iterable[tuple[Call, ...]], noted: Noted, diagnostics: Diagnostics
) -> tuple[Operation, ...]:
    """One operation for each name; what comes first says its types and the order."""
    found: dict[str, list[Call]] = {}
    for calls in dialects:
        for call in calls:
            found.setdefault(call.name, []).append(call)
    return tuple(_operation(calls, noted, diagnostics) for calls in found.values())


def rows(calls: list[Call]) -> list[Row]:
    """The parameters of an operation, in the order of the first dialect that has each."""
    found: list[Row] = []
    for place, call in enumerate(calls):
        names = {argument.name for argument in call.arguments}
        alike = (
            other.wire.dialect
            for other in calls[:place]
            if {argument.name for argument in other.arguments} == names
        )
        like = next(alike, None)
        by_name = {row[like].name: row for row in found if like in row} if like else {}
        for index, argument in enumerate(call.arguments):
            row = by_name.get(argument.name) or next(iter(found[index : index + 1]), None)
            if row is None:
                found.append(row := {})
            row[call.wire.dialect] = argument
    return found


def _operation(calls: list[Call], noted: Noted, diagnostics: Diagnostics) -> Operation:
    first = calls[0]
    paired = rows(calls)
    note = noted.operation(first.name)
    parts = [[argument.part for argument in row.values()] for row in paired]
    sessions = {call.session for call in calls if call.session}
    names = [list(dict.fromkeys(argument.name for argument in row.values())) for row in paired]
    own = noted.everywhere(noted.parameters(first.name, note, parts, sessions), names)
    notes = noted.beneath(first.name, own, parts, names)
    parameters = tuple(
        _parameter(row, value, calls, noted) for row, value in zip(paired, notes, strict=True)
    )
    for row, mine, note_of in zip(paired, own, notes, strict=True):
        _report_overridden(first.name, row, mine, note_of, diagnostics)
    noted.keep_from_v1(
        first.name, note, {p.name: n for p, n in zip(parameters, notes, strict=True)}
    )
    for call in calls:
        _report_shift(call, note, noted, diagnostics)
    _report_collisions(first.name, paired, parameters, notes, diagnostics)
    named = list(zip(paired, parameters, strict=True))
    return Operation(
        name=first.name,
        method=first.name,
        session=any(call.session for call in calls),
        parameters=parameters,
        result=first.wire.result.type if first.wire.result else None,
        wires=tuple(
            _renamed(
                call.wire,
                {row[d].part: p.name for row, p in named if (d := call.wire.dialect) in row},
            )
            for call in calls
        ),
        doc=note.doc or _first(call.wire.doc for call in calls),
        result_doc=note.returns or _first(call.result_doc for call in calls),
        source=first.source,
    )


def _parameter(row: Row, note: ValueNote, calls: list[Call], noted: Noted) -> Parameter:
    arguments = list(row.values())
    first = arguments[0]
    name = note.name or row.get(Dialect.WSI, first).name
    return Parameter(
        name=name,
        type=first.type,
        required=_required(row, calls) if note.optional is None else not note.optional,
        doc=note.doc or _first(argument.doc for argument in arguments),
        values=noted.values(note, first.type, f"the parameter {name} of {calls[0].name}")
        or next((a.values for a in arguments if a.values and a.type == first.type), ()),
        secret=noted.secret(name, *(argument.name for argument in arguments)),
        source=first.source,
    )


def _required(row: Row, calls: list[Call]) -> bool:
    """WS-I alone says what may be left out; so may what it does not even know."""
    knows = any(call.wire.dialect is Dialect.WSI for call in calls)
    said = row.get(Dialect.WSI)
    return said.required if said else not knows


def _report_overridden(
    operation: str, row: Row, own: ValueNote, note: ValueNote, diagnostics: Diagnostics
) -> None:
    """Say that stores are known to do otherwise than WS-I says, unless the user says how."""
    said = row.get(Dialect.WSI)
    if said and own.optional is None and note.optional is said.required:
        word = "may be left out" if note.optional else "may not be left out"
        what = f"{said.name} of {operation} {word}, whatever minOccurs says"
        diagnostics.differ(OVERRIDDEN, said.source, operation, what)


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _renamed(wire: OperationWire, names: Mapping[str, str]) -> OperationWire:
    """`wire` with its parts naming the parameters as they are called in the end."""
    parts = (replace(part, parameter=names.get(part.name)) for part in wire.parts)
    return replace(wire, parts=tuple(parts))


def _report_shift(call: Call, note: OperationNote, noted: Noted, diagnostics: Diagnostics) -> None:
    """Say that the session id goes elsewhere than its name says, unless the notes know."""
    misled = next((a for a in call.arguments if a.part == SESSION), None)
    if misled is None or SESSION in note.parameters:
        return
    what = f"the part {SESSION} of {call.name} is not the first"
    taken = (
        f"stores take parts by position, so {call.session} carries the session id and "
        f"{SESSION} the parameter {misled.name}"
    )
    if noted.is_known(call.name, SESSION):
        diagnostics.differ(SHIFTED, misled.source, call.name, f"{what}: {taken}")
    else:
        diagnostics.warn(misled.source, what, f"{taken}; a note on {SESSION} silences this")


def _report_collisions(
    operation: str,
    paired: list[Row],
    parameters: tuple[Parameter, ...],
    notes: list[ValueNote],
    diagnostics: Diagnostics,
) -> None:
    first: dict[str, int] = {}
    for index, parameter in enumerate(parameters):
        other = first.setdefault(parameter.name, index)
        if other != index:
            parts = [next(iter(paired[i].values())) for i in (other, index)]
            what = (
                f"two parameters of {operation} are called {parameter.name}: "
                f"the parts {parts[0].part} and {parts[1].part}"
            )
            hint = "give one of them another name, in the notes"
            named = [notes[i].source for i in (index, other) if notes[i].name]
            if named:
                diagnostics.misuse(named[0], what, hint)
            else:
                diagnostics.error(parts[1].source, what, hint)
