"""A finding of `check` as a line: for people, or as an annotation on GitHub."""

from __future__ import annotations

from mahogen.emit.standing import Finding
from mahogen.errors import Source
from mahogen.report import printable
from mahogen.workflow import command


def line(format_: str, folder: str, finding: Finding) -> str:
    """`finding` below the output `folder`, in the format `text` or `github`."""
    kind, path, why = finding
    place = f"{folder}/{path}"
    said = f"{kind}: {printable(place)}" + (f" ({why})" if why else "")
    return said if format_ == "text" else command("error", "mahogen check", said, Source(place, 1))
