"""One spelling of a WSDL: it says the same, and everything that says the same is spelled so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from mahogen.errors import Diagnostics
from mahogen.fetch.normalise import bare_address, normalised
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.wsdl import parse_wsdl
from mahogen.read.xml import parse
from reformat import reformat
from support.contracts import Texts, texts
from support.corpus import merged, needs_corpus
from support.examples import examples

SHIPPED = Path(__file__).parents[2] / "wsdl"


def again(data: bytes | str) -> str:
    """What becomes of a WSDL."""
    raw = data.encode() if isinstance(data, str) else data
    return normalised(parse(raw, "v2.wsdl", Diagnostics()))


def said(data: bytes | str, dialect: Dialect) -> Api:
    raw = data.encode() if isinstance(data, str) else data
    diagnostics = Diagnostics()
    return build({dialect: parse_wsdl(raw, "x", diagnostics)}, None, None, diagnostics)


def holds(data: bytes, dialect: Dialect) -> None:
    """All that is promised of one document."""
    text = again(data)
    assert said(text, dialect) == said(data, dialect)
    assert again(text) == text
    assert again(reformat(data)) == text
    assert len(text) < 2 * len(data) + 1000


@pytest.mark.parametrize("dialect", Dialect)
def test_the_shipped_contract(dialect: Dialect) -> None:
    holds((SHIPPED / f"{dialect}.wsdl").read_bytes(), dialect)


@pytest.mark.slow
@needs_corpus
@pytest.mark.parametrize("dialect", Dialect)
def test_all_modules_of_a_store(dialect: Dialect) -> None:
    holds(merged(dialect), dialect)


@examples(50)
@given(texts())
def test_any_contract(store: Texts) -> None:
    for dialect, text in store.wsdls.items():
        holds(text.encode(), dialect)


HEAD = (
    '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" name="S" targetNamespace="urn:S"'
    ' xmlns:t="urn:S" xmlns:x="urn:other" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"'
    ' xmlns:s="http://www.w3.org/2001/XMLSchema">'
)


def written(inside: str) -> str:
    """What becomes of the content of a definitions element, less the elements around it."""
    text = again(f"{HEAD}{inside}</definitions>")
    _, _, rest = text.partition('xmlns:typens="urn:S"')
    return rest.partition(">")[2].removesuffix("</wsdl:definitions>\n")


def test_sections_come_in_one_order_and_what_is_in_them_in_its_own() -> None:
    inside = '<service name="s"/><message name="b"/><portType name="p"/><message name="a"/><types/>'
    assert written(inside).split() == [
        *("<wsdl:types/>", "<wsdl:message", 'name="b"/>', "<wsdl:message", 'name="a"/>'),
        *("<wsdl:portType", 'name="p"/>', "<wsdl:service", 'name="s"/>'),
    ]


def test_fields_stay_in_their_order() -> None:
    struct = '<s:complexType name="z"><s:sequence>{}</s:sequence></s:complexType>'
    fields = [f'<s:element type="s:int" name="{name}"/>' for name in "zab"]
    inside = f"<types><s:schema>{struct.format(''.join(fields))}</s:schema></types>"
    assert [line.strip() for line in written(inside).splitlines() if "element" in line] == [
        f'<xsd:element name="{name}" type="xsd:int"/>' for name in "zab"
    ]


def test_other_vocabularies_and_comments_are_left_out() -> None:
    inside = '<!-- c --><x:policy id="1">text</x:policy><types x:a="b"><x:y/></types>'
    assert written(inside).strip() == "<wsdl:types/>"


def test_documentation_is_one_line_and_nothing_where_it_is_empty() -> None:
    inside = (
        "<types><documentation> </documentation></types><portType name='p'><documentation>"
        'a &lt;b&gt;\n\t<s:b>&amp; "c"</s:b></documentation></portType>'
    )
    assert [line.strip() for line in written(inside).strip().splitlines()] == [
        "<wsdl:types/>",
        '<wsdl:portType name="p">',
        "<wsdl:documentation>a &lt;b&gt; &amp; &quot;c&quot;</wsdl:documentation>",
        "</wsdl:portType>",
    ]


def test_names_of_several_namespaces_keep_theirs() -> None:
    inside = '<message name="m"><part name="p" type="x:y"/><part name="q" type="t:y"/></message>'
    lines = written(inside)
    assert 'type="types1:y"' in lines
    assert 'type="typens:y"' in lines
    assert 'xmlns:types1="urn:other"' in again(f"{HEAD}{inside}</definitions>")


@pytest.mark.parametrize("pieces", ["{urn:x}y", "a:b", "a &amp; b", "&#10;x"])
def test_values_that_look_like_names_are_values(pieces: str) -> None:
    inside = (
        '<types><s:schema><s:simpleType name="t"><s:restriction base="s:string">'
        f'<s:enumeration value="{pieces}"/></s:restriction></s:simpleType></s:schema></types>'
    )
    assert f'<xsd:enumeration value="{pieces}"/>' in written(inside)


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ("https://shop.example/api/soap/", "https://shop.example/api/soap/"),
        ("https://u:p@shop.example:8443/api/?a=b&SID=1#x", "https://shop.example:8443/api/"),
        ("https://u:p?q@shop.example/", "https://shop.example/"),
        ("https://u@x@shop.example/", "https://shop.example/"),
        ("https://u:p@shop.example/x@y/", "https://shop.example/x@y/"),
        ("//u:p@shop.example/x/", "//shop.example/x/"),
        (
            "https://shop.example/api.php?k=1&type=v2_soap&b",
            "https://shop.example/api.php?type=v2_soap",
        ),
        ("https://shop.example/api/?type=v2_soap", "https://shop.example/api/"),
        ("https://shop.example/api.php?type=a%2Fb", "https://shop.example/api.php"),
        ("not an address", "not an address"),
        ("", ""),
    ],
)
def test_addresses_tell_nothing_of_who_asked(given: str, bare: str) -> None:
    assert bare_address(given) == bare
    inside = '<service name="s"><port name="p"><soap:address location="{}"/></port></service>'
    escaped = given.replace("&", "&amp;")
    assert f'<soap:address location="{bare}"/>' in written(inside.format(escaped))
