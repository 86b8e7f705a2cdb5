"""The files of modules taken together: a contract for each dialect, and a catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from mahogen.errors import Diagnostics, InputError, Source
from mahogen.read import xmlns
from mahogen.read.encoding import loosely
from mahogen.read.folders import Folders
from mahogen.read.held import Raw
from mahogen.read.merge import Merge
from mahogen.read.modules import BASE, Module
from mahogen.read.overlay import Overlay
from mahogen.read.refuse import refuse
from mahogen.read.source import MAX_BYTES, Origin, read_bytes
from mahogen.read.variables import filler, name_in
from mahogen.read.xml import parse, source_of


@dataclass(frozen=True, slots=True)
class Contract:
    """How a dialect comes about. Only V2 knows its handler when the contract is made."""

    key: str
    base: str
    fragments: str
    path: str
    handler: str = ""


CONTRACTS = (
    Contract("v2", "wsdl2.xml", "wsdl.xml", "v2_soap", "Mage_Api_Model_Server_V2_Handler"),
    Contract("wsi", "wsi.xml", "wsi.xml", "v2_soap"),
    Contract("v1", "wsdl.xml", "", "soap"),
)


class Assembly:
    """The files of modules, each read in the way that its contract needs."""

    def __init__(self, folders: Folders, diagnostics: Diagnostics) -> None:
        self._folders = folders
        self._diagnostics = diagnostics
        self._bytes = 0

    def contract(self, made: Contract, base: Module, others: Iterable[Module]) -> Raw | None:
        """The contract of a dialect; None without a base, or with one that is no use."""
        fragments = [m.files[made.fragments] for m in others if made.fragments in m.files]
        path = base.files.get(made.base)
        if path is None:
            if fragments:
                what = f"is left out: {BASE} has no {made.base}, which it would be merged into"
                hint = "is the tree whole? very old stores have no WS-I"
                self._diagnostics.warn(Source(self._folders.label(fragments[0]), 0), what, hint)
            return None
        values = {
            "url": f"http://localhost/api/{made.path}/",
            "handler": made.handler,
            "name": self._name(path),
        }
        roots = [self._wsdl(file, values) for file in (path, *fragments)]
        if roots[0] is None:
            return None
        merge = Merge(roots[0], made.key == "wsi", self._diagnostics)
        for root in roots[1:]:
            if root is not None:
                merge.add(root)
        return Raw(self._folders.label(path), merge.root)

    def catalog(self, modules: Iterable[Module]) -> Raw | None:
        """All api.xml in one."""
        overlay, first = Overlay(), ""
        for path in (m.files["api.xml"] for m in modules if "api.xml" in m.files):
            label = self._folders.label(path)
            root = self._parsed(path)
            if root is None:
                continue
            if root.tag != "config":
                what = f"has the root element {xmlns.spelled(str(root.tag))}, not <config>"
                hint = "an api.xml is <config><api>...</api></config>"
                self._diagnostics.error(source_of(root), what, hint)
                continue
            first = first or label
            overlay.lay(root)
        return Raw(first, overlay.root) if first else None

    def _wsdl(self, path: Path, values: Mapping[str, str]) -> etree._Element | None:
        label = self._folders.label(path)
        root = self._parsed(path, filler(values, label, self._diagnostics))
        if root is None:
            return None
        if xmlns.local(str(root.tag)) == "definitions":
            return root
        what = f"has the root element {xmlns.spelled(str(root.tag))}, not <definitions>"
        self._diagnostics.error(source_of(root), what, f'write <definitions xmlns="{xmlns.WSDL}">')
        return None

    def _name(self, path: Path) -> str:
        """What the store of the base contract in `path` calls itself."""
        label = self._folders.label(path)
        try:
            return name_in(loosely(read_bytes(Origin(label, path)), label))
        except InputError:
            return ""

    def _parsed(self, path: Path, fill: Callable[[str], str] = str) -> etree._Element | None:
        label = self._folders.label(path)
        try:
            data = read_bytes(Origin(label, path))
            self._bytes += len(data)
            if self._bytes > MAX_BYTES:
                what = f"takes the modules above the limit of {MAX_BYTES:,} bytes together"
                refuse(label, 0, what, "are these contracts, and not something larger?")
            return parse(data, label, self._diagnostics, fill)
        except InputError as error:
            self._diagnostics.refused(error)
            return None
