"""Writes a contract into its folder, all of it or nothing, and nobody else's files.

A file whose content is as it was keeps its date, so that a fetch that brings nothing new changes no
byte. A dialect that was not got this time stays as it is: a store serves V2 or WS-I, never both.
The stock contract makes room for that of a store, which is not mixed with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from mahogen.emit.commit import commit
from mahogen.emit.explain import explained
from mahogen.emit.folder import Folder
from mahogen.errors import OutputError, Problem
from mahogen.read import source_toml
from mahogen.read.source_toml import NAME, Entry, NotOurs
from mahogen.read.stock import STOCK

_FORCE = "--output names another folder, --force overwrites it"


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be: its text, the place it is from, the API user who asked for it, if any."""

    text: str
    place: str
    user: str = ""


@dataclass(frozen=True, slots=True)
class Pinned:
    """What came of it: files by name, in order; `kept` with where they are from, and `edited`
    those of them that somebody changed.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: Mapping[str, Entry]
    edited: tuple[str, ...]


def pin(
    folder: Folder, documents: Mapping[str, Document], now: datetime, *, force: bool = False
) -> Pinned:
    """Make `folder` hold `documents`, by file name; what is as it should be is not touched.

    Raises:
        OutputError: a file there was edited, or is not ours, and not `force`; or it cannot be
            written. Nothing has been written.
    """
    with explained(folder):
        standing = {path: _content(folder, path) for path in (*documents, NAME)}
        entries = _entries(folder, standing[NAME], force)
        others = {path: _content(folder, path) for path in entries if path not in documents}
    new = {path: document.text.encode() for path, document in documents.items()}
    changed = [path for path in new if standing[path] != new[path]]
    if not force:
        problems = [*_in_the_way(folder, changed, standing, entries)]
        if problems:
            raise OutputError(problems)
    kept = {path: entries[path] for path, content in others.items() if content is not None}
    edited = tuple(p for p in kept if kept[p].sha256 != sha256(others[p] or b"").hexdigest())
    removed = tuple(p for p in kept if _makes_room(p, kept[p], documents) and p not in edited)
    kept = {path: entry for path, entry in kept.items() if path not in removed}
    said = {path: _entry(documents[path], new[path], entries.get(path), now) for path in new}
    listing = source_toml.rendered(kept | said).encode()
    write = {path: new[path] for path in sorted(changed)}
    if standing[NAME] != listing:
        write[NAME] = listing
    if write:
        with explained(folder, writing=True):
            commit(folder.path, write, removed, NAME)
    return Pinned(
        tuple(sorted(changed)),
        tuple(sorted(path for path in new if path not in changed)),
        removed,
        kept,
        edited,
    )


def new_files(documents: Mapping[str, Document], now: datetime) -> dict[str, str]:
    """What a folder would hold that has none of them yet, by file name."""
    files = {path: document.text for path, document in sorted(documents.items())}
    entries = {path: _entry(documents[path], files[path].encode(), None, now) for path in files}
    return files | {NAME: source_toml.rendered(entries)}


def _content(folder: Folder, path: str) -> bytes | None:
    """The content of a file, None where there is none; git may have written its line ends."""
    file = folder.path / path
    try:
        return file.read_bytes().replace(b"\r\n", b"\n")
    except (FileNotFoundError, NotADirectoryError):
        return None


def _entries(folder: Folder, listing: bytes | None, force: bool) -> dict[str, Entry]:
    if listing is None:
        return {}
    try:
        found = source_toml.read(listing)
    except NotOurs:
        if force:
            return {}
        what = "is not as mahogen fetch leaves one"
        raise OutputError([folder.problem(NAME, what, _FORCE)]) from None
    # Somebody may have edited it: no name in it leads out of the folder.
    return {
        path: entry
        for path, entry in found.items()
        if path == path.strip("./\\ ") and "/" not in path
    }


def _in_the_way(
    folder: Folder,
    changed: list[str],
    standing: Mapping[str, bytes | None],
    entries: Mapping[str, Entry],
) -> Iterator[Problem]:
    for path in changed:
        content, entry = standing[path], entries.get(path)
        if content is None:
            continue
        if entry is None:
            what = "was not written by mahogen fetch, and differs from what it would write"
            yield folder.problem(path, what, _FORCE)
        elif sha256(content).hexdigest() != entry.sha256:
            what = "was edited since it was fetched, and differs from what it would be now"
            yield folder.problem(path, what, f"keep what you changed elsewhere; {_FORCE}")


def _makes_room(path: str, entry: Entry, documents: Mapping[str, Document]) -> bool:
    """Whether it is a WSDL of the stock contract, where a store's is got."""
    elsewhere = any(document.place != STOCK for document in documents.values())
    return elsewhere and entry.place == STOCK and path.endswith(".wsdl")


def _entry(document: Document, data: bytes, before: Entry | None, now: datetime) -> Entry:
    digest = sha256(data).hexdigest()
    same = before is not None and before.sha256 == digest
    fetched = before.fetched if before is not None and same else now
    return Entry(document.place, fetched, digest, document.user)
