"""Where a change is told to be: at the line of what changed, not of what holds it."""

from __future__ import annotations

import pytest
from drift_shop import SHOP, Edit, changes, one, parts, result, text, with_
from rule_cases import NOTE

from mahogen.model.api import Dialect


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (parts("shopInfo", one("id", type="xsd:double")), 'name="id" type="xsd:double"'),
        (parts("shopInfo", with_(NOTE)), 'name="note"'),
        (result("shopAdd", "xsd:int"), 'name="result" type="xsd:int"'),
        (text("https://shop.example/api/", "http://shop.example/api/", "v2"), "location="),
    ],
)
def test_a_change_is_at_what_changed(edit: Edit, line: str) -> None:
    new = edit(SHOP)
    written = new.wsdl(Dialect.V2).splitlines()
    [change] = [c for c in changes(SHOP, new) if Dialect.V2 in c.dialects]
    assert change.new_source.file == "v2.wsdl"
    assert line in written[change.new_source.line - 1]
