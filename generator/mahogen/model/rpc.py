"""What a message of V1 or V2 holds: its parts, each of a type."""

from __future__ import annotations

from mahogen.errors import Diagnostics
from mahogen.model.calls import Argument, Content
from mahogen.model.lookup import by_name
from mahogen.model.types import Types
from mahogen.read.documents import Message, Part


class Parts:
    """Reads the parts of messages; each is read, and complained of, once."""

    def __init__(self, types: Types, diagnostics: Diagnostics) -> None:
        self._types = types
        self._diagnostics = diagnostics
        self._read: dict[str, Content] = {}

    def of(self, message: Message) -> Content:
        """The parts of a message with their types."""
        if message.name not in self._read:
            parts = by_name(message.parts, "part", self._diagnostics, message.name)
            arguments = tuple(self._part(part, message) for part in parts.values())
            self._read[message.name] = Content("", arguments)
        return self._read[message.name]

    def _part(self, part: Part, message: Message) -> Argument:
        where = f"the part {part.name} of {message.name}"
        if part.type and part.element:
            what = f"{where} has both a type and an element"
            self._diagnostics.error(part.source, what, "delete the element: V2 has types")
        elif part.element:
            what = f"{where} has an element, not a type"
            hint = 'elements are for WS-I; write type="typens:cartEntity"'
            self._diagnostics.error(part.source, what, hint)
        elif not part.type:
            what = f"{where} has no type"
            self._diagnostics.error(part.source, what, 'give it one: type="xsd:string"')
        of = self._types.of(part.type, part.source, where)
        listed = self._types.listed(part.type)
        return Argument(part.name, part.name, of, part.doc, part.source, listed=listed)
