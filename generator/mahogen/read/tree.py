"""A store's source tree as a source: the contracts that the store would serve, and its catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from mahogen.errors import Diagnostics, InputError, Source
from mahogen.read import xmlns
from mahogen.read.encoding import loosely
from mahogen.read.folders import Folders
from mahogen.read.held import Held, Raw
from mahogen.read.merge import Merge
from mahogen.read.modules import BASE, Module, find_modules, looks_like_one
from mahogen.read.overlay import Overlay
from mahogen.read.refuse import refuse
from mahogen.read.source import MAX_BYTES, Origin, read_bytes
from mahogen.read.variables import filler, name_in
from mahogen.read.xml import parse, source_of

# A look at a folder that may be anything.
_A_LOOK = 2_000
_ROOT = "point at the store's root: the folder that holds app, or vendor where Maho is installed"


@dataclass(frozen=True, slots=True)
class _Contract:
    """How a dialect comes about. Only V2 knows its handler when the contract is made."""

    key: str
    base: str
    fragments: str
    path: str
    handler: str = ""


_CONTRACTS = (
    _Contract("v2", "wsdl2.xml", "wsdl.xml", "v2_soap", "Mage_Api_Model_Server_V2_Handler"),
    _Contract("wsi", "wsi.xml", "wsi.xml", "v2_soap"),
    _Contract("v1", "wsdl.xml", "", "soap"),
)


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
    files = _Files(folders, diagnostics)
    others = [module for module in modules if module is not base]
    made = {made.key: files.contract(made, base, others) for made in _CONTRACTS}
    wsdls = {key: raw for key, raw in made.items() if raw is not None}
    if not wsdls:
        what = f"{BASE} has no usable wsdl2.xml, wsi.xml or wsdl.xml"
        refuse(name, 0, what, "is the tree whole? the contracts of V2, WS-I and V1 start from them")
    return Held(wsdls, files.catalog(modules))


class _Files:
    """The files of modules, each read in the way that its contract needs."""

    def __init__(self, folders: Folders, diagnostics: Diagnostics) -> None:
        self.folders = folders
        self.diagnostics = diagnostics
        self.bytes = 0

    def contract(self, made: _Contract, base: Module, others: Iterable[Module]) -> Raw | None:
        """The contract of a dialect; None without a base, or with one that is no use."""
        fragments = [m.files[made.fragments] for m in others if made.fragments in m.files]
        path = base.files.get(made.base)
        if path is None:
            if fragments:
                what = f"is left out: {BASE} has no {made.base}, which it would be merged into"
                hint = "is the tree whole? very old stores have no WS-I"
                self.diagnostics.warn(Source(self.folders.label(fragments[0]), 0), what, hint)
            return None
        values = {
            "url": f"http://localhost/api/{made.path}/",
            "handler": made.handler,
            "name": self.name(path),
        }
        roots = [self.wsdl(file, values) for file in (path, *fragments)]
        if roots[0] is None:
            return None
        merge = Merge(roots[0], made.key == "wsi", self.diagnostics)
        for root in roots[1:]:
            if root is not None:
                merge.add(root)
        return Raw(self.folders.label(path), merge.root)

    def catalog(self, modules: Iterable[Module]) -> Raw | None:
        """All api.xml in one."""
        overlay, first = Overlay(), ""
        for path in (m.files["api.xml"] for m in modules if "api.xml" in m.files):
            label = self.folders.label(path)
            root = self.parsed(path)
            if root is None:
                continue
            if root.tag != "config":
                what = f"has the root element {xmlns.spelled(str(root.tag))}, not <config>"
                hint = "an api.xml is <config><api>...</api></config>"
                self.diagnostics.error(source_of(root), what, hint)
                continue
            first = first or label
            overlay.lay(root)
        return Raw(first, overlay.root) if first else None

    def wsdl(self, path: Path, values: Mapping[str, str]) -> etree._Element | None:
        label = self.folders.label(path)
        root = self.parsed(path, filler(values, label, self.diagnostics))
        if root is None:
            return None
        if xmlns.local(str(root.tag)) == "definitions":
            return root
        what = f"has the root element {xmlns.spelled(str(root.tag))}, not <definitions>"
        self.diagnostics.error(source_of(root), what, f'write <definitions xmlns="{xmlns.WSDL}">')
        return None

    def name(self, path: Path) -> str:
        """What the store of the base contract in `path` calls itself."""
        label = self.folders.label(path)
        try:
            return name_in(loosely(read_bytes(Origin(label, path)), label))
        except InputError:
            return ""

    def parsed(self, path: Path, fill: Callable[[str], str] = str) -> etree._Element | None:
        label = self.folders.label(path)
        try:
            data = read_bytes(Origin(label, path))
            self.bytes += len(data)
            if self.bytes > MAX_BYTES:
                what = f"takes the modules above the limit of {MAX_BYTES:,} bytes together"
                refuse(label, 0, what, "are these contracts, and not something larger?")
            return parse(data, label, self.diagnostics, fill)
        except InputError as error:
            self.diagnostics.refused(error)
            return None
