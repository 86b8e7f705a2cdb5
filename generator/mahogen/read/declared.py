"""What app/etc/modules says: which modules a store loads, from which code pool, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from mahogen.errors import Diagnostics, InputError, Source
from mahogen.read.folders import Folders
from mahogen.read.overlay import Overlay
from mahogen.read.refuse import refuse
from mahogen.read.source import Origin, read_bytes
from mahogen.read.xml import parse, source_of

MAX_MODULES = 5_000
# Newer stores list the order of Mage's own modules in their code.
_RANKS = re.compile(r"\bMAGE_MODULES\s*=\s*\[(.*?)\]\s*;", re.DOTALL)
_RANK = re.compile(r"""['"](\w+)['"]\s*=>\s*(\d+)""")
_OFF = {"", "0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Declaration:
    """A module as it is declared: its code pool, and what has to be loaded before it."""

    name: str
    pool: str
    active: bool
    depends: tuple[str, ...]
    source: Source


def read_declarations(
    folders: Folders, holders: Iterable[Path], code: str
) -> list[Declaration] | None:
    """The modules that the files in `holders` declare, in the order in which they are loaded.

    A file in a later holder stands in for one of the same name in an earlier. `code` is the PHP
    file that may rank Mage's modules, as text. None where nothing is declared at all.

    Raises:
        InputError: there are more modules than in any store.
    """
    files: dict[str, Path] = {}
    for holder in holders:
        for name in folders.names(holder):
            if name.endswith(".xml") and folders.is_file(holder / name):
                files[name] = holder / name
    if not files:
        return None
    _check_number(len(files), folders)
    overlay = Overlay()
    for path in (files[name] for name in _in_order(files, code)):
        label = folders.label(path)
        try:
            data = read_bytes(Origin(label, path))
            overlay.lay(parse(data, label, folders.diagnostics))
        except InputError as error:
            folders.diagnostics.refused(error)
    modules = overlay.root.find("modules")
    found = [_declaration(element) for element in modules] if modules is not None else []
    _check_number(len(found), folders)
    return _sorted(found, folders.diagnostics)


def _check_number(modules: int, folders: Folders) -> None:
    """Stop before sorting takes for ever: its time grows with the square of the number."""
    if modules > MAX_MODULES:
        what = f"declares more than {MAX_MODULES:,} modules in app/etc/modules"
        refuse(folders.label(folders.root), 0, what, "is this the tree of a store?")


def _in_order(names: Iterable[str], code: str) -> list[str]:
    """The files as a store reads them: Mage's first, by rank or with Mage_All.xml ahead."""
    listed = _RANKS.search(code)
    ranks = {name: int(rank) for name, rank in _RANK.findall(listed.group(1))} if listed else {}

    def key(file: str) -> tuple[int, int]:
        name = file.removesuffix(".xml")
        if ranks:
            return (0, ranks[name]) if name in ranks else (1, 0)
        return (0 if name == "Mage_All" else 1 if name.startswith("Mage_") else 2, 0)

    return sorted(names, key=key)


def _declaration(element: etree._Element) -> Declaration:
    depends = element.find("depends")
    return Declaration(
        name=str(element.tag),
        pool=element.findtext("codePool") or "",
        active=(element.findtext("active") or "").lower() not in _OFF,
        depends=() if depends is None else tuple(str(child.tag) for child in depends),
        source=source_of(element),
    )


def _sorted(declared: list[Declaration], diagnostics: Diagnostics) -> list[Declaration]:
    """The declarations as a store sorts them: each after what it depends on, in few swaps.

    It is not the only order that would do, but the one that decides which definition comes first.
    """
    known = {one.name: one for one in declared}
    needs: dict[str, set[str]] = {one.name: set(one.depends) for one in declared}
    for one in declared:
        if not one.active:
            continue
        for name in one.depends:
            needs[one.name] |= needs.get(name, set())
            if name not in known or not known[name].active:
                state = "inactive" if name in known else "not declared"
                what = f"the module {one.name} depends on {name}, which is {state}"
                hint = "a store that is like that does not start: is this all of its tree?"
                diagnostics.warn(one.source, what, hint)
    order = list(declared)
    for i in reversed(range(len(order))):
        for j in reversed(range(i + 1, len(order))):
            if order[j].name in needs[order[i].name]:
                order[i], order[j] = order[j], order[i]
    _check_order(order, known, diagnostics)
    return order


def _check_order(
    order: list[Declaration], known: dict[str, Declaration], diagnostics: Diagnostics
) -> None:
    passed: set[str] = set()
    for one in order:
        if not one.active:
            continue
        passed.add(one.name)
        for name in one.depends:
            if name not in passed and name in known and known[name].active:
                what = f"the module {one.name} depends on {name}, which cannot be loaded before it"
                hint = "do they depend on each other? a store that is like that does not start"
                diagnostics.error(one.source, what, hint)
