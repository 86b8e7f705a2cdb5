"""Named parts of a WSDL: each name once, each reference to something that is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from mahogen.errors import Diagnostics, Source
from mahogen.read import xmlns
from mahogen.read.documents import (
    Binding,
    BoundOperation,
    Definitions,
    Message,
    Operation,
    Part,
    PortType,
)

Named = TypeVar("Named", Binding, BoundOperation, Message, Operation, Part, PortType)


def by_name(
    nodes: Iterable[Named], what: str, diagnostics: Diagnostics, owner: str = ""
) -> dict[str, Named]:
    """`nodes` by name, each name once; in messages they are a `what` of `owner`."""
    of = f" of {owner}" if owner else ""
    found: dict[str, Named] = {}
    for node in nodes:
        if not node.name:
            diagnostics.error(node.source, f"a {what}{of} has no name", 'give it one: name="..."')
            continue
        first = found.setdefault(node.name, node)
        if first is not node:
            twice = f"the {what} {node.name}{of} is declared twice, first at {first.source}"
            diagnostics.error(node.source, twice, "delete one of the two declarations")
    return found


def find(
    name: str,
    among: dict[str, Named],
    definitions: Definitions,
    referring: str,
    source: Source,
    diagnostics: Diagnostics,
) -> Named | None:
    """What `referring` refers to as {uri}local; None, with an error, where there is no such."""
    uri, local = xmlns.split(name)
    if uri == definitions.target_namespace and local in among:
        return among[local]
    if uri != xmlns.UNRESOLVED:
        what = f"{referring} refers to {local or 'nothing'}, which is declared nowhere"
        mine = f"{local} is in {definitions.target_namespace}: write the prefix of that"
        hint = mine if local in among else "correct the name"
        diagnostics.error(source, what, hint)
    return None
