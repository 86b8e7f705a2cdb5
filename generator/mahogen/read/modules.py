"""The modules in a tree: where each has its files, and in which order a store loads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mahogen.errors import InputError, Source
from mahogen.read.declared import Declaration, read_declarations
from mahogen.read.folders import Folders
from mahogen.read.layout import Layout, files_in, layout_of, walk
from mahogen.read.source import Origin, read_bytes

BASE = "Mage_Api"
_SETTINGS = "Mage/Core/Model/Config.php"


@dataclass(frozen=True, slots=True)
class Module:
    """A module by its name, with the paths of its files for the API."""

    name: str
    files: Mapping[str, Path]


def find_modules(folders: Folders) -> list[Module]:
    """The modules with files for the API, in the order in which a store loads them.

    Without declarations they are in the order of their names, Mage_Api first, then all of Mage.

    Raises:
        InputError: the folder holds several stores, or more folders than any.
    """
    layout = layout_of(folders)
    declared = read_declarations(folders, layout.holders, _settings(folders, layout))
    if declared is None:
        modules = list(_by_name(folders, layout))
        _tell_of_declarations_beside(folders)
    else:
        modules = [_declared(folders, layout, one) for one in declared if one.active]
        _tell_of_undeclared(folders, layout, declared)
    return [module for module in modules if module.files]


def _declared(folders: Folders, layout: Layout, declaration: Declaration) -> Module:
    """The files of a declared module: each from the first place that has it."""
    parts = [part[:1].upper() + part[1:] for part in declaration.name.split("_")]
    if ".." in parts:
        return Module(declaration.name, {})
    path = "/".join(parts)
    places = layout.pools.get(declaration.pool, ())
    files: dict[str, Path] = {}
    for place in reversed(places):
        files.update(files_in(folders, place / path / "etc"))
    return Module(declaration.name, files)


def _by_name(folders: Folders, layout: Layout) -> Iterator[Module]:
    """All modules that are there, those of Mage first, as a store reads its declarations."""
    found: dict[str, dict[str, Path]] = {}
    for pool in reversed(list(layout.pools)):
        inside: dict[str, dict[str, Path]] = {}
        for place in reversed(layout.pools[pool]):
            for name, etc in walk(folders, place):
                inside.setdefault(name, {}).update(files_in(folders, etc))
        found.update(inside)
    for name in sorted(found, key=lambda name: (name != BASE, name[:5] != "Mage_", name)):
        yield Module(name, found[name])


def _settings(folders: Folders, layout: Layout) -> str:
    """The PHP file in which newer stores rank their modules, as text."""
    for place in layout.pools.get("core", ()):
        path = place / _SETTINGS
        if folders.is_file(path):
            try:
                return read_bytes(Origin(folders.label(path), path)).decode("utf-8", "replace")
            except InputError as error:
                folders.diagnostics.refused(error)
    return ""


def _tell_of_undeclared(folders: Folders, layout: Layout, declared: list[Declaration]) -> None:
    known = {one.name.lower() for one in declared}
    for module in _by_name(folders, layout):
        if module.name.lower() not in known:
            path = next(iter(module.files.values())).parent.parent
            what = f"the module {module.name} is left out: no file in app/etc/modules declares it"
            hint = "a store does not load it either; declare it there if it should be"
            folders.diagnostics.warn(Source(folders.label(path), 0), what, hint)


def _tell_of_declarations_beside(folders: Folders) -> None:
    root = folders.root.resolve()
    if root.name == "code" and folders.is_folder(root.parent / "etc/modules"):
        what = "is read without the declarations in app/etc/modules, so inactive modules are in it"
        hint = "point at the store's root, the folder above app"
        folders.diagnostics.warn(Source(folders.label(folders.root), 0), what, hint)
