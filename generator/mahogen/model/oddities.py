"""What is odd in one contract by itself, each with its place, and does no harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from mahogen.errors import Diagnostics, Source
from mahogen.model.api import Dialect, Entity
from mahogen.model.schemas import Declared, fields_of
from mahogen.read import xmlns
from mahogen.read.documents import Definitions
from mahogen.read.imported import KNOWN
from mahogen.read.refuse import shown

_ARRAY: Final = f"{{{xmlns.SOAPENC}}}Array"


def report_oddities(
    definitions: Definitions,
    declared: Declared,
    dialect: Dialect,
    entities: Iterable[Entity],
    diagnostics: Diagnostics,
) -> None:
    """Note what is odd in the contract that `definitions` are, and whose types are `declared`."""
    if dialect is not Dialect.WSI:  # whose lists are sequences
        _encoding(declared, diagnostics)
    _imports(definitions, diagnostics)
    _cases(declared, diagnostics)
    for entity in entities:
        _files(entity, diagnostics)


def _encoding(declared: Declared, diagnostics: Diagnostics) -> None:
    first = next(_uses_of_arrays(declared), None)
    if first and xmlns.SOAPENC not in declared.imports:
        name, source = first
        what = f"{name} is a soapenc:Array, and the SOAP encoding is imported nowhere"
        diagnostics.differ("SOAP encoding without an import", source, "", what)


def _uses_of_arrays(declared: Declared) -> Iterator[tuple[str, Source]]:
    for array in declared.arrays.values():
        yield f"the type {array.name}", array.source
    for struct in declared.structs.values():
        for field in fields_of(struct):
            if field.type == _ARRAY:
                yield f"the field {field.name} of {struct.name}", field.source


def _imports(definitions: Definitions, diagnostics: Diagnostics) -> None:
    schemas = (schema for types in definitions.types for schema in types.schemas)
    for node in (node for schema in schemas for node in schema.imports):
        if node.location and node.namespace in KNOWN:
            what = f"the import of {shown(node.namespace)} is built in"
            diagnostics.differ("imports that are known and not fetched", node.source, "", what)


def _cases(declared: Declared, diagnostics: Diagnostics) -> None:
    first: dict[str, str] = {}
    named = declared.structs | declared.arrays | declared.simples
    for name, declaration in sorted(named.items(), key=lambda item: item[1].source):
        other = first.setdefault(name.lower(), name)
        if other != name:
            about = name if name in declared.structs else ""
            what = f"the types {other} and {name} differ in case alone"
            diagnostics.differ(
                "types whose names differ in case alone", declaration.source, about, what
            )


def _files(entity: Entity, diagnostics: Diagnostics) -> None:
    """A struct to which several modules add: the store merges them in the order of its modules."""
    home = entity.source.file
    stray = next((field for field in entity.fields if field.source.file != home), None)
    if stray:
        what = (
            f"the field {stray.name} of {entity.name}, which {home} declares: "
            "the order of its fields is that of the modules"
        )
        kind = "structs with fields of another module"
        diagnostics.differ(kind, stray.source, entity.name, what)
