"""The page for those who come from another library: ours runs, the others at least are Python."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from maho_api import Maho
from maho_api.faults import CustomerDataInvalid

PAGE = (Path(__file__).parents[2] / "docs" / "coming-from.md").read_text()
EXAMPLES = dict(re.findall(r"^## ([^\n,]+)[^\n]*\n.*?```python\n(.*?)```", PAGE, re.M | re.S))


def test_every_library_has_its_lines() -> None:
    expected = ["XML-RPC by hand", "magento1-client", "mahogen", "suds (suds-community)", "zeep"]
    assert sorted(EXAMPLES) == expected
    for code in EXAMPLES.values():
        ast.parse(code)
        assert 7 <= sum(bool(line) for line in code.splitlines()) <= 16


def test_ours_makes_the_calls_that_it_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[str] = []

    def invoke(self: Maho, operation: object, *arguments: object) -> object:
        name = str(getattr(operation, "name", ""))
        made.append(name)
        if name == "shoppingCartCustomerSet":
            raise CustomerDataInvalid("The first name cannot be empty.")
        if name == "shoppingCartInfo":
            from maho_api import ShoppingCartInfoEntity, ShoppingCartItemEntity

            return ShoppingCartInfoEntity(items=[ShoppingCartItemEntity(sku="sku-red")])
        return 15

    monkeypatch.setattr(Maho, "invoke", invoke)
    exec(EXAMPLES["mahogen"], {"__name__": "example"})
    assert capsys.readouterr().out == "The first name cannot be empty.\n['sku-red']\n"
    assert made == [
        "shoppingCartCreate",
        "shoppingCartCustomerSet",
        "shoppingCartCustomerAddresses",
        "shoppingCartInfo",
    ]
