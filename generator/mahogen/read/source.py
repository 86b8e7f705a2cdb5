"""A file that is an input, as the user named it, and its bytes.

Every file of a run passes here, so that the limits hold for all of them; `read.http` has those of
what is at an address.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mahogen.errors import Source
from mahogen.read.refuse import refuse

MAX_BYTES = 50_000_000
_NOWHERE = Source("", 0)


@dataclass(frozen=True, slots=True)
class Origin:
    """An input: its name in messages, with forward slashes, and the path that is opened.

    `asked` is where the configuration names it.
    """

    name: str
    path: Path
    asked: Source = _NOWHERE

    @classmethod
    def of(cls, name: str, base: Path | None = None, asked: Source = _NOWHERE) -> Origin:
        """The file that the user calls `name` at `asked`, relative to the folder `base`."""
        path = Path(name) if base is None else base / name
        return cls(name.replace(os.sep, "/"), path, asked)

    def hint(self, text: str) -> str:
        """`text`, after who asks for the file."""
        return f"{self.asked} asks for it; {text}" if self.asked.file else text


def read_bytes(origin: Origin, limit: int = MAX_BYTES, *, optional: str = "") -> bytes:
    """The content of `origin`, at most `limit` bytes of it.

    `optional` is what may be left out, for a file that nobody needs.

    Raises:
        InputError: the file is missing, unreadable, a folder, or larger than `limit`.
    """
    try:
        with origin.path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        otherwise = f", or leave {optional} out" if optional else ""
        hint = origin.hint(f"paths are relative to that file{otherwise}")
        refuse(origin.name, 0, "there is no such file", hint)
    except IsADirectoryError:
        refuse(origin.name, 0, "is a folder, not a file", origin.hint("name one file"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse(origin.name, 0, f"cannot be read: {reason}", origin.hint("check its permissions"))
    if len(data) > limit:
        hint = origin.hint("is this the contract, and not something larger?")
        refuse(origin.name, 0, f"is larger than the limit of {limit:,} bytes", hint)
    return data
