"""Every row of the list of hostile inputs has a test that bears its id."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROWS = (*range(1, 25), *range(26, 33), 34)
NAMED = re.compile(r"test_g(\d\d)_\w+")


@cache
def covered() -> set[int]:
    """The rows that tests of this folder are named by."""
    functions = (
        node.name
        for path in Path(__file__).parent.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    return {int(match[1]) for name in functions if (match := NAMED.fullmatch(name))}


@pytest.mark.parametrize("row", ROWS, ids="G{}".format)
def test_row(row: int) -> None:
    assert row in covered()


def test_no_test_is_of_a_row_that_is_not_listed() -> None:
    assert covered() <= set(ROWS)
