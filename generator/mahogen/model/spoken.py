"""One contract to what it says, in its dialect alone: calls and entities, without notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mahogen.errors import Diagnostics
from mahogen.model.api import Contract, Dialect, Entity
from mahogen.model.bindings import fits, other_dialect
from mahogen.model.calls import Call
from mahogen.model.entities import entities
from mahogen.model.oddities import report_oddities
from mahogen.model.porttype import Contents, calls
from mahogen.model.resources import GLOBAL
from mahogen.model.rpc import Parts
from mahogen.model.schemas import Declared, declared
from mahogen.model.service import Interface, interface
from mahogen.model.types import Types
from mahogen.model.wrapped import Wrappers
from mahogen.read.documents import Definitions

CALL = "call"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a contract says; `contract` is None where it does not lead to operations at all.

    `operations` names all that it declares, readable or not; `entries` the entities that are
    entries of maps.
    """

    dialect: Dialect
    contract: Contract | None
    operations: tuple[str, ...]
    calls: tuple[Call, ...]
    entities: tuple[Entity, ...]
    entries: frozenset[str]


def spoken(
    definitions: Definitions,
    dialect: Dialect,
    diagnostics: Diagnostics,
    others: Sequence[Declared] = (),
) -> Spoken | None:
    """What `definitions` say as a contract of `dialect`; `others` are the types of other contracts.

    None if they are plainly of another dialect: all else that would be wrong with them would only
    hide that.
    """
    names = declared(definitions, dialect, mine := Diagnostics())
    found = interface(definitions, dialect, names, diagnostics)
    if found and not _is_one(found, dialect, diagnostics):
        return None
    diagnostics.errors += mine.errors
    diagnostics.warnings += mine.warnings
    types = Types(names, diagnostics, others)
    contents: Contents = (
        Wrappers(names, types, diagnostics) if dialect is Dialect.WSI else Parts(types, diagnostics)
    )
    structs = entities(names, dialect, types, diagnostics)
    report_oddities(definitions, names, dialect, structs, diagnostics)
    return Spoken(
        dialect=dialect,
        contract=found.contract if found else None,
        operations=tuple(o.name for o in found.port_type.operations) if found else (),
        calls=calls(definitions, found, contents, diagnostics) if found else (),
        entities=structs,
        entries=types.entries(),
    )


def _is_one(found: Interface, dialect: Dialect, diagnostics: Diagnostics) -> bool:
    """Whether the interface is one of `dialect`; reports if not."""
    if not fits(found.binding, dialect, diagnostics):
        return False
    port_type = found.port_type
    names = {operation.name for operation in port_type.operations}
    typed = names - GLOBAL
    if dialect is Dialect.V2 and CALL in names and not typed:
        what = f"the portType {port_type.name} has the operation {CALL}, and none of a resource"
        diagnostics.error(port_type.source, what, other_dialect(Dialect.V1, dialect))
        return False
    if dialect is Dialect.V1 and CALL not in names:
        what = f"the portType {port_type.name} has no operation {CALL}, which V1 is made of"
        hint = other_dialect(Dialect.V2, dialect) if typed else "is this the whole contract?"
        diagnostics.error(port_type.source, what, hint)
        return False
    return True
