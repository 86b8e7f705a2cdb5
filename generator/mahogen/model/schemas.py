"""What types a contract declares: structs and arrays by name, before anything is resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mahogen.errors import Diagnostics, Source
from mahogen.read import xmlns
from mahogen.read.documents import Definitions
from mahogen.read.refuse import shown
from mahogen.read.schema import ComplexType, Element, Schema

_STRING = f"{{{xmlns.XSD}}}string"
_ITEMS = re.compile(r"(\{.*\}[^\[\]]*)\[\]")


@dataclass(frozen=True, slots=True)
class Array:
    """A soapenc array: its item type as {uri}local, empty where it declares none."""

    name: str
    item: str
    source: Source


@dataclass(frozen=True, slots=True)
class Declared:
    """The named types of a contract, in the order of declaration."""

    namespace: str
    imports: tuple[str, ...] = ()
    structs: dict[str, ComplexType] = field(default_factory=dict)
    arrays: dict[str, Array] = field(default_factory=dict)

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
        fields = {f.name: f for f in fields_of(struct)} if struct else {}
        if fields.keys() == {"key", "value"} and fields["key"].type == _STRING:
            return fields["value"]
        return None


def fields_of(struct: ComplexType) -> tuple[Element, ...]:
    """The fields of a struct as they are declared, duplicates among them."""
    group = struct.all or struct.sequence
    return group.elements if group else ()


def declared(definitions: Definitions, diagnostics: Diagnostics) -> Declared:
    """Collect the named types of a contract, each once."""
    schemas = [schema for types in definitions.types for schema in types.schemas]
    found = Declared(
        schemas[0].target_namespace if schemas else "",
        tuple(i.namespace for schema in schemas for i in schema.imports),
    )
    for schema in schemas:
        _check(schema, found.namespace, diagnostics)
        for declaration in schema.types:
            _add(declaration, found, diagnostics)
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


def _add(declaration: ComplexType, found: Declared, diagnostics: Diagnostics) -> None:
    name, source = declaration.name, declaration.source
    first = found.structs.get(name) or found.arrays.get(name)
    if not name:
        diagnostics.error(source, "a type has no name", 'give it one: name="..."')
    elif first:
        what = f"the type {name} is declared twice, first at {first.source}"
        diagnostics.error(source, what, "delete one of the two declarations")
    elif declaration.content:
        found.arrays[name] = Array(name, _item(declaration, diagnostics), source)
    else:
        found.structs[name] = declaration
        if declaration.all and declaration.sequence:
            what = f"the type {name} has both xsd:all and xsd:sequence"
            diagnostics.error(source, what, "put all fields into one of them")


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
