"""A store's source tree as a source: the contracts that the store would serve, and its catalog."""

from __future__ import annotations

from pathlib import Path

from mahogen.errors import Diagnostics, InputError
from mahogen.read.assembly import CONTRACTS, Assembly
from mahogen.read.folders import Folders
from mahogen.read.held import Held
from mahogen.read.layout import looks_like_one
from mahogen.read.modules import BASE, find_modules
from mahogen.read.refuse import refuse

# A look at a folder that may be anything.
_A_LOOK = 2_000
_ROOT = "point at the store's root: the folder that holds app, or vendor where Maho is installed"


def is_tree(path: Path) -> bool:
    """Whether the folder `path` has code of a store in it, after a short look."""
    try:
        return looks_like_one(Folders(path, path.name, Diagnostics(), _A_LOOK))
    except InputError:
        return False


def read_tree(path: Path, name: str, diagnostics: Diagnostics) -> Held:
    """Merge the modules in the folder `path`, which messages call `name`.

    Raises:
        InputError: with all that is wrong; a store with these files would not serve a contract,
            or the folder is none.
    """
    noted = Diagnostics()
    held = Held()
    try:
        held = _read(Folders(path, name, noted), name, noted)
    except InputError as error:
        noted.refused(error)
    diagnostics.warnings.extend(noted.warnings)
    if noted.errors:
        raise InputError(noted.errors)
    return held


def _read(folders: Folders, name: str, diagnostics: Diagnostics) -> Held:
    modules = find_modules(folders)
    if not modules:
        refuse(name, 0, "holds no module with a wsdl.xml, wsi.xml or api.xml in its etc", _ROOT)
    base = next((module for module in modules if module.name == BASE), None)
    if base is None:
        found = ", ".join(module.name for module in modules[:3])
        what = f"holds {found}{' and more' if modules[3:] else ''}, but not {BASE}"
        refuse(name, 0, f"{what}, which every contract starts from", _ROOT)
    files = Assembly(folders, diagnostics)
    others = [module for module in modules if module is not base]
    made = {made.key: files.contract(made, base, others) for made in CONTRACTS}
    wsdls = {key: raw for key, raw in made.items() if raw is not None}
    if not wsdls and not diagnostics.errors:
        what = f"{BASE} has none of wsdl2.xml, wsi.xml and wsdl.xml"
        refuse(name, 0, what, "is the tree whole? the contracts of V2, WS-I and V1 start from them")
    return Held(wsdls, files.catalog(modules))
