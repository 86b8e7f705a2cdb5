"""Each rule by which a store lays the api.xml of its modules over each other."""

from __future__ import annotations

import pytest
from lxml import etree

from mahogen.errors import Diagnostics
from mahogen.read.overlay import Overlay
from mahogen.read.xml import parse, source_of


def laid(*documents: str) -> Overlay:
    """The documents 1.xml, 2.xml ... over each other; each is what stands in <config>."""
    overlay = Overlay()
    for number, inside in enumerate(documents, 1):
        text = f'<config xmlns:p="urn:p">{inside}</config>'
        overlay.lay(parse(text.encode(), f"{number}.xml", Diagnostics()))
    return overlay


def spelled(element: etree._Element) -> str:
    """An element as a(b(c=text)), with the number of the file of each leaf."""
    inner = " ".join(spelled(child) for child in element)
    if inner:
        return f"{element.tag!s}({inner})"
    return f"{element.tag!s}={element.text or ''}{source_of(element).file[:1]}"


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        # What is new goes to the end of what is there.
        (["<a><b>x</b></a>", "<a><c>y</c></a>"], "a(b=x1 c=y2)"),
        # A later value wins, and its entry moves to the end.
        (["<a><b>x</b><c>z</c></a>", "<a><b>y</b></a>"], "a(c=z1 b=y2)"),
        # So it does inside one file.
        (["<a><b>x</b><c>z</c><b>y</b></a>"], "a(c=z1 b=y1)"),
        # A value does not replace what holds others.
        (["<a><b><c>x</c></b></a>", "<a><b>y</b></a>", "<a><b/></a>"], "a(b(c=x1))"),
        # What holds others goes into a value that was there.
        (["<a><b>x</b></a>", "<a><b><c>y</c></b></a>"], "a(b(c=y2))"),
        # Two of one name are one.
        (["<a><b><c>x</c></b><b><d>y</d></b></a>"], "a(b(c=x1 d=y1))"),
        # A store does not see what has a prefix.
        (["<a><p:b>x</p:b><c>y</c></a>"], "a(c=y1)"),
        # An empty value is a value.
        (["<a><b>x</b></a>", "<a><b/></a>"], "a(b=2)"),
    ],
)
def test_rules(documents: list[str], expected: str) -> None:
    assert spelled(laid(*documents).root[0]) == expected


def test_attributes_stay_those_of_the_first_and_move_with_a_value() -> None:
    overlay = laid('<a x="1"><b x="1">v</b></a>', '<a x="2" y="2"><b x="2">w</b></a>')
    a = overlay.root[0]
    assert (a.get("x"), a.get("y"), a[0].get("x")) == ("1", None, "2")


def test_the_root_stands_where_the_first_stands() -> None:
    overlay = laid("", "<a/>")
    assert (overlay.root.tag, str(source_of(overlay.root))) == ("config", "1.xml:1")
