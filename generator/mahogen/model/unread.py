"""What a contract says of an operation beyond what stores and generated code go by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mahogen.model.api import Unread
from mahogen.read import xmlns
from mahogen.read.documents import BoundOperation, Message, Operation
from mahogen.read.nodes import Node

OCCURRENCES: Final = ("minOccurs", "maxOccurs")
"""Attributes of elements that some contracts have on parts, where they mean nothing."""


def unread(operation: Operation, bound: BoundOperation, messages: Sequence[Message]) -> Unread:
    """What stands there of an operation with `messages`, and is passed over."""
    return Unread(
        parameter_order=tuple(operation.attributes.get("parameterOrder", "").split()),
        headers=tuple(_named(bound.input, f"{{{xmlns.SOAP}}}header", "part")),
        faults=tuple(_named(operation, f"{{{xmlns.WSDL}}}fault", "name")),
        occurrences=tuple(
            f"{part.name} {name}={part.attributes[name]}"
            for message in messages
            for part in message.parts
            for name in OCCURRENCES
            if name in part.attributes
        ),
    )


def _named(node: Node | None, tag: str, attribute: str) -> Iterator[str]:
    for attributes in node.unread(tag) if node else ():
        yield attributes.get(attribute, "")
