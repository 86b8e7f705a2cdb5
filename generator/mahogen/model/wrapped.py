"""What a message of WS-I holds: one element, and in it a value for each of its fields."""

from __future__ import annotations

from mahogen.errors import Diagnostics
from mahogen.model.api import Dialect
from mahogen.model.calls import Argument, Content
from mahogen.model.fields import declared_fields, nillable, required
from mahogen.model.schemas import Declared
from mahogen.model.types import Types
from mahogen.read import xmlns
from mahogen.read.documents import Message, Part
from mahogen.read.schema import Element


class Wrappers:
    """Reads the elements of messages; each is read, and complained of, once."""

    def __init__(self, declared: Declared, types: Types, diagnostics: Diagnostics) -> None:
        self._declared = declared
        self._types = types
        self._diagnostics = diagnostics
        self._read: dict[str, Content | None] = {}

    def of(self, message: Message) -> Content | None:
        """The fields of the element of a message; nothing for a message without a part."""
        name = message.name
        if name not in self._read:
            self._read[name] = None
            if len(message.parts) > 1:
                what = f"the message {name} has {len(message.parts)} parts, not one"
                hint = "in WS-I a message has one part, with an element that holds all values"
                self._diagnostics.error(message.source, what, hint)
            else:
                self._read[name] = (
                    self._part(message.parts[0], message) if message.parts else Content("", ())
                )
        return self._read[name]

    def _part(self, part: Part, message: Message) -> Content | None:
        where = f"the part {part.name} of {message.name}"
        if part.type or not part.element:
            held = "a type" if part.type else "nothing"
            what = f"{where} has {held}, and should have an element alone"
            hint = f'types are for V2; write element="typens:{message.name}Param"'
            self._diagnostics.error(part.source, what, hint)
            return None
        element = self._declared.element(part.element)
        if element is None:
            if xmlns.split(part.element)[0] != xmlns.UNRESOLVED:
                what = f"{where} refers to the element {xmlns.local(part.element)}"
                hint = "declare the element, or correct the name"
                self._diagnostics.error(part.source, f"{what}, which is declared nowhere", hint)
            return None
        return self._element(element)

    def _element(self, element: Element) -> Content | None:
        struct = element.complex_type or self._declared.struct(element.type)
        if struct is None or struct.content or (struct.all and struct.sequence):
            what = f"the element {element.name} does not list its fields"
            hint = "write <complexType><sequence>, and in it an element for each value"
            self._diagnostics.error(element.source, what, hint)
            return None
        fields = declared_fields(struct, element.name, Dialect.WSI, self._diagnostics)
        return Content(
            element.name, tuple(self._argument(f, element.name) for f in fields.values())
        )

    def _argument(self, field: Element, wrapper: str) -> Argument:
        of = self._types.of_element(field, f"the field {field.name} of {wrapper}")
        return Argument(
            name=field.name,
            part=field.name,
            type=of,
            doc=field.doc,
            source=field.source,
            required=required(field),
            nillable=nillable(field),
            listed=self._types.listed_of(field),
            stray=bool(field.stray),
        )
