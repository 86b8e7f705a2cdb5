"""Where bytes come from: today a file, as the user named it.

Every input of a run passes here, so that the limits hold for all of them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mahogen.read.refuse import refuse

MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Origin:
    """An input: its name in messages, with forward slashes, and the path that is opened."""

    name: str
    path: Path

    @classmethod
    def of(cls, name: str, base: Path | None = None) -> Origin:
        """The file that the user calls `name`, relative to the folder `base`."""
        path = Path(name) if base is None else base / name
        return cls(name.replace(os.sep, "/"), path)


def read_bytes(origin: Origin, limit: int = MAX_BYTES) -> bytes:
    """The content of `origin`, at most `limit` bytes of it.

    Raises:
        InputError: the file is missing, unreadable, a folder, or larger than `limit`.
    """
    if "://" in origin.name:
        hint = 'save it to a file first: curl -o store.wsdl "https://.../api/v2_soap/?wsdl"'
        refuse(origin.name, 0, "is an address, not a file", hint)
    try:
        with origin.path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        refuse(origin.name, 0, "there is no such file", "check the path in the configuration")
    except IsADirectoryError:
        refuse(origin.name, 0, "is a folder, not a file", "name one file")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse(origin.name, 0, f"cannot be read: {reason}", "check its permissions")
    if len(data) > limit:
        hint = "is this the contract, and not something larger?"
        refuse(origin.name, 0, f"is larger than the limit of {limit:,} bytes", hint)
    return data
