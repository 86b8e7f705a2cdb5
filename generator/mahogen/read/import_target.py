"""Where an import leads: beside the file that it is in, or on the same server; nowhere else."""

from __future__ import annotations

import os
import posixpath
from dataclasses import replace
from typing import NoReturn

from mahogen.read.address import Address, without_credentials
from mahogen.read.imported import Import
from mahogen.read.refuse import refuse, shown
from mahogen.read.source import Origin
from mahogen.read.sources import Place

_PUT = "put what is there into this file"
# A scheme or a drive, a path of Windows, and what no name can have.
_FOREIGN = set(":\\\0")


def target_of(wanted: Import, place: Place | None, first: Place | None) -> Place:
    """What `wanted` means in a document read at `place`, for the sake of the contract at `first`.

    Raises:
        InputError: that is nothing that may be read.
    """
    if not wanted.location:
        _refuse(wanted, f"imports {shown(wanted.namespace)} and does not say where it is", _PUT)
    if isinstance(place, Address) and isinstance(first, Address):
        return _served(wanted, place, first)
    if not (isinstance(place, Origin) and isinstance(first, Origin)):
        what = f"imports {named(wanted)}, and nothing is followed out of several files at once"
        _refuse(wanted, what, _PUT)
    return _beside(wanted, place, first)


def named(wanted: Import) -> str:
    """The location of an import, as messages show it."""
    return shown(without_credentials(wanted.location))


def _served(wanted: Import, place: Address, first: Address) -> Address:
    try:
        target = replace(place.at(wanted.location), asked=wanted.source)
    except ValueError as error:
        what = f"imports {named(wanted)}, which {error}"
        _refuse(wanted, what, "give an address on the same server")
    if not first.is_served_with(target) or (place.secure and not target.secure):
        _refuse(wanted, f"imports {named(wanted)}, which is not on the same server", _PUT)
    return target


def _beside(wanted: Import, place: Origin, first: Origin) -> Origin:
    location = wanted.location
    path = place.path.parent / location
    inside = os.path.realpath(first.path.parent)
    if location.startswith("/") or set(location) & _FOREIGN or not _is_in(inside, path):
        what = f"imports {named(wanted)}, which is not in the folder of the contract"
        _refuse(wanted, what, "save it there, and write its name as the location")
    name = posixpath.join(posixpath.dirname(place.name), location)
    return Origin(posixpath.normpath(name), path, wanted.source)


def _is_in(folder: str, path: os.PathLike[str]) -> bool:
    """Whether `path` is below `folder` once all links are followed."""
    return os.path.commonpath([folder, os.path.realpath(path)]) == folder


def _refuse(wanted: Import, what: str, hint: str) -> NoReturn:
    refuse(wanted.source.file, wanted.source.line, what, hint)
