"""A folder of files to what they hold: contracts and a catalog, known by what is in them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from mahogen.errors import Diagnostics, InputError, Source
from mahogen.read.encoding import loosely
from mahogen.read.held import Held, Raw
from mahogen.read.kind import CATALOG, kind_of
from mahogen.read.refuse import refuse, shown
from mahogen.read.sniff import begins_like_ours
from mahogen.read.source import Origin, read_bytes
from mahogen.read.xml import parse
from mahogen.read.xmlns import spelled

_MAX_FILES = 1_000


def read_folder(folder: Origin, diagnostics: Diagnostics) -> Held:
    """What the files *.wsdl and *.xml directly in `folder` hold.

    Files *.xml that are neither a contract nor a catalog are somebody else's.

    Raises:
        InputError: the folder holds nothing of the kind, or two of one.
    """
    names = _names(folder)
    found: dict[str, Raw] = {}
    failed = len(diagnostics.errors)
    for file in (_inside(folder, name) for name in names):
        for kind, raw in _read(file, diagnostics):
            first = found.setdefault(kind, raw)
            if first is not raw:
                what = f"is a second {_spoken(kind)}, besides {first.name}"
                hint = "name one of them in the configuration, or move one away"
                diagnostics.error(Source(file.name, 0), what, hint)
    if not found and len(diagnostics.errors) == failed:
        listed = f", only {', '.join(shown(name) for name in names[:3])}" if names else ""
        what = f"holds no contract, nor an api.xml{listed}"
        hint = "name a folder with v2.wsdl, wsi.wsdl, v1.wsdl or api.xml in it, or a store's folder"
        refuse(folder.name, 0, what, folder.hint(hint))
    catalog = found.pop(CATALOG, None)
    return Held(found, catalog)


def _names(folder: Origin) -> list[str]:
    try:
        names = sorted(os.listdir(folder.path))  # noqa: PTH208 - names, not paths
    except OSError as error:
        refuse(folder.name, 0, f"cannot be read: {error.strerror}", folder.hint("check it"))
    wanted = (name for name in names if name.lower().endswith((".wsdl", ".xml")))
    files = [name for name in wanted if (folder.path / name).is_file()]
    if len(files) > _MAX_FILES:
        what = f"holds more than {_MAX_FILES:,} files to look at"
        refuse(folder.name, 0, what, folder.hint("name a folder for the contract alone"))
    return files


def _inside(folder: Origin, name: str) -> Origin:
    above = folder.name.rstrip("/")
    named = name if above == "." else f"{above}/{name}"
    return Origin(named, folder.path / name, folder.asked)


def _read(file: Origin, diagnostics: Diagnostics) -> Iterator[tuple[str, Raw]]:
    """The document in a file, with its kind; nothing for an *.xml that is none of ours."""
    ours = file.name.lower().endswith((".wsdl", "/api.xml"))
    try:
        data = read_bytes(file)
        if not ours and not begins_like_ours(loosely(data, file.name)):
            return
        root = parse(data, file.name, diagnostics)
    except InputError as error:
        diagnostics.refused(error)
        return
    if kind := kind_of(root):
        yield kind, Raw(file.name, root, file)
    elif ours:
        what = f"is neither a contract nor an api.xml: its root is {spelled(str(root.tag))}"
        diagnostics.error(Source(file.name, 0), what, "move it away, or fetch it again")


def _spoken(kind: str) -> str:
    return "catalog" if kind == CATALOG else f"contract of {kind}"
