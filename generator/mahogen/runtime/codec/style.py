"""How values are spelled on the wire: one style per dialect."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Style(Enum):
    """What a codec's writer writes.

    ENCODED is V2: every element typed, arrays as soapenc arrays. LITERAL is WS-I: no types, arrays
    as repeated `complexObjectArray`. MAPPED is V1: typed by Python's own types, entities and dicts
    as Apache Maps.
    """

    ENCODED = "encoded"
    LITERAL = "literal"
    MAPPED = "mapped"


MEMBER: Final = {
    Style.ENCODED: "item",
    Style.LITERAL: "complexObjectArray",
    Style.MAPPED: "item",
}
"""The element of an array's member."""
