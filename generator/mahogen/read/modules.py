"""The modules in a tree: where each has its files, and in which order a store merges them.

A tree may be a store with all in app/code, a project whose code lies in composer packages, the
folder app/code, one code pool, or a folder of Vendor/Module/etc.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mahogen.errors import InputError, Source
from mahogen.read.declared import Declaration, read_declarations
from mahogen.read.folders import Folders
from mahogen.read.refuse import refuse
from mahogen.read.source import Origin, read_bytes

# The first that has a module wins, where no declaration says which.
POOLS = ("local", "community", "core")
FILES = ("wsdl.xml", "wsdl2.xml", "wsi.xml", "api.xml")
BASE = "Mage_Api"
# Vendor/Module, and a little more for modules with a longer name.
_DEPTH = 3
_SETTINGS = "Mage/Core/Model/Config.php"


@dataclass(frozen=True, slots=True)
class Module:
    """A module by its name, with the paths of those of `FILES` that it has."""

    name: str
    files: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a tree keeps what. `pools` are the folders of each code pool, the first wins;
    `holders` those of module declarations, the last wins.
    """

    pools: Mapping[str, tuple[Path, ...]]
    holders: tuple[Path, ...] = ()


def find_modules(folders: Folders) -> list[Module]:
    """The modules with files for the API, in the order in which a store loads them.

    Without declarations they are in the order of their names, Mage_Api first, then all of Mage.

    Raises:
        InputError: the folder holds several stores, or more folders than any.
    """
    layout = _layout(folders)
    declared = read_declarations(folders, layout.holders, _settings(folders, layout))
    if declared is None:
        modules = list(_by_name(folders, layout))
        _tell_of_declarations_beside(folders)
    else:
        modules = [_declared(folders, layout, one) for one in declared if one.active]
        _tell_of_undeclared(folders, layout, declared)
    return [module for module in modules if module.files]


def looks_like_one(folders: Folders) -> bool:
    """Whether there is code of a store at all."""
    if _bases(folders, folders.root) or _packages(folders):
        return True
    places = (place for pool in _layout(folders).pools.values() for place in pool)
    return any(next(_walk(folders, place), None) for place in places)


def _layout(folders: Folders) -> Layout:
    root = folders.root
    own = _bases(folders, root)
    if own[1:]:
        what = f"holds several stores: {', '.join(folders.label(base) for base in own[:5])}"
        refuse(folders.label(root), 0, what, "point at one of them")
    bases = [*_packages(folders), *own]
    if bases:
        return Layout(
            {pool: tuple(base / "app/code" / pool for base in reversed(bases)) for pool in POOLS},
            tuple(base / "app/etc/modules" for base in bases),
        )
    inside = {pool: (root / pool,) for pool in POOLS if folders.is_folder(root / pool)}
    if any(next(_walk(folders, root / pool), None) for pool in inside):
        return Layout(inside)
    return Layout({"": (root,)})


def _packages(folders: Folders) -> list[Path]:
    """The packages of composer that hold modules, the store's own first.

    A store that has its code in app/code loads from nowhere else, unless it is a Maho.
    """
    root = folders.root
    vendor = root if root.name == "vendor" else root / "vendor"
    if folders.is_folder(root / "app/code/core/Mage") and not folders.is_folder(
        vendor / "mahocommerce"
    ):
        return []
    found = [
        base
        for holder in (vendor, vendor / "maho-modman-symlinks")
        for company in folders.subfolders(holder)
        for package in folders.subfolders(company)
        for base in _bases(folders, package)
    ]
    return sorted(
        found,
        key=lambda base: (
            not folders.is_file(base / "app/Mage.php"),
            not folders.is_folder(base / "app/code/core/Mage"),
        ),
    )


def _bases(folders: Folders, folder: Path) -> list[Path]:
    """Where app/code is: in `folder`, or one level below, as in src/."""
    if folders.is_folder(folder / "app/code"):
        return [folder]
    inner = folders.subfolders(folder)
    return [base for base in inner if folders.is_folder(base / "app/code")]


def _declared(folders: Folders, layout: Layout, declaration: Declaration) -> Module:
    """The files of a declared module: each from the first place that has it."""
    path = "/".join(part[:1].upper() + part[1:] for part in declaration.name.split("_"))
    places = layout.pools.get(declaration.pool, ())
    files: dict[str, Path] = {}
    for place in reversed(places):
        files.update(_files(folders, place / path / "etc"))
    return Module(declaration.name, files)


def _by_name(folders: Folders, layout: Layout) -> Iterator[Module]:
    """All modules that are there, those of Mage first, as a store reads its declarations."""
    found: dict[str, dict[str, Path]] = {}
    for pool in reversed(layout.pools):
        inside: dict[str, dict[str, Path]] = {}
        for place in reversed(layout.pools[pool]):
            for name, etc in _walk(folders, place):
                inside.setdefault(name, {}).update(_files(folders, etc))
        found.update(inside)
    for name in sorted(found, key=lambda name: (name != BASE, name[:5] != "Mage_", name)):
        yield Module(name, found[name])


def _walk(folders: Folders, place: Path, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Path]]:
    """The modules below a code pool: the name of each, and its folder etc."""
    for folder in folders.subfolders(place):
        if folder.is_symlink() and place.resolve().is_relative_to(folder.resolve()):
            continue
        name = (*above, folder.name)
        if _files(folders, folder / "etc"):
            yield "_".join(name), folder / "etc"
        elif len(name) < _DEPTH:
            yield from _walk(folders, folder, name)


def _files(folders: Folders, etc: Path) -> dict[str, Path]:
    return {name: etc / name for name in FILES if folders.is_file(etc / name)}


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
