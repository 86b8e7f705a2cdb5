"""What a store says of its resources and faults, checked: it is data from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mahogen.errors import Diagnostics, Source
from mahogen.read import xmlns
from mahogen.read.refuse import shown

_CODE: Final = re.compile(r"[\w.\-]+")

Faults = Sequence[tuple[str, str]]
"""Code and message of each."""


@dataclass(frozen=True, slots=True)
class ReportedResource:
    """A resource of `resources`: its methods are those that the API user may call, with titles."""

    key: str
    title: str
    aliases: Sequence[str]
    methods: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a store tells one of its API users; `faults` by key of the resource."""

    resources: Sequence[ReportedResource]
    global_faults: Faults
    faults: Mapping[str, Faults]


def read_resources(
    answer: object, store: Source, diagnostics: Diagnostics
) -> list[ReportedResource]:
    """The answer of `resources` as plain data; what makes no sense in it goes to `diagnostics`."""
    checked = _Checked(store, diagnostics)
    found = []
    for item in checked.members(answer, "resources"):
        key = checked.name(item, "a resource")
        if key:
            methods = checked.members(item.get("methods"), f"the methods of {key}")
            found.append(
                ReportedResource(
                    key,
                    _line(item.get("title")),
                    [*checked.aliases(item, key)],
                    [
                        (name, _line(method.get("title")))
                        for method in methods
                        if (name := checked.name(method, f"a method of {key}"))
                    ],
                )
            )
    return found


def read_faults(answer: object, of: str, store: Source, diagnostics: Diagnostics) -> Faults:
    """The answer of `globalFaults` or `resourceFaults`, those of `of`."""
    checked = _Checked(store, diagnostics)
    found = []
    for item in checked.members(answer, f"the faults of {of}"):
        code, message = str(item.get("code", "")).strip(), item.get("message")
        if _CODE.fullmatch(code):
            found.append((code, message if isinstance(message, str) else ""))
        else:
            checked.complain(f"a fault of {of} has the code {shown(code)}, which is none")
    return found


class _Checked:
    def __init__(self, store: Source, diagnostics: Diagnostics) -> None:
        self.store = store
        self.diagnostics = diagnostics

    def complain(self, what: str) -> None:
        """Note what the store should not have said."""
        hint = "save the store's api.xml, and fetch without --username"
        self.diagnostics.error(self.store, what, hint)

    def members(self, answer: object, what: str) -> Iterator[dict[str, object]]:
        """The structs of a list; nothing stands for an empty one."""
        for item in answer if isinstance(answer, list) else [answer] if answer else []:
            if isinstance(item, dict):
                yield item
            else:
                self.complain(f"{what}: {shown(str(item))} is no struct")

    def name(self, item: Mapping[str, object], what: str) -> str:
        """The name of an item, empty where it is none that an api.xml can have."""
        return self.checked(item.get("name"), what)

    def aliases(self, item: Mapping[str, object], key: str) -> Iterator[str]:
        """The aliases of a resource."""
        given = item.get("aliases")
        for alias in given if isinstance(given, Iterable) and not isinstance(given, str) else []:
            if name := self.checked(alias, f"an alias of {key}"):
                yield name

    def checked(self, name: object, what: str) -> str:
        """`name`, empty where no element can be called so."""
        if isinstance(name, str) and xmlns.is_name(name) and len(name) <= xmlns.MAX_NAME:
            return name
        self.complain(f"{what} is called {shown(str(name))}, which is not a name")
        return ""


def _line(title: object) -> str:
    return " ".join(title.split()) if isinstance(title, str) else ""
