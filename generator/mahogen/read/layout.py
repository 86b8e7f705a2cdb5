"""Where a tree keeps its modules and their declarations.

A tree may be a store with all in app/code, a project whose code lies in composer packages, the
folder app/code, one code pool, or a folder of Vendor/Module/etc.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mahogen.read.folders import Folders
from mahogen.read.refuse import refuse

# The first that has a module wins, where no declaration says which.
POOLS = ("local", "community", "core")
FILES = ("wsdl.xml", "wsdl2.xml", "wsi.xml", "api.xml")
# Vendor/Module, and a little more for modules with a longer name.
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """`pools` are the folders of each code pool, the first wins; `holders` those of module
    declarations, the last wins.
    """

    pools: Mapping[str, tuple[Path, ...]]
    holders: tuple[Path, ...] = ()


def looks_like_one(folders: Folders) -> bool:
    """Whether there is code of a store at all."""
    if _bases(folders, folders.root) or _packages(folders):
        return True
    places = (place for pool in layout_of(folders).pools.values() for place in pool)
    return any(next(walk(folders, place), None) for place in places)


def layout_of(folders: Folders) -> Layout:
    """What there is below the root of `folders`.

    Raises:
        InputError: it holds several stores, or more folders than any.
    """
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
    if any(next(walk(folders, root / pool), None) for pool in inside):
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
        for company in folders.subfolders(vendor)
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
    """Where app/code is: in `folder`, or one level below, as in src/ or maho-modman-symlinks/."""
    if folders.is_folder(folder / "app/code"):
        return [folder]
    inner = folders.subfolders(folder)
    return [base for base in inner if folders.is_folder(base / "app/code")]


def walk(folders: Folders, place: Path, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Path]]:
    """The modules below a code pool: the name of each, and its folder etc."""
    for folder in folders.subfolders(place):
        if folder.is_symlink() and place.resolve().is_relative_to(folder.resolve()):
            continue
        name = (*above, folder.name)
        if files_in(folders, folder / "etc"):
            yield "_".join(name), folder / "etc"
        elif len(name) < _DEPTH:
            yield from walk(folders, folder, name)


def files_in(folders: Folders, etc: Path) -> dict[str, Path]:
    """Those of `FILES` that are in the folder `etc`, by name."""
    return {name: etc / name for name in FILES if folders.is_file(etc / name)}
