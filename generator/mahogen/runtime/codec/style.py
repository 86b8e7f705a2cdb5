"""How values are spelled on the wire: one style per dialect."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Style(Enum):
    """What a codec's writer writes.

    ENCODED is V2: every element typed, arrays as soapenc arrays. LITERAL is WS-I: no types, arrays
    as repeated `complexObjectArray`. MAPPED is V1: typed by Python's own types, entities and dicts
    as Apache Maps. ANSWERED is the same for answers: there a field without a value is nil, where a
    request leaves it out.
    """

    ENCODED = "encoded"
    LITERAL = "literal"
    MAPPED = "mapped"
    ANSWERED = "answered"

    @property
    def is_v1(self) -> bool:
        """Whether types are Python's own, and entities are Maps."""
        return self in (Style.MAPPED, Style.ANSWERED)


MEMBER: Final = {
    Style.ENCODED: "item",
    Style.LITERAL: "complexObjectArray",
    Style.MAPPED: "item",
    Style.ANSWERED: "item",
}
"""The element of an array's member."""
