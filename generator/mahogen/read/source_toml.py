"""SOURCE.toml: where each file of a pinned contract comes from, since when, and its digest."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from mahogen.read.toml_text import quoted

NAME: Final = "SOURCE.toml"
_HEAD: Final = """\
# Written by mahogen fetch: where the files beside this one come from. They are in mahogen's own
# spelling; sha256 is that of the file, fetched is when its content was first seen.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: the place it was got from, without credentials, and the API user who asked, if any.

    `fetched` is in UTC, to the second; `sha256` in hexadecimal.
    """

    place: str
    fetched: datetime
    sha256: str
    user: str = ""


class NotOurs(Exception):
    """A file of that name that `fetch` did not write."""


def rendered(entries: Mapping[str, Entry]) -> str:
    """The text of SOURCE.toml, sorted by file."""
    parts = [_HEAD]
    for name, entry in sorted(entries.items()):
        user = f"user = {quoted(entry.user)}\n" if entry.user else ""
        parts.append(
            f"\n[files.{quoted(name)}]\nfrom = {quoted(entry.place)}\n{user}"
            f"fetched = {entry.fetched:%Y-%m-%dT%H:%M:%SZ}\nsha256 = {quoted(entry.sha256)}\n"
        )
    return "".join(parts)


def read(data: bytes) -> dict[str, Entry]:
    """The entries of a SOURCE.toml.

    Raises:
        NotOurs: it says something else.
    """
    try:
        files = tomllib.loads(data.decode("utf-8"))["files"]
        return {str(name): _entry(table) for name, table in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotOurs from error


def now() -> datetime:
    """The time, as SOURCE.toml has it."""
    return datetime.now(UTC).replace(microsecond=0)


def _entry(table: Mapping[str, object]) -> Entry:
    place, fetched, sha256 = table["from"], table["fetched"], table["sha256"]
    user = table.get("user", "")
    if not isinstance(fetched, datetime) or fetched.tzinfo is None:
        raise TypeError("fetched")
    return Entry(str(place), fetched.astimezone(UTC), str(sha256), str(user))
