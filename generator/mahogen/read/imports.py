"""Follows what a contract imports, if the user named it: beside the file, or on the same server.

A document is read once for a contract, however often it is imported there.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Final, NoReturn

from lxml import etree

from mahogen.errors import Diagnostics, InputError
from mahogen.read import xmlns
from mahogen.read.documents import Definitions, Types
from mahogen.read.import_target import named, target_of
from mahogen.read.imported import KNOWN, Import, imports_of, refuse_import
from mahogen.read.refuse import refuse, shown
from mahogen.read.schema import Schema
from mahogen.read.source import MAX_BYTES, Origin, read_bytes
from mahogen.read.sources import Place
from mahogen.read.web import Getter
from mahogen.read.wsdl import WsdlDocument, bind
from mahogen.read.xml import AT, parse, source_of

MAX_DEPTH: Final = 8
MAX_DOCUMENTS: Final = 100

_SCHEMA: Final = f"{{{xmlns.XSD}}}schema"
_DEFINITIONS: Final = f"{{{xmlns.WSDL}}}definitions"
_HERE: Final = "THE SCHEMA"
_TYPES: Final = f"{{{xmlns.WSDL}}}types"


@dataclass(slots=True)
class Imports:
    """Follows imports whose namespace or location is among `allowed`."""

    allowed: Collection[str]
    web: Getter
    diagnostics: Diagnostics
    followed: list[etree._Element] = field(default_factory=list)
    """The contracts that were followed for the last one that was resolved, in their order, as they
    were parsed; a schema is one in a contract that holds nothing else.
    """
    _seen: set[str] = field(default_factory=set)
    _bytes: int = 0

    def resolved(self, document: WsdlDocument, place: Place | None) -> WsdlDocument:
        """`document`, read at `place`, with what it imports in it; the rest goes to diagnostics."""
        self._seen = {_identity(place)} if place else set()
        self.followed = []
        definitions = self._resolved(document.definitions, place, place, 0)
        return WsdlDocument(document.file, definitions)

    def _resolved(
        self, definitions: Definitions, place: Place | None, first: Place | None, depth: int
    ) -> Definitions:
        """`definitions`, read at `place` for the sake of the contract at `first`."""
        wanted = list(imports_of(definitions))
        if not wanted:
            return definitions
        whole = _without_imports(definitions)
        for one in wanted:
            if not set(one.names) & set(self.allowed):
                refuse_import(one, self.diagnostics)
                continue
            try:
                whole = _joined(whole, self._followed(one, place, first, depth + 1))
            except InputError as error:
                self.diagnostics.refused(error)
        return whole

    def _followed(
        self, wanted: Import, place: Place | None, first: Place | None, depth: int
    ) -> Definitions:
        """What is imported, with what that imports; nothing where it has been read already.

        Raises:
            InputError: it cannot be read, or is not what it should be.
        """
        target = target_of(wanted, place, first)
        if _identity(target) in self._seen:
            return Definitions()
        self._seen.add(_identity(target))
        if depth > MAX_DEPTH:
            _too_much(wanted, f"more than {MAX_DEPTH} levels")
        if len(self._seen) > MAX_DOCUMENTS:
            _too_much(wanted, f"more than {MAX_DOCUMENTS} documents")
        data, target = self._read(target)
        self._bytes += len(data)
        if self._bytes > MAX_BYTES:
            _too_much(wanted, f"more than {MAX_BYTES:,} bytes")
        root = _contract(parse(data, target.name, self.diagnostics), wanted)
        self.followed.append(deepcopy(root))
        inner = bind(root, target.name, self.diagnostics).definitions
        return self._resolved(inner, target, first, depth)

    def _read(self, target: Place) -> tuple[bytes, Place]:
        if isinstance(target, Origin):
            return read_bytes(target), target
        page = self.web.get(target)
        return page.data, page.address


def _too_much(wanted: Import, limit: str) -> NoReturn:
    what = f"imports {named(wanted)}, and that makes {limit}"
    hint = "put what is needed of it into this file"
    refuse(wanted.source.file, wanted.source.line, what, hint)


def _contract(root: etree._Element, wanted: Import) -> etree._Element:
    """What was imported as a contract, if it is what was wanted.

    Raises:
        InputError: it is something else.
    """
    source, hint = source_of(root), f"{wanted.source} asks for it"
    if root.tag != (_DEFINITIONS if wanted.kind == "wsdl:import" else _SCHEMA):
        what = f"is imported by {wanted.kind}, but its root is {xmlns.spelled(str(root.tag))}"
        refuse(source.file, source.line, what, hint)
    of = root.get("targetNamespace", "")
    if not of and wanted.kind == "xsd:include":
        root.set("targetNamespace", wanted.namespace)
    elif of != wanted.namespace:
        what = f"is for {shown(of)}, but is imported for {shown(wanted.namespace)}"
        refuse(source.file, source.line, what, hint)
    return root if root.tag == _DEFINITIONS else _around(root)


def _around(schema: etree._Element) -> etree._Element:
    """A contract that holds the schema alone.

    By way of text, since lxml drops prefixes when it moves an element, which types are named by.
    """
    whole = etree.Element(_DEFINITIONS, {AT: schema.get(AT, "")}, {"mahogen.wsdl": xmlns.WSDL})
    etree.SubElement(whole, _TYPES, {AT: schema.get(AT, "")}).text = _HERE
    text = etree.tostring(whole, encoding="unicode")
    return etree.fromstring(text.replace(_HERE, etree.tostring(schema, encoding="unicode")))


def _identity(place: Place) -> str:
    return os.path.realpath(place.path) if isinstance(place, Origin) else place.url


def _without_imports(definitions: Definitions) -> Definitions:
    """All but what is followed or refused, and schemas that held nothing else."""
    types = (replace(t, schemas=tuple(map(_bare, t.schemas))) for t in definitions.types)
    kept = (replace(t, schemas=tuple(s for s in t.schemas if _says_something(s))) for t in types)
    return replace(definitions, imports=(), types=tuple(kept))


def _bare(schema: Schema) -> Schema:
    known = tuple(node for node in schema.imports if node.namespace in KNOWN)
    return replace(schema, imports=known, includes=())


def _says_something(schema: Schema) -> bool:
    return bool(schema.types or schema.elements or schema.simple_types or schema.imports)


def _joined(first: Definitions, second: Definitions) -> Definitions:
    return replace(
        first,
        types=_one(first.types + second.types),
        messages=first.messages + second.messages,
        port_types=first.port_types + second.port_types,
        bindings=first.bindings + second.bindings,
        services=first.services + second.services,
    )


def _one(types: tuple[Types, ...]) -> tuple[Types, ...]:
    """All schemas in the first wsdl:types."""
    schemas = tuple(schema for one in types for schema in one.schemas)
    return (replace(types[0], schemas=schemas),) if types else ()
