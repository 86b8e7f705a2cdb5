"""Values that a message shares or repeats cost what they weigh, never more."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Any

import pytest

from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.struct import Field, Struct
from mahogen.runtime.entity import Entity
from mahogen.runtime.errors import ProtocolError
from mahogen.runtime.xml import parse


@dataclass(slots=True, kw_only=True)
class Note(Entity):
    text: str | None = None


NOTE = Struct("note", Note, (Field("text", "text", STRING),))


def read(raw: bytes) -> Any:
    root = parse(raw)
    return NOTE.read(root, References.of(root, raw))


def chain(levels: int, hrefs: int) -> bytes:
    """Each element refers to the next one several times; the last one holds a text."""
    parts = [
        f'<x id="i{n}">' + f'<a href="#i{n + 1}"/>' * hrefs + "</x>" for n in range(levels - 1)
    ]
    last = f'<x id="i{levels - 1}">end</x>'
    return f'<r><u href="#i0"/>{"".join(parts)}{last}</r>'.encode()


def test_a_shared_value_is_shared() -> None:
    note = read(b'<r><u href="#i"/><v href="#i"/><w id="i"><k>1</k></w></r>')
    assert note.extras["u"] == {"k": "1"}
    assert note.extras["u"] is note.extras["v"]


def test_references_upon_references_do_not_multiply_the_work() -> None:
    started = perf_counter()
    with pytest.raises(ProtocolError, match="beyond reason"):
        read(chain(levels=40, hrefs=2))
    assert perf_counter() - started < 1


@pytest.mark.parametrize(
    "raw",
    [
        b'<r><u href="#i"/><x id="i"><y href="#i"/></x></r>',
        b'<r><u href="#i"/><x id="i"><y href="#j"/></x><x id="j"><y href="#i"/></x></r>',
        b'<r><u href="#i"/><x id="i" href="#i"/></r>',
    ],
)
def test_a_circle_is_refused(raw: bytes) -> None:
    with pytest.raises(ProtocolError, match="refers to itself"):
        read(raw)


def test_a_long_chain_ends_before_the_stack_does() -> None:
    with pytest.raises(ProtocolError, match="beyond reason"):
        read(chain(levels=5000, hrefs=1))
    assert read(chain(levels=20, hrefs=1)).extras["u"]


@pytest.mark.parametrize(
    "inner",
    [
        b"<u/>" * 100_000,
        pytest.param(
            b"<v>" + b"".join(b"<n%d/>" % n for n in range(100_000)) + b"<n1/></v>",
            marks=pytest.mark.slow,
        ),
    ],
    ids=["one name", "many names"],
)
def test_undeclared_fields_take_linear_time(inner: bytes) -> None:
    started = perf_counter()
    read(b"<r>" + inner + b"</r>")
    assert perf_counter() - started < 2


def test_what_is_gathered_under_one_name() -> None:
    plain = ANYTHING.read(parse(b"<r><a>1</a><b>2</b><a>3</a></r>"), None)
    assert plain == {"a": ["1", "3"], "b": "2"}
    assert ANYTHING.read(parse(b"<r><a>1</a></r>"), None) == {"a": "1"}
    assert ANYTHING.read(parse(b"<r><item>1</item></r>"), None) == ["1"]
    assert read(b"<r><a>1</a><a>2</a><text>t</text></r>") == Note(
        text="t", extras={"a": ["1", "2"]}
    )
