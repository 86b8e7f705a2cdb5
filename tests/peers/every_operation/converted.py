"""What PHP has for a value of ours in each dialect, by rules that share nothing with the codecs.

In JSON as store.php has it: {"object": ...} is a stdClass, {"list": ...} and {"map": ...} an array.
Codecs are asked for one thing here: which field of an entity has which wire name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

from every_operation.declared import Declared
from every_operation.filling import item_of
from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.struct import Struct

# What V1 has in another form than V2, as Magento's own models take and give it: entries that stand
# in the array around them, one list for all lists of a struct, a map in place of pairs.
SPREAD = (
    ("filters", "filter"),
    ("filters", "complex_filter"),
    ("catalogProductCreateEntity", "additional_attributes"),
    ("catalogProductAdditionalAttributesEntity", "single_data"),
    ("catalogProductAdditionalAttributesEntity", "multi_data"),
    ("catalogProductReturnEntity", "additional_attributes"),
)
LISTED = ("catalogProductRequestAttributes",)
PAIRS = {"orderItemIdQty": ("order_item_id", "qty")}


def fields_of(codec: Struct[Any], entity: Any) -> dict[str, tuple[Codec[Any], Any]]:
    """Type and value of the fields by wire name."""
    return {f.tag: (f.codec, getattr(entity, f.name)) for f in codec.fields}


Convert: TypeAlias = Callable[[Codec[Any], str, Any], Any]
"""From a value that the contract calls by a name to PHP's."""


class Converted:
    """Values as PHP has them in a dialect, by what the contract declares."""

    def __init__(self, contract: Declared, dialect: str) -> None:
        self._contract = contract
        self._dialect = dialect

    def both(self) -> tuple[Convert, Convert]:
        """What PHP reads of ours, in types of the contract; and what it has before it writes.

        That is the same in V2 and WS-I but for what is around lists.
        """
        if self._dialect == "v1":
            return (lambda codec, _, value: in_v1(codec, value),) * 2
        return partial(self._of, True), partial(self._of, False)

    def _of(self, typed: bool, codec: Codec[Any], kind: str, value: Any) -> Any:
        if not typed and not self._contract.knows(kind):  # PHP's own types, as in V1
            return in_v1(codec, value)
        match codec:
            case Struct():
                return self._object(codec, kind, value, typed)
            case Array():
                item = item_of(kind, self._contract)
                return self._list(kind, [self._of(typed, codec.item, item, one) for one in value])
            case Map():
                return self._list(kind, list(self._pairs(codec, kind, value, typed)))
            case _ if typed and kind == "xsd:int":
                return int(value)
            case _ if typed and kind == "xsd:string":
                return {"True": "1", "False": ""}.get(str(value), str(value))  # as PHP has it
            case _ if isinstance(value, dict | list):
                return untyped(value)
            case _:
                return value

    def _object(self, codec: Struct[Any], kind: str, entity: Any, typed: bool) -> Any:
        declared = self._contract.structs.get(kind) or self._contract.structs[codec.name]
        fields = {}
        for tag, (of, value) in fields_of(codec, entity).items():
            if value is not None:
                fields[tag] = self._of(typed, of, declared[tag].type, value)
            elif self._dialect == "v2" and not declared[tag].optional:
                fields[tag] = None
        return {"object": fields}

    def _pairs(self, codec: Map[Any], kind: str, value: Any, typed: bool) -> Iterator[Any]:
        """The entries of a map; one whose values are pairs says its key for each of them."""
        of = self._contract.structs[item_of(kind, self._contract)]["value"].type
        for key, one in value.items():
            if isinstance(codec.value, Map) and of in self._contract.structs:
                inner = self._contract.structs[of]["value"].type
                for word, last in one.items():
                    pair = self._of(typed, codec.value.value, inner, last)
                    yield _pair(key, _pair(word, pair))
            else:
                yield _pair(key, self._of(typed, codec.value, of, one))

    def _list(self, kind: str, members: list[Any]) -> Any:
        if self._dialect == "v2":
            return {"list": members}
        name = self._contract.members[kind]
        return {"object": {name: {"list": members}} if members else {}}


def _pair(key: str, value: Any) -> Any:
    return {"object": {"key": key, "value": value}}


def in_v1(codec: Codec[Any], value: Any) -> Any:
    """A value as V1 has it, both ways."""
    match codec:
        case Struct() if codec.name in LISTED:
            lists = [given for _, given in fields_of(codec, value).values() if given is not None]
            return {"list": [member for given in lists for member in given]}
        case Struct():
            return _array(_entries(codec, value))
        case Array(item=Struct() as item) if item.name in PAIRS:
            members = [fields_of(item, one) for one in value]
            key, number = PAIRS[item.name]
            return _array((int(one[key][1]), one[number][1]) for one in members)
        case Array():
            return {"list": [in_v1(codec.item, one) for one in value]}
        case Map():
            return _array((key, in_v1(codec.value, one)) for key, one in value.items())
        case _:
            return untyped(value)


def _entries(codec: Struct[Any], entity: Any) -> Iterator[tuple[str, Any]]:
    for tag, (of, value) in fields_of(codec, entity).items():
        if value is None:
            continue
        if (codec.name, tag) not in SPREAD:
            yield tag, in_v1(of, value)
        elif isinstance(of, Struct):
            yield from _entries(of, value)
        else:
            yield from ((key, in_v1(of.value, one)) for key, one in value.items())  # type: ignore[attr-defined]


def untyped(value: Any) -> Any:
    """Plain data."""
    match value:
        case dict():
            return _array((key, untyped(one)) for key, one in value.items())
        case list():
            return {"list": [untyped(one) for one in value]}
        case _:
            return value


def _array(entries: Any) -> Any:
    """PHP's array with names; without entries it is a list."""
    pairs = [[key, value] for key, value in entries]
    return {"map": pairs} if pairs else {"list": []}


def texts(json: Any) -> Any:
    """The same with all numbers as texts, as databases of old have them."""
    match json:
        case {"list": members}:
            return {"list": [texts(member) for member in members]}
        case {"map": entries}:
            return {"map": [[key, texts(value)] for key, value in entries]}
        case int() | float() if not isinstance(json, bool):
            return repr(json)
        case _:
            return json


def without_nulls(json: Any) -> Any:
    """The same without the entries of maps that are null."""
    match json:
        case {"list": members}:
            return {"list": [without_nulls(member) for member in members]}
        case {"map": entries}:
            return _array((key, without_nulls(one)) for key, one in entries if one is not None)
        case _:
            return json
