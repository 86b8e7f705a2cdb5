"""What the notes say of a name, and which notes are about nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

from mahogen.errors import Diagnostics, Source
from mahogen.read.notes import EntityNote, Notes, OperationNote, ValueNote

_NO_OPERATION = OperationNote(Source("", 0))
_NO_ENTITY = EntityNote(Source("", 0))
_NO_VALUE = ValueNote(Source("", 0))


class Noted:
    """Looks notes up, and reports those whose subject the contract does not have."""

    def __init__(self, notes: Notes | None, diagnostics: Diagnostics) -> None:
        self.notes = notes or Notes()
        self.diagnostics = diagnostics

    def operation(self, name: str) -> OperationNote:
        """The note on an operation, an empty one where there is none."""
        return self.notes.operations.get(name, _NO_OPERATION)

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
        left = dict(note.parameters)
        found = [_take(left, parts) for parts in parameters]
        by_name = {value.name: key for key, value in reversed(left.items()) if value.name}
        for index, parts in enumerate(parameters):
            if found[index] is None:
                key = next((by_name[name] for name in parts if name in by_name), "")
                found[index] = left.pop(key, None)
        known = [name for parts in parameters for name in parts]
        for key, value in left.items():
            if key in sessions:
                what = (
                    f"the part {key} of {operation} carries the session id, which no caller passes"
                )
                self.diagnostics.warn(value.source, what, "delete the note")
            elif key in known:
                what = f"the part {key} of {operation} has another note"
                self.diagnostics.warn(
                    value.source, what, "keep one of them: they are one parameter"
                )
            else:
                self._lacking(value.source, f"part {key} in {operation}", key, known)
        return [value or _NO_VALUE for value in found]

    def entity(self, name: str, fields: Iterable[str]) -> EntityNote:
        """The note on an entity whose fields are called `fields`."""
        note = self.notes.entities.get(name, _NO_ENTITY)
        known = list(fields)
        for field, value in note.fields.items():
            if field not in known:
                self._lacking(value.source, f"field {field} in {name}", field, known)
        return note

    def secret(self, *names: str) -> bool:
        """Whether a value that goes by these names has to stay out of logs."""
        return any(fnmatchcase(name, p) for p in self.notes.secret for name in names)

    def report_unused(self, operations: Iterable[str], entities: Iterable[str]) -> None:
        """Warn of notes on operations and entities that the contract does not have."""
        known = list(operations)
        for name, note in self.notes.operations.items():
            if name not in known:
                self._lacking(note.source, f"operation {name}", name, known)
        known = list(entities)
        for name, entity in self.notes.entities.items():
            if name not in known:
                self._lacking(entity.source, f"entity {name}", name, known)

    def _lacking(self, source: Source, what: str, name: str, known: list[str]) -> None:
        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else "delete the note"
        self.diagnostics.warn(source, f"the contract has no {what}", hint)


def _take(notes: dict[str, ValueNote], names: Iterable[str]) -> ValueNote | None:
    """The note on the first of `names` that has one; it is taken out of `notes`."""
    return next((notes.pop(name) for name in names if name in notes), None)
