"""What the notes say of a name, and which notes are about nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Final

from mahogen.errors import Diagnostics, Source
from mahogen.model.api import Scalar, TypeRef
from mahogen.model.simple import TEXT
from mahogen.read.noting import (
    EntityNote,
    Notes,
    OperationNote,
    ValueNote,
    entity_filled,
    filled,
)

SECRET: Final = ("*[Pp]assword*", "cc_*", "apiKey", "sessionId")
"""Patterns of names whose values are secret in every contract; notes add to them."""

_NO_OPERATION = OperationNote(Source("", 0))
_NO_ENTITY = EntityNote(Source("", 0))
_NO_VALUE = ValueNote(Source("", 0))


class Noted:
    """Looks notes up, and reports those whose subject the contract does not have.

    What is known of every store fills what they leave open, and is never reported.
    """

    def __init__(self, notes: Notes | None, diagnostics: Diagnostics) -> None:
        self.notes = notes or Notes()
        self.diagnostics = diagnostics
        self._beneath = self.notes.beneath or Notes()
        self._seen: dict[str, None] = {}
        self.not_in_v1: dict[tuple[str, str], Source] = {}
        """Operations and parameters that V1 does not have; the parameter is empty for a whole."""

    def operation(self, name: str) -> OperationNote:
        """The note on an operation, an empty one where there is none."""
        note = self.notes.operations.get(name, _NO_OPERATION)
        return filled(note, self._beneath.operations.get(name, _NO_OPERATION))

    def parameters(
        self,
        operation: str,
        note: OperationNote,
        parameters: Sequence[Sequence[str]],
        sessions: Collection[str],
    ) -> list[ValueNote]:
        """The note on each of `parameters`, an empty one where there is none.

        Each is given by its parts, that of V2 first; the key of a note is one of them, or else its
        name is. `sessions` are the parts that carry the session id.
        """
        found = _fitting(note.parameters, parameters)
        known = [part for parts in parameters for part in parts]
        for key, value in note.parameters.items():
            if key in found.values():
                continue
            if key in sessions:
                what = (
                    f"the part {key} of {operation} carries the session id, which no caller passes"
                )
                self.diagnostics.warn(value.source, what, "delete the note")
            elif key in known:
                what = f"the part {key} of {operation} has another note"
                self.diagnostics.warn(value.source, what, "keep one: they are one parameter")
            else:
                self._lacking(value.source, f"part {key} in {operation}", key, known)
        return [note.parameters.get(found.get(i, ""), _NO_VALUE) for i in range(len(parameters))]

    def everywhere(
        self, notes: Sequence[ValueNote], parameters: Sequence[Sequence[str]]
    ) -> list[ValueNote]:
        """`notes` on `parameters`, completed by those that are for every operation.

        Each parameter is given by the names that the contracts have for it.
        """
        names = [
            [*called, note.name] if note.name else called
            for called, note in zip(parameters, notes, strict=True)
        ]
        self._seen.update((name, None) for called in names for name in called)
        found = _fitting(self.notes.parameters, names)
        return [
            _completed(note, self.notes.parameters[found[place]]) if place in found else note
            for place, note in enumerate(notes)
        ]

    def beneath(
        self,
        operation: str,
        notes: Sequence[ValueNote],
        parts: Sequence[Sequence[str]],
        names: Sequence[Sequence[str]],
    ) -> list[ValueNote]:
        """`notes` on the parameters of an operation, completed by what is known of every store.

        Each parameter is given by its parts and by its names.
        """
        own = self._beneath.operations.get(operation, _NO_OPERATION).parameters
        for known, called in ((own, parts), (self._beneath.parameters, names)):
            found = _fitting(known, called)
            notes = [
                _completed(note, known[found[place]]) if place in found else note
                for place, note in enumerate(notes)
            ]
        return list(notes)

    def is_known(self, operation: str, part: str) -> bool:
        """Whether something is known of that part in every store."""
        return part in self._beneath.operations.get(operation, _NO_OPERATION).parameters

    def values(self, note: ValueNote, of: TypeRef, whose: str) -> tuple[str, ...]:
        """The known values of what is called `whose` in messages, which has the type `of`."""
        if note.values and not (isinstance(of, Scalar) and of.name in TEXT):
            what = f"{whose} has known values in the notes, but is no string in the contract"
            self.diagnostics.warn(note.source, what, "delete values, or say them in doc")
            return ()
        return note.values

    def entity(self, name: str, fields: Iterable[str]) -> EntityNote:
        """The note on an entity whose fields are called `fields`."""
        note = self.notes.entities.get(name, _NO_ENTITY)
        known = list(fields)
        for field, value in note.fields.items():
            if field not in known:
                self._lacking(value.source, f"field {field} in {name}", field, known)
        beneath = self._beneath.entities.get(name, _NO_ENTITY)
        return beneath if note is _NO_ENTITY else entity_filled(note, beneath)

    def keep_from_v1(
        self, operation: str, note: OperationNote, parameters: Mapping[str, ValueNote]
    ) -> None:
        """Remember what the notes say V1 does not have: an operation, parameters by their names."""
        if note.v1 is False:
            self.not_in_v1[operation, ""] = note.source
        for name, value in parameters.items():
            if value.v1 is False:
                self.not_in_v1[operation, name] = value.source

    def secret(self, *names: str) -> bool:
        """Whether a value that goes by these names has to stay out of logs."""
        patterns = (*SECRET, *self.notes.secret, *self._beneath.secret)
        return any(fnmatchcase(name, pattern) for pattern in patterns for name in names)

    def report_unused(
        self, operations: Iterable[str], structs: Collection[str], entities: Collection[str]
    ) -> None:
        """Warn of notes on what the contract does not have.

        What is in `structs` and not in `entities` it has as the entries of maps.
        """
        for name, value in self.notes.parameters.items():
            if name not in self._seen and value.name not in self._seen:
                self._lacking(value.source, f"parameter {name}", name, list(self._seen))
        known = list(operations)
        for name, note in self.notes.operations.items():
            if name not in known:
                self._lacking(note.source, f"operation {name}", name, known)
        known = list(entities)
        for name, entity in self.notes.entities.items():
            if name not in structs:
                self._lacking(entity.source, f"entity {name}", name, known)
            elif name not in entities:
                what = f"{name} is the entry of a map, and so a dict, which has no place for notes"
                self.diagnostics.warn(entity.source, what, "delete the note")

    def _lacking(self, source: Source, what: str, name: str, known: list[str]) -> None:
        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else "delete the note"
        self.diagnostics.warn(source, f"the contract has no {what}", hint)


def _completed(own: ValueNote, general: ValueNote) -> ValueNote:
    """What an operation says of a parameter, and for what it leaves open, what holds for all.

    Its place is that of what a message may be about: the name, or the known values.
    """
    added = (general.name and not own.name) or (general.values and not own.values)
    source = general.source if own is _NO_VALUE or added else own.source
    return replace(filled(own, general), source=source)


def _fitting(notes: Mapping[str, ValueNote], parameters: Sequence[Sequence[str]]) -> dict[int, str]:
    """The key of the note on each of the parameters, by its place among them."""
    by_key = [
        (parts[depth], place)
        for depth in range(max(map(len, parameters), default=0))
        for place, parts in enumerate(parameters)
        if depth < len(parts)
    ]
    by_name = [
        (key, place)
        for key, value in notes.items()
        for place, parts in enumerate(parameters)
        if value.name in parts
    ]
    found: dict[int, str] = {}
    for key, place in [*by_key, *by_name]:
        if key in notes and place not in found and key not in found.values():
            found[place] = key
    return found
