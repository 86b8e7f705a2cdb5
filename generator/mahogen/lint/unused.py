"""Declarations that nothing refers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mahogen.errors import Source
from mahogen.read import xmlns
from mahogen.read.documents import Definitions
from mahogen.read.schema import ComplexType, Element, Schema

_FAULT: Final = f"{{{xmlns.WSDL}}}fault"
_HEADER: Final = f"{{{xmlns.SOAP}}}header"


def unused_messages(definitions: Definitions) -> Iterator[tuple[Source, str]]:
    """Messages that no operation takes or gives, nor has as a fault or as a header."""
    used = {xmlns.local(name) for name in _messages_named(definitions)}
    for message in definitions.messages:
        if message.name not in used:
            yield message.source, message.name


def _messages_named(definitions: Definitions) -> Iterator[str]:
    for port_type in definitions.port_types:
        for operation in port_type.operations:
            yield from (ref.message for ref in (operation.input, operation.output) if ref)
            yield from (fault.get("message", "") for fault in operation.unread(_FAULT))
    for binding in definitions.bindings:
        for bound in binding.operations:
            for message in (bound.input, bound.output):
                headers = message.unread(_HEADER) if message else ()
                yield from (header.get("message", "") for header in headers)


def unused_types(definitions: Definitions) -> Iterator[tuple[Source, str]]:
    """Complex types that no part, element or other type in use leads to.

    Operations of the contract are the roots: types that only refer to each other are unused.
    """
    schemas = [schema for types in definitions.types for schema in types.schemas]
    types = {type_.name: type_ for schema in schemas for type_ in schema.types}
    waiting = [xmlns.local(p.type) for m in definitions.messages for p in m.parts if p.type]
    waiting += [name for schema in schemas for name in _of_elements(schema)]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in types and name not in used:
            used.add(name)
            waiting.extend(_named_in(types[name]))
    for name, type_ in types.items():
        if name and name not in used:
            yield type_.source, name


def _of_elements(schema: Schema) -> Iterator[str]:
    for element in schema.elements:
        yield from _of_element(element)


def _of_element(element: Element) -> Iterator[str]:
    if element.type:
        yield xmlns.local(element.type)
    if element.complex_type:
        yield from _named_in(element.complex_type)


def _named_in(type_: ComplexType) -> Iterator[str]:
    for group in (type_.all, type_.sequence):
        for element in group.elements if group else ():
            yield from _of_element(element)
    restriction = type_.content.restriction if type_.content else None
    for attribute in restriction.declared if restriction else ():
        yield xmlns.local(attribute.array_type.partition("[")[0])
