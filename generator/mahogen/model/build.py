"""Documents to Api: every problem is gathered before it gives up."""

from __future__ import annotations

from collections.abc import Mapping

from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Dialect, Entity, Operation
from mahogen.model.encoded import is_rpc
from mahogen.model.entities import entities
from mahogen.model.noted import Noted
from mahogen.model.pairing import operations
from mahogen.model.reach import reached, types_of_fields, types_of_operation
from mahogen.model.resources import GLOBAL, faults, resources
from mahogen.model.rpc import rpc_calls
from mahogen.model.schemas import declared
from mahogen.model.service import interface
from mahogen.model.types import Types
from mahogen.read.catalog import Catalog
from mahogen.read.documents import Definitions
from mahogen.read.notes import Notes
from mahogen.read.wsdl import WsdlDocument


def build(
    wsdls: Mapping[Dialect, WsdlDocument],
    catalog: Catalog | None,
    notes: Notes | None,
    diagnostics: Diagnostics,
) -> Api:
    """What the documents say together. For the time being, V2 has to be among them, and alone.

    Raises:
        InputError: anything in `diagnostics` that makes the input unusable, from here or before.
    """
    for dialect, document in wsdls.items():
        if dialect is not Dialect.V2:
            what = f"a contract of the dialect {dialect} is not read yet"
            diagnostics.error(document.definitions.source, what, "leave it out")
    if Dialect.V2 not in wsdls:
        diagnostics.gate()
        raise ValueError("there is no contract to build from")
    api = _from_v2(wsdls[Dialect.V2].definitions, catalog, Noted(notes, diagnostics), diagnostics)
    diagnostics.gate()
    return api


def _from_v2(
    definitions: Definitions, catalog: Catalog | None, noted: Noted, diagnostics: Diagnostics
) -> Api:
    names = declared(definitions, diagnostics)
    found = interface(definitions, Dialect.V2, names, diagnostics)
    if found and not is_rpc(found.binding, diagnostics):
        # Another dialect altogether: what V2 would say of its types would only hide that.
        diagnostics.gate()
    types = Types(names, diagnostics)
    calls = rpc_calls(definitions, found, types, diagnostics) if found else ()
    paired = operations({Dialect.V2: calls}, noted, diagnostics)
    structs = _without_entries(
        entities(names, Dialect.V2, types, noted, diagnostics), paired, types.entries()
    )
    if found:
        # By the names in the contract: what it has in an unusable form is not lacking.
        known = (operation.name for operation in found.port_type.operations)
        noted.report_unused(known, (struct.name for struct in structs))
    return Api(
        contracts=(found.contract,) if found else (),
        resources=resources((o for o in paired if o.name not in GLOBAL), catalog, diagnostics),
        operations=tuple(o for o in paired if o.name in GLOBAL),
        entities=structs,
        faults=faults(catalog.faults) if catalog else (),
    )


def _without_entries(
    structs: tuple[Entity, ...], operations: tuple[Operation, ...], entries: frozenset[str]
) -> tuple[Entity, ...]:
    """`structs` but for the entries of maps, unless something refers to an entry by itself."""
    types = [of for operation in operations for of in types_of_operation(operation)]
    for struct in structs:
        if struct.name not in entries:
            types.extend(types_of_fields(struct))
    kept = reached(types, structs)
    return tuple(s for s in structs if s.name not in entries or s.name in kept)
