"""What a contract imports, and the refusal of it: nothing is followed but what the user names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mahogen.errors import Diagnostics, Source
from mahogen.read import xmlns
from mahogen.read.address import without_credentials
from mahogen.read.documents import Definitions
from mahogen.read.refuse import shown
from mahogen.read.schema import Schema

# mahogen knows these by heart, as PHP does; an import of them is never fetched.
KNOWN: Final = (xmlns.SOAPENC, xmlns.WSDL)


@dataclass(frozen=True, slots=True)
class Import:
    """A wsdl:import, xsd:import or xsd:include.

    `namespace` is what the other document has to be for: empty where any will do, and for an
    include that of the schema around it.
    """

    kind: str
    namespace: str
    location: str
    source: Source

    @property
    def names(self) -> tuple[str, ...]:
        """What the user may call it by."""
        names = (self.location,) if self.kind == "xsd:include" else (self.namespace, self.location)
        return tuple(name for name in names if name)


def imports_of(definitions: Definitions) -> Iterator[Import]:
    """All that a contract wants to have followed."""
    for node in definitions.imports:
        yield Import("wsdl:import", node.namespace, node.location, node.source)
    for types in definitions.types:
        for schema in types.schemas:
            yield from _imports_of(schema)


def refuse_import(wanted: Import, diagnostics: Diagnostics) -> None:
    """Note that an import is not followed, and what would have it followed."""
    named = without_credentials(wanted.names[0]) if wanted.names else ""
    what = f"imports {shown(named) if named else 'nothing that has a name'}"
    hint = "put what is there into this file"
    if wanted.location:
        hint += f", or name it below [contract]: allow_imports = [{shown(named, 200)}]"
    diagnostics.error(wanted.source, what, hint)


def refuse_imports(definitions: Definitions, diagnostics: Diagnostics) -> None:
    """Note every import as one that is not followed."""
    for wanted in imports_of(definitions):
        refuse_import(wanted, diagnostics)


def _imports_of(schema: Schema) -> Iterator[Import]:
    for node in schema.imports:
        if node.namespace not in KNOWN:
            yield Import("xsd:import", node.namespace, node.location, node.source)
    for include in schema.includes:
        yield Import("xsd:include", schema.target_namespace, include.location, include.source)
