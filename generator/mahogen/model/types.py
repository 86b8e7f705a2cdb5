"""What the name of a type means: {uri}local to TypeRef."""

from __future__ import annotations

from collections.abc import Sequence

from mahogen.errors import Diagnostics, Source
from mahogen.model.api import Anything, ArrayOf, EntityRef, Listed, MapOf, Scalar, TypeRef
from mahogen.model.nesting import endless
from mahogen.model.schemas import Array, Declared
from mahogen.model.simple import Simples
from mahogen.read import xmlns
from mahogen.read.schema import Element

BUILT_IN = frozenset(
    [
        "string",
        "normalizedString",
        "token",
        "language",
        "Name",
        "NCName",
        "NMTOKEN",
        "ID",
        "IDREF",
        "anyURI",
        "QName",
        "boolean",
        "decimal",
        "float",
        "double",
        "duration",
        "dateTime",
        "date",
        "time",
        "gYear",
        "gYearMonth",
        "gMonth",
        "gMonthDay",
        "gDay",
        "base64Binary",
        "hexBinary",
        "anySimpleType",
        "integer",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "long",
        "int",
        "short",
        "byte",
        "unsignedLong",
        "unsignedInt",
        "unsignedShort",
        "unsignedByte",
    ]
)
_ANY = {"anyType", "ur-type"}


class Types:
    """Resolves type names of one contract; `others` are declared by those of the same store."""

    def __init__(
        self, declared: Declared, diagnostics: Diagnostics, others: Sequence[Declared] = ()
    ) -> None:
        self.declared = declared
        self.others = others
        self.diagnostics = diagnostics
        self._endless = endless(declared, diagnostics)
        named = {f"{{{declared.namespace}}}{name}": one for name, one in declared.simples.items()}
        self._simples = Simples(named, BUILT_IN, diagnostics)
        self._known: dict[str, TypeRef] = {}
        self._reported: set[tuple[Source, str]] = set()

    def of(self, name: str, source: Source, what: str) -> TypeRef:
        """The type `name` of `what`, a part or a field.

        One that nothing declares is anything, as it is for PHP, and a warning: real stores have it.
        PHP sends it with types of its own, so that it is read as a list where another contract of
        the store says that it is one.
        """
        found = self._find(name) if name else Anything()
        if found is None:
            found = self._list_elsewhere(name)
            if found:
                hint = "it is read as it is there; declare the type"
                where = "which another contract alone declares"
                local = xmlns.local(name)
                self.diagnostics.warn(source, f"{what} has the type {local}, {where}", hint)
                return found
            hint = "it is read as xsd:anyType; declare the type, or correct the name"
            self._once(source, name, f"{what} has the type {xmlns.local(name)}", hint, error=False)
        return found or Anything()

    def of_element(self, element: Element, what: str) -> TypeRef:
        """The type of an element that is called `what`, which may declare a simple one inside."""
        if element.simple_type is None:
            return self.of(element.type, element.source, what)
        found = self._simples.inside(element.simple_type)
        return found.scalar if found else Anything()

    def listed(self, name: str) -> Listed | None:
        """The values that the type `name` lists, if it is a simple one that lists any."""
        found = self._simples.named(name)
        return Listed(xmlns.local(name), found.values) if found and found.values else None

    def listed_of(self, element: Element) -> Listed | None:
        """The values that the type of an element lists, if any."""
        if element.simple_type is None:
            return self.listed(element.type)
        found = self._simples.inside(element.simple_type)
        return Listed("", found.values) if found and found.values else None

    def _list_elsewhere(self, name: str) -> ArrayOf | None:
        """A list of a struct of this contract, as another contract has it."""
        for other in self.others:
            array = other.array(name)
            if array and self.declared.struct(array.item) and not other.map_value(array):
                return ArrayOf(array.name, EntityRef(xmlns.local(array.item)))
        return None

    def entries(self) -> frozenset[str]:
        """The structs that are the entries of some map, by name."""
        found = [
            self._find(f"{{{self.declared.namespace}}}{name}") for name in self.declared.arrays
        ]
        maps = [of for of in found if isinstance(of, MapOf)]
        lone = [of.value for of in maps if isinstance(of.value, MapOf)]
        return frozenset(of.entry for of in (*maps, *lone))

    def _find(self, name: str) -> TypeRef | None:
        uri, local = xmlns.split(name)
        if uri == xmlns.UNRESOLVED or (uri == xmlns.XSD and local in _ANY):
            return Anything()
        if uri == xmlns.XSD:
            return Scalar(local) if local in BUILT_IN else None
        if uri == xmlns.SOAPENC and local == "Array":
            return ArrayOf("", Anything())
        if name in self._simples:
            found = self._simples.named(name)
            return found.scalar if found else Anything()
        if array := self.declared.array(name):
            if name not in self._known:
                self._known[name] = self._array(array)
            return self._known[name]
        return EntityRef(local) if self.declared.struct(name) else None

    def _array(self, array: Array) -> TypeRef:
        value = self.declared.map_value(array)
        if array.name in self._endless:
            # The map of itself: its entries are entities, which may be recursive.
            return ArrayOf(array.name, EntityRef(xmlns.local(array.item)) if value else Anything())
        if value:
            entry = xmlns.local(array.item)
            found = self.of(value.type, value.source, f"the field {value.name} of {entry}")
            return MapOf(array.name, entry, self._lone(found) or found)
        item = self._find(array.item) if array.item else Anything()
        if item is None:
            what = f"the array {array.name} has items of the type {xmlns.local(array.item)}"
            hint = "declare the type, or correct the name"
            self._once(array.source, array.item, what, hint, error=True)
        return ArrayOf(array.name, item or Anything())

    def _lone(self, of: TypeRef) -> MapOf | None:
        """A struct that is itself the entry of a map, as the one below another in filters is."""
        if not isinstance(of, EntityRef):
            return None
        value = self.declared.value_of(self.declared.structs[of.name])
        if value is None or self.declared.array(value.type):  # which may lead back to here
            return None
        held = self._find(value.type)
        return MapOf("", of.name, held) if isinstance(held, Scalar) else None

    def _once(self, source: Source, name: str, what: str, hint: str, *, error: bool) -> None:
        """Say that `name` is declared nowhere, once for each place that uses it."""
        if (source, name) not in self._reported:
            self._reported.add((source, name))
            report = self.diagnostics.error if error else self.diagnostics.warn
            report(source, f"{what}, which is declared nowhere", hint)
