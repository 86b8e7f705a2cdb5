"""What a simple type of a contract comes down to: a built-in type, and the values it lists.

No store checks a value against its simple type, and no client need: on the wire it is one of its
base. So patterns and lengths are passed over, and the values are documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mahogen.errors import Diagnostics
from mahogen.model.api import Scalar
from mahogen.read import xmlns
from mahogen.read.schema import SimpleType

MAX_VALUES: Final = 50
"""More are not listed: nobody reads them."""
TEXT: Final = frozenset({"string", "normalizedString", "token"})
"""The built-in types whose values may be listed."""

_STRING: Final = f"{{{xmlns.XSD}}}string"


@dataclass(frozen=True, slots=True)
class Simple:
    """A built-in type with the values that are known of it, each once, in the order of the list."""

    scalar: Scalar
    values: tuple[str, ...] = ()


def simple(
    declaration: SimpleType,
    known: Mapping[str, SimpleType],
    built_in: frozenset[str],
    diagnostics: Diagnostics,
) -> Simple | None:
    """What `declaration` comes down to; None, with an error, where that is no simple type.

    `known` are the simple types of the contract as {uri}local, `built_in` those of XSD by name.
    """
    steps = [declaration]
    values: tuple[str, ...] = ()
    while True:
        here = steps[-1]
        base, listed = _restricted(here)
        values = values or listed
        uri, local = xmlns.split(base)
        if uri == xmlns.XSD and local in built_in:
            return Simple(Scalar(local), _kept(values, local, declaration, diagnostics))
        following = known.get(base)
        if following in steps:
            what = f"{_called(here)} is a restriction of itself"
            diagnostics.error(here.source, what, 'restrict a built-in one: base="xsd:string"')
            return None
        if following is None:
            if uri != xmlns.UNRESOLVED:
                what = f"{_called(here)} restricts {local or 'nothing'}, which is no simple type"
                diagnostics.error(here.source, what, 'restrict a built-in one: base="xsd:string"')
            return None
        steps.append(following)


def report_unread(declaration: SimpleType, diagnostics: Diagnostics) -> None:
    """Say what is read as something else."""
    if declaration.list or declaration.union:
        kind = "list" if declaration.list else "union"
        what = f"{_called(declaration)} is an xsd:{kind}, which is read as xsd:string"
        diagnostics.warn(declaration.source, what, "a store takes the text as it is: say so there")


def _restricted(declaration: SimpleType) -> tuple[str, tuple[str, ...]]:
    """The base of a simple type, and the values it lists itself."""
    if declaration.restriction is None:
        return (_STRING if declaration.list or declaration.union else ""), ()
    listed = (one.value for one in declaration.restriction.enumerations)
    return declaration.restriction.base, tuple(dict.fromkeys(listed))


def _kept(
    values: tuple[str, ...], base: str, declaration: SimpleType, diagnostics: Diagnostics
) -> tuple[str, ...]:
    if values and base not in TEXT:
        what = f"{_called(declaration)} lists values that are no text, which are not read"
    elif len(values) > MAX_VALUES:
        what = f"{_called(declaration)} lists {len(values):,} values, which are not read"
    else:
        return values
    hint = "no store checks them; say in the documentation what they mean"
    diagnostics.warn(declaration.source, what, hint)
    return ()


def _called(declaration: SimpleType) -> str:
    return f"the simple type {declaration.name}" if declaration.name else "a simple type"
