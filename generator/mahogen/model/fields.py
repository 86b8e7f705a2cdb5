"""The fields of a struct or wrapper, as its contract declares them: each once, each usable."""

from __future__ import annotations

from mahogen.errors import Diagnostics
from mahogen.model.api import Dialect
from mahogen.model.schemas import ITEM, fields_of
from mahogen.read.refuse import shown
from mahogen.read.schema import ComplexType, Element, SimpleType

_LISTS = {
    Dialect.V1: "in V1 a list is a type that restricts soapenc:Array",
    Dialect.V2: "in V2 a list is a type that restricts soapenc:Array",
    Dialect.WSI: f"in WS-I a list is a type that repeats {ITEM} and has no other field",
}


def declared_fields(
    struct: ComplexType, name: str, dialect: Dialect, diagnostics: Diagnostics
) -> dict[str, Element]:
    """The fields of a struct called `name`, by their names; reports what they cannot be."""
    found: dict[str, Element] = {}
    for element in fields_of(struct):
        if not element.name:
            what = f"a field of {name} has no name"
            diagnostics.error(element.source, what, 'give it one: name="..."')
            continue
        first = found.setdefault(element.name, element)
        if first is element:
            _check(element, f"the field {element.name} of {name}", dialect, diagnostics)
        else:
            _report_twice(element, first, name, diagnostics)
    return found


def required(element: Element) -> bool:
    """Whether a field may not be left out."""
    return element.min_occurs != "0"


def nillable(element: Element) -> bool:
    """Whether a field may be sent as nil."""
    return element.nillable in ("true", "1")


def _report_twice(element: Element, first: Element, name: str, diagnostics: Diagnostics) -> None:
    """A repeated field has to say the same thing again."""
    what = f"the field {element.name} of {name} is declared twice"
    if _said(first) == _said(element):
        what = f"{what}, in the same words as at {first.source}"
        diagnostics.warn(element.source, what, "delete one of the two")
    else:
        what = f"{what}, in other words than at {first.source}"
        diagnostics.error(element.source, what, "delete the wrong one")


def _check(element: Element, where: str, dialect: Dialect, diagnostics: Diagnostics) -> None:
    if element.complex_type:
        what, hint = "declares its type inside", "name the type, and refer to it"
    elif element.simple_type and element.type:
        what, hint = "has a type, and declares another one inside", "delete one of the two"
    elif not element.type and not element.simple_type:
        what, hint = "has no type", 'give it one: type="xsd:string"'
    elif element.max_occurs not in ("", "1"):
        what, hint = f"has maxOccurs={shown(element.max_occurs)}", _LISTS[dialect]
    elif element.min_occurs not in ("", "0", "1"):
        what, hint = f"has minOccurs={shown(element.min_occurs)}", "write 0 or 1"
    elif element.nillable not in ("", "true", "false", "1", "0"):
        what, hint = f"has nillable={shown(element.nillable)}", "write true or false"
    else:
        return
    diagnostics.error(element.source, f"{where} {what}", hint)


def _said(element: Element) -> tuple[object, ...]:
    """What a declaration means, so that the same thing in other letters is the same."""
    return (
        element.type,
        _inside(element.simple_type),
        required(element),
        element.max_occurs or "1",
        nillable(element),
    )


def _inside(of: SimpleType | None) -> tuple[object, ...]:
    """What a type that is declared inside an element means."""
    if of is None or of.restriction is None:
        return of is None, of is not None and of.union is None
    return of.restriction.base, tuple(one.value for one in of.restriction.enumerations)
