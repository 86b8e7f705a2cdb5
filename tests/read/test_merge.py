"""Each rule by which a store merges the WSDL files of modules, and what is said of it."""

from __future__ import annotations

import pytest
from lxml import etree

from mahogen.errors import Diagnostics, InputError
from mahogen.read.merge import Merge
from mahogen.read.xml import AT, parse, source_of
from support.trees import PREFIXES, W, X, schema, struct, v2


def wsi(inside: str) -> str:
    return f"<wsdl:definitions {PREFIXES} targetNamespace='urn:Shop'>{inside}</wsdl:definitions>"


def merged(base: str, *fragments: str, for_wsi: bool = False) -> tuple[etree._Element, Diagnostics]:
    """The base, in base.xml, with the fragments 1.xml, 2.xml ..."""
    diagnostics = Diagnostics()
    merge = Merge(parse(base.encode(), "base.xml", diagnostics), for_wsi, diagnostics)
    for number, fragment in enumerate(fragments, 1):
        merge.add(parse(fragment.encode(), f"{number}.xml", diagnostics))
    return merge.root, diagnostics


def outline(root: etree._Element, depth: int = 0) -> list[str]:
    """Elements with their attributes, indented, and the file that each is of."""
    lines = []
    for child in root.iterchildren(etree.Element):
        values = " ".join(str(v) for k, v in sorted(child.attrib.items()) if k != AT)
        said = f"{etree.QName(child).localname} {values}".strip()
        text = (child.text or "").strip()
        lines.append(f"{'.' * depth}{said}{f' = {text}' if text else ''} @{source_of(child).file}")
        lines += outline(child, depth + 1)
    return lines


def told(diagnostics: Diagnostics) -> list[str]:
    return [f"{p.source}: {p.what}" for p in [*diagnostics.errors, *diagnostics.warnings]]


def test_what_is_new_is_appended_where_its_parent_is_found() -> None:
    root, diagnostics = merged(
        v2(schema(struct("one", "a")) + '<message name="m"/><service name="s"/>'),
        v2(schema(struct("two", "b")) + '<message name="n"><part name="p"/></message>'),
    )
    assert outline(root) == [
        "types @base.xml",
        ".schema urn:Shop @base.xml",
        "..complexType one @base.xml",
        "...all @base.xml",
        "....element a xsd:string @base.xml",
        "..complexType two @1.xml",
        "...all @1.xml",
        "....element b xsd:string @1.xml",
        "message m @base.xml",
        "service s @base.xml",
        "message n @1.xml",
        ".part p @1.xml",
    ]
    assert told(diagnostics) == []


def test_each_element_keeps_its_line() -> None:
    root, _ = merged(v2("<types/>"), v2('<message name="m">\n\n<part\nname="p"/></message>'))
    assert [str(source_of(e)) for e in root.iter(etree.Element)] == [
        "base.xml:1",
        "base.xml:2",
        "1.xml:2",
        "1.xml:4",
    ]


def test_the_first_definition_of_a_field_wins() -> None:
    field = '<complexType name="t"><all><element name="f" type="{}"/></all></complexType>'
    root, _ = merged(
        v2(schema("")),
        v2(schema(field.format("xsd:int"))),
        v2(schema(field.format("xsd:int"))),
        v2(schema(field.format("xsd:string"))),
    )
    # With another type it is another element: both stand there, the first before.
    assert [line for line in outline(root) if "element" in line] == [
        "....element f xsd:int @1.xml",
        "....element f xsd:string @3.xml",
    ]


def test_a_type_grows_by_the_fields_of_later_modules() -> None:
    root, _ = merged(
        v2(schema("")),
        v2(schema(struct("t", "b"))),
        v2(schema(struct("t", "a", "b", "c"))),
    )
    fields = root.findall(".//{*}element")
    assert [f"{field.get('name')} {source_of(field)}" for field in fields] == [
        "b 1.xml:3",
        "a 2.xml:3",
        "c 2.xml:3",
    ]


def test_what_has_more_attributes_is_found_by_fewer_but_not_the_other_way() -> None:
    more, fewer = '<element name="f" minOccurs="0"/>', '<element name="f"/>'
    found, _ = merged(v2(schema(more)), v2(schema(fewer)))
    assert len(found.findall(".//{*}element")) == 1
    appended, _ = merged(v2(schema(fewer)), v2(schema(more)))
    assert len(appended.findall(".//{*}element")) == 2


def test_the_first_of_several_is_found() -> None:
    base = '<portType name="a"/><portType name="b"/>'
    root, _ = merged(v2(base), v2('<portType><operation name="o"/></portType>'))
    assert outline(root) == [
        "portType a @base.xml",
        ".operation o @1.xml",
        "portType b @base.xml",
    ]


def test_the_root_of_a_fragment_says_nothing() -> None:
    root, _ = merged(v2(""), v2("", name="Other").replace("urn:Shop", "urn:Other"))
    assert (root.get("name"), root.get("targetNamespace")) == ("Shop", "urn:Shop")


def test_a_fragment_may_have_no_namespace_at_all() -> None:
    root, diagnostics = merged(v2(schema("")), '<definitions><message name="m"/></definitions>')
    assert [str(child.tag) for child in root][1] == "{http://schemas.xmlsoap.org/wsdl/}message"
    assert told(diagnostics) == []


def test_a_leaf_keeps_its_text_and_what_holds_more_does_not() -> None:
    text = '<message name="m">stray<documentation>said <![CDATA[so]]></documentation></message>'
    root, _ = merged(v2(""), v2(text))
    assert outline(root) == ["message m @1.xml", ".documentation = said so @1.xml"]


def test_comments_are_no_content() -> None:
    root, _ = merged(v2(""), v2('<!-- a --><message name="m"><!-- b --></message>'))
    assert outline(root) == ["message m @1.xml"]


def test_prefixed_children_are_visited_before_those_without_a_prefix() -> None:
    operation = '<operation name="o"><input/><soap:operation soapAction="a"/></operation>'
    root, _ = merged(v2('<binding name="b"/>'), v2(f'<binding name="b">{operation}</binding>'))
    assert outline(root)[2:] == ["..operation a @1.xml", "..input @1.xml"]


def test_an_array_type_is_compared_and_copied() -> None:
    array = '<complexType name="{}"><attribute ref="r" wsdl:arrayType="{}"/></complexType>'
    root, _ = merged(
        v2(schema(array.format("a", "typens:x[]"))),
        v2(schema(array.format("a", "typens:x[]") + array.format("b", "typens:y[]"))),
    )
    assert [line for line in outline(root) if "attribute" in line] == [
        "...attribute r typens:x[] @base.xml",
        "...attribute r typens:y[] @1.xml",
    ]


def test_of_other_attributes_with_a_namespace_none_is_copied() -> None:
    root, _ = merged(v2(""), v2('<message name="m" xml:lang="de" soap:x="y"/>'))
    assert outline(root) == ["message m @1.xml"]


# -- prefixes --------------------------------------------------------------------------------------


def test_in_v2_what_has_the_prefix_wsdl_is_left_out() -> None:
    root, diagnostics = merged(
        v2("<types/>"), v2('\n<wsdl:message name="m"/><wsdl:message name="n"/><types/>')
    )
    assert outline(root) == ["types @base.xml"]
    assert told(diagnostics) == ["1.xml:3: wsdl:message is left out, as any store leaves it out"]


def test_in_wsi_it_is_what_everything_has() -> None:
    base = '<wsdl:types><xsd:schema/></wsdl:types><wsdl:portType name="p"/>'
    own = '<wsdl:portType name="p"><wsdl:operation name="o"/></wsdl:portType>'
    root, diagnostics = merged(wsi(base), wsi(own), for_wsi=True)
    assert outline(root)[2:] == ["portType p @base.xml", ".operation o @1.xml"]
    assert told(diagnostics) == []


def test_another_prefix_for_the_same_namespace_finds_the_same() -> None:
    inside = '<xsd:schema targetNamespace="urn:Shop"><xsd:element name="{}"/></xsd:schema>'
    prefixed = f"<types>{inside}</types>"
    root, diagnostics = merged(
        v2(schema('<element name="a"/>')), v2(prefixed.format("a")), v2(prefixed.format("b"))
    )
    assert outline(root) == [
        "types @base.xml",
        ".schema urn:Shop @base.xml",
        "..element a @base.xml",
        "..element b @2.xml",
    ]
    assert str(root[0][0][1].tag) == "{http://www.w3.org/2001/XMLSchema}element"
    assert told(diagnostics) == []


def test_names_are_resolved_where_they_go_to() -> None:
    foreign = PREFIXES.replace("urn:Shop", "urn:Magento")
    fragment = v2('<message name="m">\n<part name="p" type="typens:t"/></message>', "M", foreign)
    root, diagnostics = merged(v2(""), fragment)
    part = root[0][0]
    assert (part.get("type"), part.nsmap["typens"]) == ("typens:t", "urn:Shop")
    assert told(diagnostics) == [
        "1.xml:3: the prefix typens stands for urn:Magento here, and names are merged as text: "
        "there it stands for urn:Shop"
    ]


def test_a_prefix_that_is_unknown_there_is_told_once() -> None:
    own = PREFIXES + ' xmlns:my="urn:Shop"'
    parts = '<part name="p" type="my:t"/><part name="q" type="my:t"/>'
    _, diagnostics = merged(v2(""), v2(f'<message name="m">{parts}</message>', "Shop", own))
    assert told(diagnostics) == [
        "1.xml:2: the prefix my stands for urn:Shop here, and names are merged as text: "
        "there nothing declares it"
    ]


def test_a_schema_of_another_namespace_is_an_error_as_php_makes_it_one() -> None:
    _, diagnostics = merged(v2(schema("")), v2("\n" + schema(struct("t", "a"), "urn:Magento")))
    assert told(diagnostics) == [
        '1.xml:3: xsd:schema of "urn:Magento" is not in the contract that it is merged into: '
        "a store makes wsdl:schema of it, which PHP refuses"
    ]
    assert "{{var wsdl.name}}" in diagnostics.errors[0].hint


def test_a_schema_without_a_base_is_one_too() -> None:
    _, diagnostics = merged(v2("<types/>"), v2(f"<types><schema {X}/></types>"))
    assert told(diagnostics) == [
        "1.xml:2: xsd:schema is not in the contract that it is merged into: "
        "a store makes wsdl:schema of it, which PHP refuses"
    ]


def test_a_namespace_that_is_new_is_declared_where_it_is_used() -> None:
    own = f'<definitions {W} xmlns:my="urn:my"><my:note><my:line/></my:note></definitions>'
    root, _ = merged(v2(""), own)
    assert [str(e.tag) for e in root.iter(etree.Element)][1:] == ["{urn:my}note", "{urn:my}line"]


# -- what a file says twice ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("twice", "expected"),
    [
        ('<message name="m"/>\n<message name="m"/>', ["1.xml:3: wsdl:message"]),
        ("<types/>\n<types/>", []),
    ],
)
def test_what_one_file_says_twice(twice: str, expected: list[str]) -> None:
    root, diagnostics = merged(v2(""), v2(twice))
    assert len(root) == 1
    said = [f'{place} "m" stands twice, first in line 2' for place in expected]
    assert told(diagnostics) == said


def test_what_two_files_say_is_nothing_to_tell() -> None:
    _, diagnostics = merged(v2(""), v2('<message name="m"/>'), v2('<message name="m"/>'))
    assert told(diagnostics) == []


@pytest.mark.slow
def test_many_names_are_found_without_searching() -> None:
    many = "".join(f'<message name="m{i}"/>' for i in range(10_000))
    root, _ = merged(v2(many), v2(many), v2(many))
    assert len(root) == 10_000


def test_what_would_double_at_each_level_is_stopped() -> None:
    deep = "<a>" * 40 + '<wsdl:b name="c"/>' + "</a>" * 40
    own = f"<definitions {W} {PREFIXES}>\n{deep}</definitions>"
    with pytest.raises(InputError, match=r"1\.xml:2: a store would merge this more than 16 times"):
        merged(wsi("<wsdl:types/>"), own, for_wsi=True)


def test_what_is_only_visited_twice_is_merged_once() -> None:
    deep = "<a>" * 40 + '<xsd:b name="c"/>' + "</a>" * 40
    own = v2(f"<types><schema {X}>{deep}</schema></types>")
    root, _ = merged(v2(f"<types><schema {X}/></types>"), own)
    assert len(root.findall(".//{*}a")) == 40
