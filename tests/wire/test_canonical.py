"""The comparison of messages sees what matters, and only that."""

from __future__ import annotations

import pytest
from canonical import canonical

TEMPLATE = (
    '<?xml version="1.0"?>'
    '<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:Shop"'
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/"'
    ' xmlns:enc12="http://www.w3.org/2003/05/soap-encoding">'
    "<E:Body>%s</E:Body></E:Envelope>"
)
CALL = (
    '<ns1:f><a xsi:type="xsd:int">1</a>'
    '<b enc:arrayType="ns1:thing[2]" xsi:type="ns1:things">'
    '<item xsi:type="ns1:thing"><x>one</x><y/></item><item xsi:nil="true"/></b></ns1:f>'
)


def message(call: str) -> bytes:
    return (TEMPLATE % call).encode()


@pytest.mark.parametrize(
    ("there", "here"),
    [
        pytest.param("ns1:f", "ns1:g", id="the operation"),
        pytest.param("ns1:f", "f", id="the namespace of the operation"),
        pytest.param("<a ", "<a enc:root='1' ", id="one attribute more"),
        pytest.param("xsd:int", "xsd:string", id="the type of an argument"),
        pytest.param("xsd:int", "ns1:int", id="the namespace of a type"),
        pytest.param("thing[2]", "thing[1]", id="the length of an array"),
        pytest.param("ns1:thing[2]", "xsd:thing[2]", id="the namespace of an arrayType"),
        pytest.param("enc:arrayType", "arrayType", id="the namespace of an attribute"),
        pytest.param("<x>one</x>", "<x>One</x>", id="a text"),
        pytest.param("<x>one</x>", "<x>one </x>", id="a blank after a text"),
        pytest.param("<x>one</x>", "<x>one</x>\n", id="a text between elements"),
        pytest.param("<x>one</x><y/>", "<y/><x>one</x>", id="the order of fields"),
        pytest.param("<y/>", "", id="a field less"),
        pytest.param('<item xsi:nil="true"/>', "", id="a nil that is no argument"),
        pytest.param('xsi:nil="true"', 'xsi:nil="false"', id="nil or not"),
        pytest.param('<a xsi:type="xsd:int">1</a>', '<a xsi:nil="true"/>', id="nil not at the end"),
    ],
)
def test_what_matters_differs(there: str, here: str) -> None:
    assert there in CALL
    assert canonical(message(CALL.replace(there, here))) != canonical(message(CALL))


@pytest.mark.parametrize(
    ("there", "here"),
    [
        pytest.param(
            '<b enc:arrayType="ns1:thing[2]" xsi:type="ns1:things">',
            '<b xsi:type="ns1:things" enc:arrayType="ns1:thing[2]">',
            id="the order of attributes",
        ),
        pytest.param(
            'xsi:type="ns1:thing">',
            'xmlns:o="urn:Shop" xsi:type="o:thing">',
            id="the prefix of a type",
        ),
        pytest.param("ns1:f", "o:f", id="the prefix of the operation"),
        pytest.param("<y/>", "<y></y>", id="how an empty element is written"),
        pytest.param("one", "&#111;ne", id="how a character is written"),
        pytest.param("</b>", '</b><c xsi:nil="true"/>', id="nil arguments at the end"),
        pytest.param(
            "</b>",
            '</b><c xsi:nil="1" xsi:type="ns1:things"/><d xsi:nil="true"/>',
            id="typed nil arguments at the end",
        ),
    ],
)
def test_what_does_not_matter_is_equal(there: str, here: str) -> None:
    assert there in CALL
    other = CALL.replace(there, here)
    raw = message(other).replace(b"<E:Body>", b'<E:Body xmlns:o="urn:Shop">')
    assert canonical(raw) == canonical(message(CALL))


def test_a_name_without_prefix_is_in_the_default_namespace() -> None:
    default = '<ns1:f><a xmlns="urn:Shop" xsi:type="thing" enc12:itemType="thing"/></ns1:f>'
    prefixed = '<ns1:f><ns1:a xsi:type="ns1:thing" enc12:itemType="ns1:thing"/></ns1:f>'
    assert canonical(message(default)) == canonical(message(prefixed))
    assert canonical(message(default)) != canonical(message(prefixed.replace("ns1:t", "xsd:t")))


def test_an_undeclared_prefix_is_no_name() -> None:
    with pytest.raises(ValueError, match="'no:int' has a prefix that is not declared"):
        canonical(message(CALL.replace("xsd:int", "no:int")))


NIL = '<item xsi:nil="true"/>'
ONE = '<item xsi:type="xsd:int">1</item>'
TEXT = '<item xsi:type="xsd:string">a</item>'


def call_of_v1(kind: str, members: str) -> list[str]:
    """A call in V1 with these arguments."""
    args = f'<args enc:arrayType="{kind}" xsi:type="enc:Array">{members}</args>'
    return canonical(message(f"<ns1:call><sessionId>s</sessionId>{args}</ns1:call>"))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (("xsd:ur-type[2]", ONE + NIL), ("xsd:int[1]", ONE)),
        (("xsd:ur-type[4]", ONE + TEXT + NIL + NIL), ("xsd:ur-type[2]", ONE + TEXT)),
        (("xsd:ur-type[4]", ONE + NIL + TEXT + NIL), ("xsd:ur-type[3]", ONE + NIL + TEXT)),
        (("xsi:nil[1]", NIL), ("xsd:ur-type[0]", "")),
    ],
)
def test_nil_arguments_of_v1_at_the_end(given: tuple[str, str], meant: tuple[str, str]) -> None:
    assert call_of_v1(*given) == call_of_v1(*meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("xsd:int[1]", ONE), ("xsd:ur-type[1]", ONE)),
        (("xsd:ur-type[2]", NIL + ONE), ("xsd:int[1]", ONE)),
        (("xsd:int[2]", ONE + ONE), ("xsd:int[1]", ONE)),
        (("xsd:int[1]", ONE), ("xsd:ur-type[0]", "")),
    ],
)
def test_other_arguments_of_v1_matter(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert call_of_v1(*one) != call_of_v1(*other)


def test_no_arguments_of_v1_are_as_good_as_nil() -> None:
    nil = message('<ns1:call><sessionId>s</sessionId><args xsi:nil="true"/></ns1:call>')
    assert call_of_v1("xsd:ur-type[0]", "") == canonical(nil)
    scalar = '<ns1:call><sessionId>s</sessionId><args xsi:type="xsd:int">5</args></ns1:call>'
    assert canonical(message(scalar)) != canonical(nil)
