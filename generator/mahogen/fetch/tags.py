"""Names for faults, which a store reports by code and message alone.

The name becomes that of a class. It is the one that the pinned catalog has already, else the one of
stock stores, else it is made of the message, else of the code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from mahogen.read import xmlns

LONGEST: Final = 60
"""Characters of a message that make a name; a name that is cut would say something else."""

Tags = Mapping[str, Sequence[str]]
"""The names that a resource's faults have, by code: more than one where faults share it."""


def named(faults: Iterable[tuple[str, str]], *known: Tags) -> Iterator[tuple[str, str, str]]:
    """Name, code and message of faults given by code and message; the first of `known` that has a
    name counts. No name is given twice.
    """
    faults = [*faults]
    left = [{code: [*tags] for code, tags in each.items()} for each in known]
    # Made names stand back behind those that a later fault has already.
    taken = {tag for each in known for tags in each.values() for tag in tags}
    given: set[str] = set()
    for code, message in faults:
        own = [tags[code].pop(0) for tags in left if tags.get(code)]
        tag = next((tag for tag in own if tag not in given), "")
        tag = tag or next(tag for tag in _made(code, message) if tag not in taken | given)
        given.add(tag)
        yield tag, code, message


def _made(code: str, message: str) -> Iterator[str]:
    """Names for a fault, the best first, without end."""
    said = _slug(re.split(r"[.!?:;](?:\s|$)", message.strip(), maxsplit=1)[0])
    if said and len(said) <= LONGEST and xmlns.is_name(said):
        yield said
    base = f"fault_{_slug(code) or 'unnumbered'}"
    yield base
    number = 2
    while True:
        yield f"{base}_{number}"
        number += 1


def _slug(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.replace("'", "").casefold())
    return "_".join(re.findall(r"[a-z0-9]+", folded.encode("ascii", "ignore").decode()))
