"""What a contract declares, whether it is one WSDL or the fragments of several modules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from nodes import MAHO, SOAPENC, WSDL, XSD, Node, by_name

DIRECTIONS = ("input", "output")


@dataclass(frozen=True)
class Contract:
    """Definitions taken together, in order of declaration."""

    roots: tuple[Node, ...]

    def _all(self, parent: str, tag: str) -> dict[str, Node]:
        parents = (found for root in self.roots for found in root.all(parent))
        return by_name(n for found in parents for n in found.children if n.tag == tag)

    @cached_property
    def types(self) -> dict[str, Node]:
        return self._all(f"{XSD}schema", f"{XSD}complexType")

    @cached_property
    def wrappers(self) -> dict[str, Node]:
        """The elements that stand in a SOAP Body: WS-I declares them, the others need none."""
        return self._all(f"{XSD}schema", f"{XSD}element")

    @cached_property
    def messages(self) -> dict[str, Node]:
        return self._all(f"{WSDL}definitions", f"{WSDL}message")

    @cached_property
    def operations(self) -> dict[str, Node]:
        return self._all(f"{WSDL}portType", f"{WSDL}operation")

    @cached_property
    def bindings(self) -> dict[str, Node]:
        return self._all(f"{WSDL}binding", f"{WSDL}operation")

    def message(self, operation: str, direction: str) -> Node:
        name = self.operations[operation].one(f"{WSDL}{direction}").attributes["message"]
        return self.messages[name.removeprefix(MAHO)]

    def messages_of(self, operations: Iterable[str]) -> list[Node]:
        return [self.message(name, direction) for name in operations for direction in DIRECTIONS]

    def wrappers_of(self, operations: Iterable[str]) -> list[Node]:
        parts = [part for message in self.messages_of(operations) for part in message.children]
        elements = [part.attributes["element"] for part in parts if "element" in part.attributes]
        return [self.wrappers[name.removeprefix(MAHO)] for name in elements]

    def values(self, operation: str, direction: str = "input") -> list[Node]:
        """What a call carries: the parts of the message, or what their wrapper holds."""
        parts = self.message(operation, direction).children
        if not any("element" in part.attributes for part in parts):
            return list(parts)
        (part,) = parts
        wrapper = self.wrappers[part.attributes["element"].removeprefix(MAHO)]
        return list(wrapper.one(f"{XSD}sequence").children)

    def reached(self, operations: Iterable[str]) -> set[str]:
        """The names of all types and wrappers that the messages of `operations` lead to."""
        declared = {**self.types, **self.wrappers}
        pending = self.messages_of(operations)
        found: set[str] = set()
        while pending:
            for value in (v for inner in pending.pop().walk() for v in inner.attributes.values()):
                name = value.removesuffix("[]").removeprefix(MAHO)
                if value.startswith(MAHO) and name not in found:
                    found.add(name)
                    pending.append(declared[name])
        return found


def fields(entity: Node) -> list[str]:
    """The names of the fields of a type; none for an array."""
    names = [f.name for f in entity.all(f"{XSD}element")]
    return [] if names == ["complexObjectArray"] else names


def array_of(entity: Node) -> str | None:
    """The item type of an array, however its dialect writes arrays; None for an entity."""
    if entity.all(f"{XSD}restriction"):
        attribute = entity.one(f"{XSD}attribute").attributes
        assert entity.one(f"{XSD}restriction").attributes == {"base": f"{SOAPENC}Array"}
        assert attribute["ref"] == f"{SOAPENC}arrayType"
        return attribute[f"{WSDL}arrayType"].removesuffix("[]")
    if fields(entity):
        return None
    item = dict(entity.one(f"{XSD}element").attributes)
    of = item.pop("type")
    assert item == {"name": "complexObjectArray", "minOccurs": "0", "maxOccurs": "unbounded"}
    return of


def passed(contract: Contract, operation: str) -> list[Node]:
    """What a caller fills in: all but the first value, if any of them carries the session id."""
    values = contract.values(operation)
    return values[1:] if "sessionId" in [value.name for value in values] else values
