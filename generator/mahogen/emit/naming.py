"""Wire names to Python names; the only place that makes them.

Names are an allow-list: ASCII letters, digits and underscores survive, everything else separates
words. Two wire names that become one Python name are refused by `Scope`, never told apart by a
suffix; the user says what one of them is to be called.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mahogen.errors import Diagnostics, Source

MAX_LENGTH: Final = 200

_SEPARATOR: Final = re.compile(r"[^A-Za-z0-9]+")
_BOUNDARY: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

ANNOTATION_NAMES: Final = frozenset({"str", "int", "float", "bool", "list", "dict"})
"""Builtins that annotations of generated code use."""

FIELD_RESERVED: Final = ANNOTATION_NAMES | {"extras", "field", "dataclass", "Decimal"}
CLASS_RESERVED: Final = frozenset(
    {
        *("Any", "AsyncClient", "AsyncMaho", "AsyncResource", "Awaitable", "Client", "Decimal"),
        *("Entity", "Final", "Literal", "Maho", "MahoApiError", "MahoFault", "Mapping", "NotSent"),
        *("OutcomeUnknown", "ProtocolError", "RequestRefused", "Resource", "Sequence", "Service"),
        *("StoreFailure", "TransportError"),
    }
)
"""Classes that generated modules import or export besides those of the contract."""
FAULT_RESERVED: Final = CLASS_RESERVED | {"GlobalFault"}
FACADE_RESERVED: Final = frozenset(
    {
        *(
            "cached_property",
            "call",
            "close",
            "dialect",
            "dialects",
            "invoke",
            "login",
            "multi_call",
            "namespace",
            "options",
            "property",
        ),
        *("url", "username", "wire", "with_options", "with_raw_response"),
    }
)
METHOD_RESERVED: Final = frozenset({"Decimal", "abstractmethod", "builtins", "resource", "wire"})
"""What the base of services has already, and what the classes of methods name."""
PARAMETER_RESERVED: Final = frozenset({"builtins", "wire"})
"""What the body or the annotations of a method name."""
TABLE_RESERVED: Final = frozenset(
    {"ANYTHING", "BOOLEAN", "BY_CODE", "CONTRACT", "DOUBLE", "EXACT", "INT", "PROFILE", "STRING"}
)
MODULE_RESERVED: Final = frozenset({"annotations", "common"})
UNUSABLE_FILES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
)
"""Names that are devices on some systems, and so no names of modules."""


class PythonName(str):
    """An identifier that is safe to print; a raw wire name is not one."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Override:
    """A Python name that the configuration gives, and where."""

    name: str
    source: Source


def words(wire: str) -> list[str]:
    """The words of a wire name, in their own case."""
    return [word for part in _SEPARATOR.split(wire) for word in _BOUNDARY.split(part) if word]


def snake(wire: str, reserved: Iterable[str] = ()) -> PythonName:
    """snake_case, for modules, methods, parameters and fields."""
    return _finish("_".join(word.lower() for word in words(wire)), reserved)


def pascal(wire: str, reserved: Iterable[str] = CLASS_RESERVED) -> PythonName:
    """PascalCase, for classes; a word's own capitals stay."""
    name = "".join(word[0].upper() + word[1:] for word in words(wire))
    return _finish(_lettered(name or "Unnamed"), reserved)


def constant(wire: str) -> PythonName:
    """UPPER_CASE, for the tables of wire modules."""
    return _finish(_lettered("_".join(word.upper() for word in words(wire))), TABLE_RESERVED)


def module(wire: str) -> PythonName:
    """snake_case, for the files of a resource."""
    return snake(wire, MODULE_RESERVED | UNUSABLE_FILES)


def is_identifier(name: str) -> bool:
    """Whether a name given by a user can be printed as it is."""
    return bool(_IDENTIFIER.fullmatch(name)) and not keyword.iskeyword(name)


def shadowed(methods: Iterable[str]) -> frozenset[str]:
    """Which builtins a class with these methods hides from its own annotations."""
    return frozenset(methods) & ANNOTATION_NAMES & frozenset(dir(builtins))


def _lettered(name: str) -> str:
    """A name of capitals that does not start with a digit."""
    return f"N{name}" if name[:1].isdigit() else name


def _finish(name: str, reserved: Iterable[str]) -> PythonName:
    name = name[:MAX_LENGTH]
    if not name:
        name = "unnamed"
    if name[0].isdigit():
        name = f"n{name}"
    if keyword.iskeyword(name) or name in reserved or name in ("self", "cls"):
        name += "_"
    return PythonName(name)


class Scope:
    """The names of one namespace of generated code: gives each its override, refuses collisions.

    `reserved` are names that an override may not take either.
    """

    def __init__(
        self,
        what: str,
        overrides: Mapping[str, Override],
        diagnostics: Diagnostics,
        reserved: Iterable[str] = (),
    ) -> None:
        self._what = what
        self._overrides = overrides
        self._diagnostics = diagnostics
        self._reserved = frozenset(reserved) | {"self", "cls"}
        self._taken: dict[str, tuple[str, str, Source]] = {}

    def add(self, path: str, name: PythonName, source: Source) -> PythonName:
        """Enter a name. `path` is what an override is keyed by: an entity's wire name, or
        `entity.field`, `operation.part`, ...
        """
        override = self._overrides.get(path)
        if override is not None:
            name = self._overridden(path, override)
        self._enter(path, path, name, f"{name}_2", source)
        return name

    def owner(self, name: str) -> str:
        """What has a name; empty if nothing has."""
        return self._taken[name][0] if name in self._taken else ""

    def derive(self, kind: str, path: str, own: str, name: PythonName, source: Source) -> None:
        """Enter a name that is made from `own`, the name of `path`, which is a `kind` of thing."""
        self._enter(f"{kind} {path}", path, name, f"{own}_2", source)

    def _enter(self, thing: str, path: str, name: str, better: str, source: Source) -> None:
        """Take `name` for `thing`; an override of `path`, such as `better`, would change it."""
        former, first, there = self._taken.setdefault(name, (thing, path, source))
        if former == thing:
            return
        both = f"both become {name} in {self._what}"
        given = self._overrides.get(path) or self._overrides.get(first)
        if given is None:
            what = f"{former} ({there}) and {thing} {both}"
            hint = "give one another name in the configuration"
            self._diagnostics.error(source, what, f'{hint}: names = {{ "{path}" = "{better}" }}')
        else:
            what = f"{former} ({there}) and {thing} ({source}) {both}"
            self._diagnostics.misuse(given.source, what, "give one of them another name")

    def _overridden(self, path: str, given: Override) -> PythonName:
        name = given.name
        if not is_identifier(name) or name.startswith("_") or name in self._reserved:
            what = f"{path} cannot be called {name} in {self._what}: the name is taken or private"
            hint = f'choose another, such as "{name.strip("_")}_2"'
            self._diagnostics.misuse(given.source, what, hint)
        return PythonName(name)
