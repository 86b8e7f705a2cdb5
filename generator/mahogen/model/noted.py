"""What the notes say of a name, and which notes are about nothing."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from fnmatch import fnmatchcase

from mahogen.errors import Diagnostics, Source
from mahogen.read.notes import EntityNote, Notes, OperationNote

_NO_OPERATION = OperationNote(Source("", 0))
_NO_ENTITY = EntityNote(Source("", 0))


class Noted:
    """Looks notes up, and reports those whose subject the contract does not have."""

    def __init__(self, notes: Notes | None, diagnostics: Diagnostics) -> None:
        self.notes = notes or Notes()
        self.diagnostics = diagnostics

    def operation(self, name: str, parts: Iterable[str], session: str) -> OperationNote:
        """The note on an operation whose parts are called `parts`; `session` carries the id."""
        note = self.notes.operations.get(name, _NO_OPERATION)
        known = list(parts)
        for part, value in note.parameters.items():
            if part == session:
                what = f"the part {part} of {name} carries the session id, which no caller passes"
                self.diagnostics.warn(value.source, what, "delete the note")
            elif part not in known:
                self._lacking(value.source, f"part {part} in {name}", part, known)
        return note

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
