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


class Simples:
    """The simple types of a contract, `declared` as {uri}local, over those that are `built_in`."""

    def __init__(
        self,
        declared: Mapping[str, SimpleType],
        built_in: frozenset[str],
        diagnostics: Diagnostics,
    ) -> None:
        self._declared = declared
        self._built_in = built_in
        self._diagnostics = diagnostics
        self._found: dict[str, Simple | None] = {}
        for name in declared:
            self._find(name)

    def __contains__(self, name: object) -> bool:
        return name in self._declared

    def named(self, name: str) -> Simple | None:
        """What the type `name` comes down to; None, with an error, where that is none."""
        return self._found.get(name)

    def inside(self, declaration: SimpleType) -> Simple | None:
        """What a type without a name comes down to, that is declared where it is used."""
        base = self._base(declaration)
        if base in self._declared:
            return self._narrowed(declaration, self._found[base])
        return self._over(declaration, base)

    def _find(self, name: str) -> None:
        """Note the type `name`, and those that it restricts."""
        steps: dict[str, None] = {}
        while name in self._declared and name not in self._found and name not in steps:
            steps[name] = None
            name = self._base(self._declared[name])
        if name in steps:
            declaration = self._declared[name]
            what = f"{_called(declaration)} is a restriction of itself"
            hint = 'restrict a built-in one: base="xsd:string"'
            self._diagnostics.error(declaration.source, what, hint)
            self._found.update(dict.fromkeys(steps))
        for step in reversed(steps):
            declaration = self._declared[step]
            if name in self._found:
                self._found.setdefault(step, self._narrowed(declaration, self._found[name]))
            else:
                self._found[step] = self._over(declaration, name)
            name = step

    def _base(self, declaration: SimpleType) -> str:
        if declaration.restriction:
            return declaration.restriction.base
        if not declaration.list and not declaration.union:
            return ""
        kind = "list" if declaration.list else "union"
        what = f"{_called(declaration)} is an xsd:{kind}, which is read as xsd:string"
        hint = "a store takes the text as it is: say in the documentation what it holds"
        self._diagnostics.warn(declaration.source, what, hint)
        return _STRING

    def _over(self, declaration: SimpleType, base: str) -> Simple | None:
        """A restriction of a built-in type."""
        uri, local = xmlns.split(base)
        if uri == xmlns.XSD and local in self._built_in:
            return self._narrowed(declaration, Simple(Scalar(local)))
        if uri != xmlns.UNRESOLVED:
            what = f"{_called(declaration)} restricts {local or 'nothing'}, which is no simple type"
            hint = 'restrict a built-in one: base="xsd:string"'
            self._diagnostics.error(declaration.source, what, hint)
        return None

    def _narrowed(self, declaration: SimpleType, base: Simple | None) -> Simple | None:
        """A restriction of `base`: it has that's values if it lists none."""
        listed = declaration.restriction.enumerations if declaration.restriction else ()
        values = tuple(dict.fromkeys(one.value for one in listed))
        if base is None or not values:
            return base
        if base.scalar.name not in TEXT:
            what = f"{_called(declaration)} lists values that are no text, which are not read"
        elif len(values) > MAX_VALUES:
            what = f"{_called(declaration)} lists {len(values):,} values, which are not read"
        else:
            return Simple(base.scalar, values)
        hint = "no store checks them; say in the documentation what they mean"
        self._diagnostics.warn(declaration.source, what, hint)
        return Simple(base.scalar)


def _called(declaration: SimpleType) -> str:
    return f"the simple type {declaration.name}" if declaration.name else "a simple type"
