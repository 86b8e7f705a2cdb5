"""Documents to Api: every problem is gathered before it gives up."""

from __future__ import annotations

from collections.abc import Mapping

from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Contract, Dialect, Entity, Operation
from mahogen.model.disagreements import report_disagreements
from mahogen.model.merged import merged
from mahogen.model.noted import Noted
from mahogen.model.pairing import operations
from mahogen.model.paths import with_paths
from mahogen.model.reach import reached, types_of_fields, types_of_operation
from mahogen.model.resources import GLOBAL, faults, resources
from mahogen.model.schemas import declared
from mahogen.model.spoken import Spoken, spoken
from mahogen.read.catalog import Catalog
from mahogen.read.noting import Notes
from mahogen.read.wsdl import WsdlDocument

# Whose word counts where they differ: V2 types most, V1 nothing.
_ORDER = (Dialect.V2, Dialect.WSI, Dialect.V1)


def build(
    wsdls: Mapping[Dialect, WsdlDocument],
    catalog: Catalog | None,
    notes: Notes | None,
    diagnostics: Diagnostics,
) -> Api:
    """What the documents say together: one to three contracts, a catalog, notes.

    Raises:
        InputError: anything in `diagnostics` that makes the input unusable, from here or before.
    """
    given = [dialect for dialect in _ORDER if dialect in wsdls]
    types = {d: declared(wsdls[d].definitions, d, Diagnostics()) for d in given}
    said = [
        spoken(wsdls[d].definitions, d, diagnostics, [types[o] for o in given if o is not d])
        for d in given
    ]
    heard = [one for one in said if one is not None]
    if not heard or len(heard) < len(given):
        diagnostics.gate()
        raise ValueError("there is no contract to build from")
    api = _api(heard, catalog, Noted(notes, diagnostics), diagnostics)
    diagnostics.gate()
    return api


def _api(
    heard: list[Spoken], catalog: Catalog | None, noted: Noted, diagnostics: Diagnostics
) -> Api:
    contracts = tuple(one.contract for one in heard if one.contract)
    _compare_namespaces(contracts, diagnostics)
    paired = operations((one.calls for one in heard), noted, diagnostics)
    entries = frozenset(name for one in heard for name in one.entries)
    every = merged((one.entities for one in heard), noted)
    structs = _without_entries(every, paired, entries)
    if len(contracts) == len(heard):
        # By the names in the contracts: what they have in an unusable form is not lacking.
        known = (name for one in heard for name in one.operations)
        noted.report_unused(known, [s.name for s in every], [s.name for s in structs])
    owned = resources((o for o in paired if o.name not in GLOBAL), catalog, diagnostics)
    report_disagreements(heard, paired, owned, diagnostics)
    untyped = (call for one in heard if one.dialect is Dialect.V1 for call in one.calls)
    return Api(
        contracts=contracts,
        resources=with_paths(owned, untyped, noted, diagnostics),
        operations=tuple(o for o in paired if o.name in GLOBAL),
        entities=structs,
        faults=faults(catalog.faults) if catalog else (),
    )


def _compare_namespaces(contracts: tuple[Contract, ...], diagnostics: Diagnostics) -> None:
    """Contracts of one store have one namespace."""
    for other in contracts[1:]:
        first = contracts[0]
        if other.target_namespace != first.target_namespace:
            what = (
                f"the contract is of {other.target_namespace}, "
                f"but that of {first.dialect} of {first.target_namespace}"
            )
            hint = "are they of the same store? fetch both from there"
            diagnostics.warn(other.source, what, hint)


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
