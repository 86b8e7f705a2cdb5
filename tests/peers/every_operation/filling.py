"""Values for every field of every type, each such that the dialect at hand can carry it."""

from __future__ import annotations

from collections.abc import Container
from itertools import count
from typing import Any

from samples import TEXTS, scalar

from every_operation.declared import ANY_ARRAY, Declared
from every_operation.declared import declared as read
from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import Anything
from mahogen.runtime.codec.scalars import String
from mahogen.runtime.codec.struct import Struct

NUMBERS = ("xsd:int", "xsd:double")

KEY = "ключ <{}> & "
KEY_OF_PHP = "ключ <{}>"
"""PHP sends the key of a Map of V1 as nothing at all if there is an ampersand in it."""


class Filler:
    """Makes values by the types of the package and of a contract; no two alike.

    A list has two members and a map two entries; an entity within one of its own kind has an empty
    list of them. With `sparse`, entities have only the fields that the contract requires; none has
    those in `without`. `key` is what the second key of a map is made from.
    """

    def __init__(
        self,
        contract: Declared,
        number: int,
        *,
        sparse: bool = False,
        without: Container[tuple[str, str]] = (),
        key: str = KEY,
    ) -> None:
        self._contract = contract
        self._sparse = sparse
        self._without = without
        self._key = key
        self._numbers = count(number)
        self._within: list[str] = []

    def fill(self, codec: Codec[Any], kind: str, name: str) -> Any:
        """A value of a type which the contract calls `kind`, for what it calls `name`."""
        number = next(self._numbers)
        match codec:
            case Struct():
                return self._entity(codec, kind)
            case Array(item=Anything()):
                return [f"{name} {number}", f"{name} {-number}"]
            case Array():
                if isinstance(codec.item, Struct) and self._within.count(codec.item.name) > 1:
                    return []
                item = item_of(kind, self._contract)
                return [self.fill(codec.item, item, name) for _ in range(2)]
            case Map():
                value = self._contract.structs[item_of(kind, self._contract)]["value"].type
                keys = (f"{name}{number}", self._key.format(number))
                return {key: self.fill(codec.value, value, name) for key in keys}
            case String() if kind in NUMBERS:
                return str(number)
            case Anything():
                return [{"id": number, "title": TEXTS[0], "is": True}, {"id": -number}]
            case _:
                return scalar(codec, name, number)

    def _entity(self, codec: Struct[Any], kind: str) -> Any:
        # WS-I has a map in one place where V2, and so the package, has a struct.
        declared = self._contract.structs.get(kind) or read("v2").structs[codec.name]
        assert {field.tag for field in codec.fields} == set(declared), kind
        self._within.append(kind)
        fields = {
            field.name: self.fill(field.codec, declared[field.tag].type, field.tag)
            for field in codec.fields
            if not (self._sparse and declared[field.tag].optional)
            and (codec.name, field.tag) not in self._without
        }
        self._within.pop()
        return codec.cls(**fields)


def item_of(kind: str, contract: Declared) -> str:
    """What the members of an array are; a struct in place of one is a single member."""
    return "" if kind == ANY_ARRAY else contract.lists.get(kind, kind)
