"""Follows what a contract imports, if the user named it: beside the file, or on the same server.

A document is read once for a contract, however often it is imported there.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from lxml import etree

from mahogen.errors import Diagnostics, InputError
from mahogen.read import xmlns
from mahogen.read.address import Address, without_credentials
from mahogen.read.documents import Definitions, Types
from mahogen.read.imported import KNOWN, Import, imports_of, refuse
from mahogen.read.refuse import shown
from mahogen.read.schema import Schema
from mahogen.read.source import MAX_BYTES, Origin, read_bytes
from mahogen.read.web import Getter
from mahogen.read.wsdl import WsdlDocument, bind
from mahogen.read.xml import AT, parse, source_of

MAX_DEPTH: Final = 8
MAX_DOCUMENTS: Final = 100

_SCHEMA: Final = f"{{{xmlns.XSD}}}schema"
_DEFINITIONS: Final = f"{{{xmlns.WSDL}}}definitions"
_HERE: Final = "THE SCHEMA"
_TYPES: Final = f"{{{xmlns.WSDL}}}types"

Place: TypeAlias = Origin | Address


@dataclass(slots=True)
class Imports:
    """Follows imports whose namespace or location is among `allowed`."""

    allowed: Collection[str]
    web: Getter
    diagnostics: Diagnostics
    _seen: set[str] = field(default_factory=set)
    _bytes: int = 0

    def resolved(self, document: WsdlDocument, place: Place | None) -> WsdlDocument:
        """`document`, read at `place`, with what it imports in it; the rest goes to diagnostics."""
        self._seen = {_identity(place)} if place else set()
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
                refuse(one, self.diagnostics)
                continue
            try:
                whole = _joined(whole, self._followed(one, place, first, depth + 1))
            except InputError as error:
                self.diagnostics.refused(error)
        return whole

    def _followed(
        self, wanted: Import, place: Place | None, first: Place | None, depth: int
    ) -> Definitions:
        """What is imported, with what that imports; nothing where it has been read already."""
        target = self._target(wanted, place, first)
        if target is None or _identity(target) in self._seen:
            return Definitions()
        self._seen.add(_identity(target))
        if depth > MAX_DEPTH or len(self._seen) > MAX_DOCUMENTS:
            limit = f"more than {MAX_DEPTH} levels" if depth > MAX_DEPTH else "too many documents"
            what = f"imports {shown(without_credentials(wanted.location))}, and that makes {limit}"
            self._error(wanted, what, "put what is there into fewer files")
            return Definitions()
        data, target = self._read(target)
        self._bytes += len(data)
        if self._bytes > MAX_BYTES:
            limit = f"all imports exceed {MAX_BYTES:,} bytes"
            what = f"imports {shown(without_credentials(wanted.location))}, and {limit}"
            self._error(wanted, what, "put what is needed of it into this file")
            return Definitions()
        root = self._wrapped(parse(data, target.name, self.diagnostics), wanted)
        if root is None:
            return Definitions()
        inner = bind(root, target.name, self.diagnostics).definitions
        return self._resolved(inner, target, first, depth)

    def _read(self, target: Place) -> tuple[bytes, Place]:
        if isinstance(target, Origin):
            return read_bytes(target), target
        page = self.web.get(target)
        return page.data, page.address

    def _target(self, wanted: Import, place: Place | None, first: Place | None) -> Place | None:
        """Where a location leads, None if that is nowhere that may be read."""
        location = wanted.location
        named = shown(without_credentials(location))
        if not location:
            what = f"imports {shown(wanted.namespace)} and does not say where it is"
            self._error(wanted, what, "put what is there into this file")
        elif isinstance(place, Address) and isinstance(first, Address):
            try:
                target = replace(place.at(location), asked=wanted.source)
            except ValueError as error:
                what = f"imports {named}, which {error}"
                self._error(wanted, what, "give an address on the same server")
                return None
            if first.is_served_with(target) and (target.secure or not place.secure):
                return target
            what = f"imports {named}, which is not on the same server"
            self._error(wanted, what, "put what is there into this file")
        elif isinstance(place, Origin) and isinstance(first, Origin):
            beside = place.path.parent / location
            inside = os.path.realpath(first.path.parent)
            if not location.startswith("/") and not set(location) & set(":\\\0"):
                real = os.path.realpath(beside)
                if os.path.commonpath([inside, real]) == inside:
                    name = posixpath.join(posixpath.dirname(place.name), location)
                    return Origin(posixpath.normpath(name), beside, wanted.source)
            what = f"imports {named}, which is not in the folder of the contract"
            self._error(wanted, what, "save it there, and write its name as the location")
        else:
            what = f"imports {named}, and nothing is followed out of several files at once"
            self._error(wanted, what, "put what is there into this file")
        return None

    def _wrapped(self, root: etree._Element, wanted: Import) -> etree._Element | None:
        """A schema in a contract of its own, or a contract, if that is what was wanted."""
        wanted_tag = _DEFINITIONS if wanted.kind == "wsdl:import" else _SCHEMA
        if root.tag != wanted_tag:
            what = f"is imported by {wanted.kind}, but its root is {xmlns.spelled(str(root.tag))}"
            self.diagnostics.error(source_of(root), what, _asked(wanted))
            return None
        of = root.get("targetNamespace", "")
        if not of and wanted.kind == "xsd:include":
            root.set("targetNamespace", wanted.namespace)
        elif of != wanted.namespace:
            what = f"is for {shown(of)}, but is imported for {shown(wanted.namespace)}"
            self.diagnostics.error(source_of(root), what, _asked(wanted))
            return None
        if root.tag == _DEFINITIONS:
            return root
        return _around(root)

    def _error(self, wanted: Import, what: str, hint: str) -> None:
        self.diagnostics.error(wanted.source, what, hint)


def _around(schema: etree._Element) -> etree._Element:
    """A contract that holds the schema alone.

    By way of text, since lxml drops prefixes when it moves an element, which types are named by.
    """
    whole = etree.Element(_DEFINITIONS, {AT: schema.get(AT, "")}, {"mahogen.wsdl": xmlns.WSDL})
    etree.SubElement(whole, _TYPES, {AT: schema.get(AT, "")}).text = _HERE
    text = etree.tostring(whole, encoding="unicode")
    return etree.fromstring(text.replace(_HERE, etree.tostring(schema, encoding="unicode")))


def _asked(wanted: Import) -> str:
    return f"{wanted.source} asks for it"


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
