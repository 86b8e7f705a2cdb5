"""Text from outside stays inside its literal, whatever it holds."""

from __future__ import annotations

import ast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mahogen.emit.docstrings import docstring
from mahogen.emit.literal import literal
from mahogen.emit.templates import xml

HOSTILE = [
    '"""; import os #',
    'ends in "',
    '"starts so',
    "ends in \\",
    '\\"""',
    '""""""""',
    "\\N{BULLET} \\u0041 {{ x }} {% y %}",
    "a\rb\x0cc\x0bd\x85e\u2028f\u2029g\x00h",
    "\u202eexe.py\u200b\U000e0041",
    "x" * 500,
]


@given(st.text())
@pytest.mark.parametrize("indent", [0, 8])
@example(HOSTILE[0])
def test_a_docstring_is_one_literal_with_the_words_of_its_text(indent: int, text: str) -> None:
    printed = docstring([text], indent)
    assert _words(ast.literal_eval(printed)) == _words(text)
    assert all(line.isprintable() for line in printed.split("\n"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_documentation_stays_inside(text: str) -> None:
    source = f"def f():\n    {docstring([text, '', text], 4)}\n"
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) == 1
    assert _words(ast.get_docstring(function, clean=False) or "") == _words(text) * 2


@given(st.text())
def test_a_literal_is_its_text(text: str) -> None:
    printed = literal(text)
    assert ast.literal_eval(printed) == text
    assert printed.isprintable()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_literal_is_its_text(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text


def test_xml_text_cannot_leave_its_attribute() -> None:
    assert xml("a\"b<c>&d\n\r\te'") == "a&quot;b&lt;c&gt;&amp;d&#10;&#13;&#9;e'"


def _words(text: str) -> list[str]:
    return text.split()
