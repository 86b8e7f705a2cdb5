"""What types a contract declares: structs and arrays by name, before anything is resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mahogen.errors import Diagnostics, Source
from mahogen.model.api import Dialect
from mahogen.read import xmlns
from mahogen.read.documents import Definitions
from mahogen.read.refuse import shown
from mahogen.read.schema import ComplexType, Element, Schema, SimpleType

_STRING = f"{{{xmlns.XSD}}}string"
_ITEMS = re.compile(r"(\{.*\}[^\[\]]*)\[\]")
# The element that a list repeats in WS-I.
ITEM = "complexObjectArray"


@dataclass(frozen=True, slots=True)
class Array:
    """An array: its item type as {uri}local, empty where it declares none.

    `element` is what it repeats, which has a name of the contract's own in WS-I alone; `stray` as
    that of a field.
    """

    name: str
    item: str
    source: Source
    element: str = ITEM
    stray: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """The named types of a contract, and in WS-I its elements, in the order of declaration."""

    namespace: str
    imports: tuple[str, ...] = ()
    locations: tuple[tuple[str, str], ...] = ()
    structs: dict[str, ComplexType] = field(default_factory=dict)
    arrays: dict[str, Array] = field(default_factory=dict)
    simples: dict[str, SimpleType] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)

    def element(self, name: str) -> Element | None:
        """The element {uri}local, None where there is no such."""
        uri, local = xmlns.split(name)
        return self.elements.get(local) if uri == self.namespace else None

    def struct(self, name: str) -> ComplexType | None:
        """The struct {uri}local, None where that is something else."""
        uri, local = xmlns.split(name)
        return self.structs.get(local) if uri == self.namespace else None

    def array(self, name: str) -> Array | None:
        """The array {uri}local, None where that is something else."""
        uri, local = xmlns.split(name)
        return self.arrays.get(local) if uri == self.namespace else None

    def map_value(self, array: Array) -> Element | None:
        """The value of a map: of an array whose items have exactly a string key and a value."""
        struct = self.struct(array.item)
        return self.value_of(struct) if struct else None

    def value_of(self, struct: ComplexType) -> Element | None:
        """The value of an entry of a map; None for any other struct."""
        fields = {f.name: f for f in fields_of(struct)}
        if fields.keys() == {"key", "value"} and fields["key"].type == _STRING:
            return fields["value"]
        return None


def fields_of(struct: ComplexType) -> tuple[Element, ...]:
    """The fields of a struct as they are declared, duplicates among them."""
    group = struct.all or struct.sequence
    return group.elements if group else ()


def declared(definitions: Definitions, dialect: Dialect, diagnostics: Diagnostics) -> Declared:
    """Collect the named types and elements of a contract, each once."""
    schemas = [schema for types in definitions.types for schema in types.schemas]
    found = Declared(
        schemas[0].target_namespace if schemas else "",
        tuple(i.namespace for schema in schemas for i in schema.imports),
        tuple((i.namespace, i.location) for schema in schemas for i in schema.imports),
    )
    for schema in schemas:
        _check(schema, found.namespace, diagnostics)
        for declaration in schema.types:
            _add(declaration, found, dialect, diagnostics)
        for simple in schema.simple_types:
            if _is_new(simple, found, diagnostics):
                found.simples[simple.name] = simple
        for element in schema.elements if dialect is Dialect.WSI else ():
            _add_element(element, found, diagnostics)
    return found


def _check(schema: Schema, namespace: str, diagnostics: Diagnostics) -> None:
    if not schema.target_namespace:
        what = "a schema has no targetNamespace"
        diagnostics.error(schema.source, what, 'give it one: targetNamespace="urn:Maho"')
    elif schema.target_namespace != namespace:
        what = f"a schema is for {schema.target_namespace}, but the first one for {namespace}"
        diagnostics.error(schema.source, what, "declare all types in one namespace")
    if schema.element_form not in ("", "unqualified"):
        what = f"elementFormDefault={schema.element_form} is not supported"
        diagnostics.error(schema.source, what, "delete it: fields of stores have no namespace")


def _add(
    declaration: ComplexType, found: Declared, dialect: Dialect, diagnostics: Diagnostics
) -> None:
    name, source = declaration.name, declaration.source
    if not _is_new(declaration, found, diagnostics):
        return
    if declaration.content and dialect is Dialect.WSI:
        found.arrays[name] = Array(name, "", source)
        what = f"the type {name} has complexContent, which WS-I contracts do not have"
        hint = f"a list says <sequence> with one <element> called {ITEM}; a struct lists its fields"
        diagnostics.error(source, what, hint)
    elif declaration.content:
        found.arrays[name] = Array(name, _item(declaration, diagnostics), source)
    elif dialect is Dialect.WSI and (item := _repeated(declaration)):
        found.arrays[name] = Array(
            name,
            _repeated_item(name, item, diagnostics),
            source,
            item.name,
            bool(item.stray),
        )
    else:
        found.structs[name] = declaration
        if declaration.all and declaration.sequence:
            what = f"the type {name} has both xsd:all and xsd:sequence"
            diagnostics.error(source, what, "put all fields into one of them")


def _is_new(
    declaration: ComplexType | SimpleType, found: Declared, diagnostics: Diagnostics
) -> bool:
    """Whether a type has a name that no other one has; reports if not."""
    name, source = declaration.name, declaration.source
    first = found.structs.get(name) or found.arrays.get(name) or found.simples.get(name)
    if not name:
        diagnostics.error(source, "a type has no name", 'give it one: name="..."')
    elif first:
        what = f"the type {name} is declared twice, first at {first.source}"
        diagnostics.error(source, what, "delete one of the two declarations")
    return bool(name) and first is None


def _add_element(element: Element, found: Declared, diagnostics: Diagnostics) -> None:
    first = found.elements.setdefault(element.name, element)
    if not element.name:
        diagnostics.error(element.source, "an element has no name", 'give it one: name="..."')
    elif first is not element:
        what = f"the element {element.name} is declared twice, first at {first.source}"
        diagnostics.error(element.source, what, "delete one of the two declarations")


def _repeated(declaration: ComplexType) -> Element | None:
    """The one element of a sequence, if it may come any number of times: a list of WS-I."""
    elements = declaration.sequence.elements if declaration.sequence else ()
    lone = len(elements) == 1 and declaration.all is None
    return elements[0] if lone and elements[0].max_occurs == "unbounded" else None


def _repeated_item(name: str, item: Element, diagnostics: Diagnostics) -> str:
    if item.name != ITEM:
        what = f"the array {name} repeats {item.name or 'what has no name'}, not {ITEM}"
        hint = f"it is read, and served, as if it did; call the element {ITEM}"
        diagnostics.warn(item.source, what, hint)
    if item.complex_type or not item.type:
        what = f"the array {name} has items without the name of a type"
        hint = 'name their type, and refer to it: type="typens:itemEntity"'
        diagnostics.error(item.source, what, hint)
        return ""
    return item.type


def _item(declaration: ComplexType, diagnostics: Diagnostics) -> str:
    """What an array says of its items, empty if it says nothing or nothing that makes sense."""
    name, content = declaration.name, declaration.content
    restriction = content.restriction if content else None
    if restriction is None or restriction.base != f"{{{xmlns.SOAPENC}}}Array":
        if restriction and xmlns.split(restriction.base)[0] == xmlns.UNRESOLVED:
            return ""
        what = f"the type {name} has content that is no restriction of soapenc:Array"
        hint = 'an array says <restriction base="soapenc:Array">; a struct lists its fields'
        diagnostics.error(declaration.source, what, hint)
        return ""
    wanted = [a for a in restriction.declared if xmlns.local(a.ref) == "arrayType"]
    if not wanted:
        return ""
    said, source = wanted[0].array_type, wanted[0].source
    match = _ITEMS.fullmatch(said)
    if match:
        return match.group(1)
    what = f"the array {name} has wsdl:arrayType={shown(xmlns.local(said))}, not a type with []"
    diagnostics.error(source, what, 'write wsdl:arrayType="typens:itemType[]"')
    return ""
