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


def of(codec: Codec[Any], depth: int = 2, dialect: str = "v2") -> st.SearchStrategy[Any]:
    """Values of a type but for None; entities are nested `depth` levels.

    In V1 any text arrives as it was sent; in WS-I nothing says what is not declared but a text.
    """
    texts = TEXTS if dialect == "v1" else SAFE_TEXTS
    match codec:
        case String():
            return texts
        case Integer():
            return st.integers(-(2**70), 2**70)
        case Double():
            return st.floats(allow_nan=False)
        case Boolean():
            return st.booleans()
        case Array():
            return st.lists(of(codec.item, depth, dialect), max_size=3)
        case Map():
            return st.dictionaries(texts, of(codec.value, depth, dialect), max_size=3)
        case Struct():
            return st.builds(codec.cls, **_fields(codec, depth, dialect))
        case _ if dialect == "wsi":
            return texts
        case _:  # anything
            return st.integers() | st.booleans() | st.floats(allow_nan=False) | texts


def _fields(codec: Struct[Any], depth: int, dialect: str) -> Mapping[str, st.SearchStrategy[Any]]:
    if depth == 0:
        return {field.name: st.none() for field in codec.fields}
    return {field.name: st.none() | of(field.codec, depth - 1, dialect) for field in codec.fields}
