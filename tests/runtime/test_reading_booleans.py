"""A result that is true or false, whatever a contract calls it."""

from __future__ import annotations

import pytest

from mahogen.runtime.codec.scalars import BOOLEAN
from mahogen.runtime.errors import ProtocolError
from support.things import THING, Thing, read


@pytest.mark.parametrize("element", ["<r>0</r>", "<r>false</r>", "<r/>", "<r></r>", "<r>\n</r>"])
def test_false(element: str) -> None:
    assert read(BOOLEAN, element, "wsi") is False


@pytest.mark.parametrize("element", ["", '<r xsi:nil="true"/>', "<r>no</r>", "<r><a/></r>"])
def test_a_result_that_is_neither(element: str) -> None:
    with pytest.raises(ProtocolError, match="get: the result is no boolean: <"):
        read(BOOLEAN, element)


def test_a_field_without_a_word_has_no_value() -> None:
    assert read(THING, "<r><active/></r>") == Thing()
