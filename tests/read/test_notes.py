"""notes.toml: what it may say, and what is said of what it may not."""

from __future__ import annotations

import pytest

from mahogen.errors import ConfigError, Source
from mahogen.read.notes import parse_notes
from mahogen.read.noting import ValueNote

TEXT = """\
secret = ["cc_*"]
parameters.store = { optional = true }

[operations.cartSet]
doc = "Sets"
returns = "True"

[operations.cartSet.parameters]
quoteId = "Cart ID"
storeId = { name = "store", optional = true, doc = "Store view" }

[entities.cart]
doc = "A cart"

[entities.cart.fields]
mode = { doc = "Mode", values = ["guest", "customer"] }
"""


def test_reads_every_kind_of_note_with_its_line() -> None:
    notes = parse_notes(TEXT.encode(), "notes.toml")
    assert notes.secret == ("cc_*",)
    operation = notes.operations["cartSet"]
    assert (operation.doc, operation.returns) == ("Sets", "True")
    assert operation.source == Source("notes.toml", 4)
    assert operation.parameters == {
        "quoteId": ValueNote(Source("notes.toml", 9), doc="Cart ID"),
        "storeId": ValueNote(Source("notes.toml", 10), "Store view", "store", optional=True),
    }
    assert notes.parameters == {"store": ValueNote(Source("notes.toml", 2), optional=True)}
    entity = notes.entities["cart"]
    assert (entity.doc, entity.source) == ("A cart", Source("notes.toml", 12))
    mode = ValueNote(Source("notes.toml", 16), "Mode", values=("guest", "customer"))
    assert entity.fields == {"mode": mode}


def test_an_empty_file_says_nothing() -> None:
    notes = parse_notes(b"", "notes.toml")
    assert (notes.secret, dict(notes.operations), dict(notes.entities)) == ((), {}, {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("secrets = []", '1: "secrets" is not a known key'),
        ("\nsecret = 'a'", '2: "secret" is not a list of strings'),
        ("secret = [1]", '1: "secret" is not a list of strings'),
        ("parameters = 1", '1: "parameters" is not a table'),
        ("parameters.a.required = true", '1: "required" is not a known key'),
        ("operations = 1", '1: "operations" is not a table'),
        ("[operations]\na = 1", '2: "a" is not a table'),
        ("[operations.a]\nreturn = ''", '2: "return" is not a known key'),
        ("[operations.a]\ndoc = 1", '2: "doc" is not a string'),
        ("[operations.a.parameters]\nb = 1", '2: "b" is neither a string nor a table'),
        (
            "[operations.a.parameters]\nb = { optional = 'yes' }",
            '2: "optional" is not a boolean',
        ),
        ("[operations.a.parameters]\nb = { name = 'a b' }", '2: "a b" is not a name'),
        ("[entities.a.fields]\nb = { optional = true }", '2: "optional" is not a known key'),
        ("[entities.a.fields.b]\nvalues = 'x'", '2: "values" is not a list of strings'),
    ],
)
def test_refuses(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_notes(text.encode(), "notes.toml")
    [problem] = caught.value.problems
    assert f"{problem.source}: {problem.what}".removeprefix("notes.toml:") == message
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb = ", 2), ("a = 1\n[a\n", 2), ("a = 1\na = 2\n", 2), ("a = '''\n", 2)],
)
def test_refuses_what_is_not_toml(text: str, line: int) -> None:
    with pytest.raises(ConfigError, match=rf"^notes\.toml:{line}: is not TOML: [^()]+$") as caught:
        parse_notes(text.encode(), "notes.toml")
    assert len(caught.value.problems) == 1


def test_refuses_bytes_that_are_not_utf_8() -> None:
    with pytest.raises(ConfigError, match=r"notes\.toml:2: holds bytes that are not UTF-8"):
        parse_notes(b"# a\n# \xff", "notes.toml")


def test_tells_all_problems_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_notes(b"x = 1\nsecret = 1\n[entities.a]\ny = 1", "notes.toml")
    assert [problem.source.line for problem in caught.value.problems] == [1, 2, 4]


def test_suggests_the_key_that_was_meant() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_notes(b"[entity.a]", "notes.toml")
    assert caught.value.problems[0].hint == "did you mean entities?"
