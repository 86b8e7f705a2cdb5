"""Types as text: short, and only to be read in one way, since no wire name holds these signs.

xsd:int                                 a scalar
cartEntity                              an entity
cartArray[cartEntity]                   an array, [*] if it has neither name nor item type
attributes{attribute: xsd:string}       a map of values, by the struct that is its entry
*                                       anything
"""

from __future__ import annotations

from typing import assert_never

from mahogen.model.api import Anything, ArrayOf, EntityRef, MapOf, Scalar, TypeRef


def spell(of: TypeRef) -> str:
    """`of` as text, unambiguous."""
    match of:
        case Scalar(name):
            return f"xsd:{name}"
        case EntityRef(name):
            return name
        case ArrayOf(name, item):
            return f"{name}[{spell(item)}]"
        case MapOf(name, entry, value):
            return f"{name}{{{entry}: {spell(value)}}}"
        case Anything():
            return "*"
        case _:
            assert_never(of)


def spell_shortly(of: TypeRef) -> str:
    """`of` for people: without the prefix of scalars and the names of arrays."""
    match of:
        case Scalar(name) | EntityRef(name):
            return name
        case ArrayOf(_, item):
            return f"{spell_shortly(item)}[]"
        case MapOf(_, _, value):
            return f"map of {spell_shortly(value)}"
        case Anything():
            return "anything"
        case _:
            assert_never(of)
