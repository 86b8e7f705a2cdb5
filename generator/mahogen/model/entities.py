"""The structs of a contract to entities."""

from __future__ import annotations

from mahogen.errors import Diagnostics
from mahogen.model.api import Compositor, Dialect, Entity, EntityWire, Field, FieldWire
from mahogen.model.noted import Noted
from mahogen.model.schemas import Declared, fields_of
from mahogen.model.types import Types
from mahogen.read.notes import EntityNote, ValueNote
from mahogen.read.refuse import shown
from mahogen.read.schema import ComplexType, Element


def entities(
    declared: Declared, dialect: Dialect, types: Types, noted: Noted, diagnostics: Diagnostics
) -> tuple[Entity, ...]:
    """Every struct of the contract, in the order of declaration."""
    builder = _Builder(dialect, types, noted, diagnostics)
    return tuple(builder.entity(struct) for struct in declared.structs.values())


class _Builder:
    def __init__(
        self, dialect: Dialect, types: Types, noted: Noted, diagnostics: Diagnostics
    ) -> None:
        self.dialect = dialect
        self.types = types
        self.noted = noted
        self.diagnostics = diagnostics

    def entity(self, struct: ComplexType) -> Entity:
        elements = self.once(struct)
        note = self.noted.entity(struct.name, elements)
        compositor = Compositor.SEQUENCE if struct.sequence else Compositor.ALL
        return Entity(
            name=struct.name,
            fields=tuple(self.field(e, struct.name, note) for e in elements.values()),
            wires=(EntityWire(self.dialect, compositor),),
            doc=note.doc or struct.doc,
            source=struct.source,
        )

    def once(self, struct: ComplexType) -> dict[str, Element]:
        """The fields of a struct by name; a repeated one has to say the same thing again."""
        found: dict[str, Element] = {}
        for element in fields_of(struct):
            if not element.name:
                what = f"a field of {struct.name} has no name"
                self.diagnostics.error(element.source, what, 'give it one: name="..."')
                continue
            first = found.setdefault(element.name, element)
            if first is element:
                continue
            what = f"the field {element.name} of {struct.name} is declared twice"
            if _said(first) == _said(element):
                what = f"{what}, in the same words as at {first.source}"
                self.diagnostics.warn(element.source, what, "delete one of the two")
            else:
                what = f"{what}, in other words than at {first.source}"
                self.diagnostics.error(element.source, what, "delete the wrong one")
        return found

    def field(self, element: Element, struct: str, notes: EntityNote) -> Field:
        name, where = element.name, f"the field {element.name} of {struct}"
        self.check(element, where)
        note = notes.fields.get(name, ValueNote(element.source))
        of = self.types.of(element.type, element.source, where)
        required = _required(element)
        nillable = element.nillable in ("true", "1")
        return Field(
            name=name,
            type=of,
            required=required,
            wires=(FieldWire(self.dialect, of, required, nillable),),
            doc=note.doc or element.doc,
            values=note.values,
            secret=self.noted.secret(name),
            source=element.source,
        )

    def check(self, element: Element, where: str) -> None:
        """Report what a field of a V2 struct cannot be."""
        if element.complex_type:
            what, hint = "declares its type inside", "name the type, and refer to it"
        elif not element.type:
            what, hint = "has no type", 'give it one: type="xsd:string"'
        elif element.max_occurs not in ("", "1"):
            what = f"has maxOccurs={shown(element.max_occurs)}"
            hint = "in V2 a list is a type that restricts soapenc:Array"
        elif element.min_occurs not in ("", "0", "1"):
            what, hint = f"has minOccurs={shown(element.min_occurs)}", "write 0 or 1"
        elif element.nillable not in ("", "true", "false", "1", "0"):
            what, hint = f"has nillable={shown(element.nillable)}", "write true or false"
        else:
            return
        self.diagnostics.error(element.source, f"{where} {what}", hint)


def _required(element: Element) -> bool:
    return element.min_occurs != "0"


def _said(element: Element) -> tuple[object, ...]:
    """What a declaration means, so that the same thing in other letters is the same."""
    nillable = element.nillable in ("true", "1")
    return element.type, _required(element), element.max_occurs or "1", nillable
