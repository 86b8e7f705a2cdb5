"""Values of every type of a contract, for hypothesis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.scalars import Boolean, Double, Integer, String
from mahogen.runtime.codec.struct import Struct

MARKUP = ["<", ">", "&", "'", '"', "]]>", "<!--", "&amp;", "&#10;", "><", "\r\n", "\n", "\t", " "]

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")

TEXTS = st.lists(
    st.sampled_from([*MARKUP, "\r", "\x7f", "\x85", "🛒"]) | st.text(CHARACTERS, max_size=5),
    max_size=5,
).map("".join)
"""Texts that XML can carry, with everything in them that it has to be careful with."""

SAFE_TEXTS = TEXTS.filter(lambda text: text != "\n")
"""Texts that arrive as they were sent: one line feed stands for the empty text."""


def of(codec: Codec[Any], depth: int = 2) -> st.SearchStrategy[Any]:
    """Values of a type but for None; entities are nested `depth` levels."""
    match codec:
        case String():
            return SAFE_TEXTS
        case Integer():
            return st.integers(-(2**70), 2**70)
        case Double():
            return st.floats(allow_nan=False)
        case Boolean():
            return st.booleans()
        case Array():
            return st.lists(of(codec.item, depth), max_size=3)
        case Map():
            return st.dictionaries(SAFE_TEXTS, of(codec.value, depth), max_size=3)
        case Struct():
            return st.builds(codec.cls, **_fields(codec, depth))
        case _:  # anything
            return st.integers() | st.booleans() | st.floats(allow_nan=False) | SAFE_TEXTS


def _fields(codec: Struct[Any], depth: int) -> Mapping[str, st.SearchStrategy[Any]]:
    if depth == 0:
        return {field.name: st.none() for field in codec.fields}
    return {field.name: st.none() | of(field.codec, depth - 1) for field in codec.fields}
