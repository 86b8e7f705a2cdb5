"""Types of the contract as Python annotations and as codec expressions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, assert_never

from mahogen.emit.imports import Imports
from mahogen.emit.layout import Value, call
from mahogen.emit.literal import literal
from mahogen.emit.plan.names import Names
from mahogen.emit.taste import Taste
from mahogen.model.api import Anything, ArrayOf, EntityRef, MapOf, Scalar, TypeRef

INTEGERS: Final = frozenset(
    {
        *("byte", "int", "integer", "long", "short", "negativeInteger", "nonNegativeInteger"),
        *("nonPositiveInteger", "positiveInteger"),
        *("unsignedByte", "unsignedInt", "unsignedLong", "unsignedShort"),
    }
)
_CODECS: Final = {
    "int": ("INT", "Integer"),
    "float": ("DOUBLE", "Double"),
    "Decimal": ("EXACT", "Exact"),
    "bool": ("BOOLEAN", "Boolean"),
    "str": ("STRING", "String"),
}
"""By Python type: the codec of the usual XSD type, and the class of those of the others."""
LONGEST_LITERAL: Final = 50
"""Columns; more known values than fit are listed in the documentation alone."""
NUMBERS: Final = frozenset({"double", "float", "decimal"})


class Annotations:
    """Writes annotations for one module and notes what it has to import.

    Entities come from the modules that they live in, below `package`, or all from `public`.
    `hidden` are builtins that the class in question shadows with methods of its own.
    """

    def __init__(
        self, names: Names, imports: Imports, home: str, package: str = "", public: str = ""
    ) -> None:
        self._names = names
        self._imports = imports
        self._home = home
        self._package = package
        self._public = public
        self.hidden: Collection[str] = ()

    def field(self, type_: TypeRef, values: Sequence[str] = ()) -> str:
        """For a field or a result: lists and dicts."""
        return self._write(type_, values, "list", "dict")

    def parameter(self, type_: TypeRef, values: Sequence[str] = ()) -> str:
        """For a parameter: any sequence or mapping will do."""
        return self._write(type_, values, "Sequence", "Mapping")

    def _write(self, type_: TypeRef, values: Sequence[str], list_: str, dict_: str) -> str:
        match type_:
            case Scalar(name):
                kind = python_scalar(name, self._names.taste)
                if values and kind == "str":
                    known = f"Literal[{', '.join(map(literal, dict.fromkeys(values)))}]"
                    if len(known) <= LONGEST_LITERAL:
                        self._imports.add("typing", "Literal")
                        return known
                if kind == "Decimal":
                    self._imports.add("decimal", kind)
                    return kind
                return self._builtin(kind)
            case EntityRef(name):
                return self.entity(name)
            case ArrayOf(_, item):
                return f"{self._container(list_)}[{self._write(item, (), list_, dict_)}]"
            case MapOf(_, _, value):
                inner = self._write(value, (), list_, dict_)
                return f"{self._container(dict_)}[{self._builtin('str')}, {inner}]"
            case Anything():
                self._imports.add("typing", "Any")
                return "Any"
            case _:
                assert_never(type_)

    def entity(self, name: str) -> str:
        """An entity's class, imported from where it is."""
        home = self._names.entity_home[name]
        if self._public:
            self._imports.add(self._public, self._names.entity[name])
        elif self._package or home != self._home:
            self._imports.add(f"{self._package or '.'}{home}", self._names.entity[name])
        return self._names.entity[name]

    def _container(self, name: str) -> str:
        if name in ("Sequence", "Mapping"):
            self._imports.add("collections.abc", name)
            return name
        return self._builtin(name)

    def _builtin(self, name: str) -> str:
        if name in self.hidden:
            self._imports.module("builtins")
            return f"builtins.{name}"
        return name


def python_scalar(xsd: str, taste: Taste) -> str:
    """The Python type of a built-in XSD type; what is neither number nor boolean is text."""
    if xsd in INTEGERS:
        return "int"
    if xsd in NUMBERS:
        return "Decimal" if taste.decimal else "float"
    return "bool" if xsd == "boolean" else "str"


class Codecs:
    """Writes codec expressions for one wire module and notes what it has to import."""

    def __init__(self, names: Names, imports: Imports, home: str) -> None:
        self._names = names
        self._imports = imports
        self._home = home

    def codec(self, type_: TypeRef) -> Value:
        """The expression that builds the codec of a type."""
        match type_:
            case Scalar(name):
                return self._scalar(name)
            case EntityRef(name):
                return self._entity(name)
            case ArrayOf(name, item):
                self._imports.add("mahogen.runtime.codec.array", "Array")
                return call("Array", literal(name), self.codec(item))
            case MapOf("", entry, value):
                self._imports.add("mahogen.runtime.codec.pair", "Pair")
                return call("Pair", literal(entry), self.codec(value))
            case MapOf(name, entry, value):
                self._imports.add("mahogen.runtime.codec.array", "Map")
                return call("Map", literal(name), literal(entry), self.codec(value))
            case Anything():
                self._imports.add("mahogen.runtime.codec.plain", "ANYTHING")
                return "ANYTHING"
            case _:
                assert_never(type_)

    def differ(self, one: TypeRef, other: TypeRef | None) -> bool:
        """Whether both are scalars, but not of one kind."""
        if not (isinstance(one, Scalar) and isinstance(other, Scalar)):
            return False
        taste = self._names.taste
        return python_scalar(one.name, taste) != python_scalar(other.name, taste)

    def _entity(self, name: str) -> str:
        home, table = self._names.entity_home[name], self._names.entity_table[name]
        if home != self._home:
            self._imports.add(f".{home}", table)
        return table

    def _scalar(self, name: str) -> Value:
        ready, made = _CODECS[python_scalar(name, self._names.taste)]
        usual = name in ("string", "int", "double", "boolean")
        head = ready if usual else made
        self._imports.add("mahogen.runtime.codec.scalars", head)
        return head if usual else call(head, literal(name))
