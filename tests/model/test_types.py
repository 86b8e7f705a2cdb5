"""Types of a contract to TypeRefs: scalars, structs, arrays, maps, and what cannot be resolved."""

from __future__ import annotations

import pytest
from contract_text import PING, array, errors, line_of, read, struct, v2

from mahogen.model.api import (
    Anything,
    Api,
    ArrayOf,
    Compositor,
    Dialect,
    EntityRef,
    MapOf,
    Scalar,
    TypeRef,
)

PAIR = struct("pair", "key:xsd:string", "value:xsd:string")


def field_type(api: Api, entity: str, name: str) -> TypeRef:
    return next(
        field.type
        for e in api.entities
        if e.name == entity
        for field in e.fields
        if field.name == name
    )


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        ("xsd:int", Scalar("int")),
        ("xsd:dateTime", Scalar("dateTime")),
        ("xsd:anyType", Anything()),
        ("soapenc:Array", ArrayOf("", Anything())),
        ("t:cart", EntityRef("cart")),
        ("t:carts", ArrayOf("carts", EntityRef("cart"))),
        ("t:names", ArrayOf("names", Scalar("string"))),
        ("t:lists", ArrayOf("lists", ArrayOf("names", Scalar("string")))),
        ("t:any", ArrayOf("any", Anything())),
        ("t:bare", ArrayOf("bare", Anything())),
        ("t:pairs", MapOf("pairs", "pair", Scalar("string"))),
        ("t:multi", MapOf("multi", "multiPair", ArrayOf("names", Scalar("string")))),
        ("t:numbered", ArrayOf("numbered", EntityRef("numberedPair"))),
    ],
)
def test_resolves(declared: str, meant: TypeRef) -> None:
    api, warnings = read(
        v2(
            struct("cart", f"x:{declared}"),
            array("carts", "t:cart"),
            array("names", "xsd:string"),
            array("lists", "t:names"),
            array("any", "xsd:anyType"),
            '<xsd:complexType name="bare"><xsd:complexContent>'
            '<xsd:restriction base="soapenc:Array"/></xsd:complexContent></xsd:complexType>',
            PAIR,
            array("pairs", "t:pair"),
            struct("multiPair", "value:t:names", "key:xsd:string"),
            array("multi", "t:multiPair"),
            struct("numberedPair", "key:xsd:int", "value:xsd:string"),
            array("numbered", "t:numberedPair"),
        )
    )
    assert field_type(api, "cart", "x") == meant
    assert warnings == []


def test_fields_say_what_the_contract_says() -> None:
    text = v2(
        '<xsd:complexType name="cart"><xsd:annotation><xsd:documentation>A cart.'
        "</xsd:documentation></xsd:annotation><xsd:sequence>\n"
        '<xsd:element name="id" type="xsd:int" minOccurs="0" nillable="true"/>\n'
        '<xsd:element name="name" type="xsd:string" minOccurs="1" maxOccurs="1"/>\n'
        "</xsd:sequence></xsd:complexType>"
    )
    [cart] = read(text)[0].entities
    assert (cart.doc, cart.source.line) == ("A cart.", line_of(text, "A cart."))
    assert cart.wires[0].compositor is Compositor.SEQUENCE
    identifier, name = cart.fields
    assert (identifier.required, name.required) == (False, True)
    assert identifier.wires[0].dialect is Dialect.V2
    assert (identifier.wires[0].nillable, name.wires[0].nillable) == (True, False)
    assert name.source.line == line_of(text, 'name="name"')


def test_entities_come_in_the_order_of_declaration_reached_or_not() -> None:
    api, _ = read(v2(struct("b", "x:xsd:int"), struct("a"), struct("c", "a:t:a")))
    assert [entity.name for entity in api.entities] == ["b", "a", "c"]


def test_the_entry_of_a_map_is_no_entity() -> None:
    api, _ = read(v2(PAIR, array("pairs", "t:pair"), struct("cart", "x:t:pairs")))
    assert [entity.name for entity in api.entities] == ["cart"]


def test_the_entry_of_a_map_is_an_entity_where_something_refers_to_it() -> None:
    api, _ = read(
        v2(
            PAIR,
            array("pairs", "t:pair"),
            struct("cart", "x:t:pair"),
        )
    )
    assert [entity.name for entity in api.entities] == ["pair", "cart"]
    assert field_type(api, "cart", "x") == EntityRef("pair")


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("xsd:string", MapOf("", "inner", Scalar("string"))),
        ("xsd:int", MapOf("", "inner", Scalar("int"))),
        # Neither may go on without end.
        ("t:inner", EntityRef("inner")),
        ("t:filters", EntityRef("inner")),
    ],
)
def test_the_entry_of_a_map_may_be_the_value_of_another(value: str, meant: TypeRef) -> None:
    """As filters of stores have it: a condition below each field, the field once for each."""
    api, _ = read(
        v2(
            struct("inner", "key:xsd:string", f"value:{value}"),
            struct("filter", "key:xsd:string", "value:t:inner"),
            array("filters", "t:filter"),
            struct("cart", "x:t:filters"),
        )
    )
    assert field_type(api, "cart", "x") == MapOf("filters", "filter", meant)
    lone = isinstance(meant, MapOf)
    assert [entity.name for entity in api.entities] == (["cart"] if lone else ["inner", "cart"])


def test_a_note_on_the_entry_of_a_map_has_no_place() -> None:
    text = v2(PAIR, array("pairs", "t:pair"), struct("cart", "x:t:pairs"))
    assert read(text, notes="[entities.pair]\ndoc = 'x'")[1] == [
        "notes.toml:1: pair is the entry of a map, and so a dict, which has no place for notes"
    ]


def test_an_entity_may_contain_itself() -> None:
    api, warnings = read(v2(struct("node", "children:t:nodes"), array("nodes", "t:node")))
    assert field_type(api, "node", "children") == ArrayOf("nodes", EntityRef("node"))
    assert warnings == []


def test_a_map_of_itself_is_a_recursive_entity() -> None:
    api, warnings = read(
        v2(
            struct("node", "key:xsd:string", "value:t:nodes"),
            array("nodes", "t:node"),
            struct("tree", "roots:t:nodes"),
        )
    )
    nodes = ArrayOf("nodes", EntityRef("node"))
    assert field_type(api, "tree", "roots") == nodes
    assert field_type(api, "node", "value") == nodes
    assert warnings == []


def test_a_list_of_maps_of_itself_stays_a_list() -> None:
    api, warnings = read(
        v2(
            struct("node", "key:xsd:string", "value:t:lists"),
            array("nodes", "t:node"),
            array("lists", "t:nodes"),
        )
    )
    nodes = ArrayOf("nodes", EntityRef("node"))
    assert field_type(api, "node", "value") == ArrayOf("lists", nodes)
    assert warnings == []


@pytest.mark.parametrize("dangling", ["t:none", "xsd:text", "soapenc:string", "wsdl:part"])
def test_a_type_that_nothing_declares_is_anything_and_a_warning(dangling: str) -> None:
    text = v2(struct("cart", f"x:{dangling}"), ping=("sessionId:xsd:string", f"result:{dangling}"))
    api, warnings = read(text)
    name = dangling.split(":")[1]
    assert field_type(api, "cart", "x") == Anything()
    assert api.resources[0].operations[0].result == Anything()
    assert warnings == [
        f"v2.wsdl:{line_of(text, dangling)}: the field x of cart has the type {name}, "
        "which is declared nowhere",
        f"v2.wsdl:{line_of(text, dangling, 2)}: the part result of pingResponse has the type "
        f"{name}, which is declared nowhere",
    ]


def test_a_field_said_twice_is_one_field() -> None:
    text = v2(struct("address", "fax?:xsd:string", "city:xsd:string", "fax?:xsd:string"))
    api, warnings = read(text)
    assert [field.name for field in api.entities[0].fields] == ["fax", "city"]
    first, second = line_of(text, "fax"), line_of(text, "fax", 2)
    assert warnings == [
        f"v2.wsdl:{second}: the field fax of address is declared twice, "
        f"in the same words as at v2.wsdl:{first}"
    ]


@pytest.mark.parametrize("other", ["fax:xsd:string", "fax?:xsd:int"])
def test_a_field_said_in_two_ways_is_an_error_that_names_both(other: str) -> None:
    text = v2(struct("address", "fax?:xsd:string", other))
    first, second = line_of(text, "fax"), line_of(text, "fax", 2)
    assert errors(text) == [
        f"v2.wsdl:{second}: the field fax of address is declared twice, "
        f"in other words than at v2.wsdl:{first}"
    ]


def one_field(attributes: str) -> str:
    return (
        '<xsd:complexType name="cart"><xsd:all>\n'
        f"<xsd:element {attributes}/></xsd:all></xsd:complexType>"
    )


@pytest.mark.parametrize(
    ("declarations", "sought", "message"),
    [
        (
            [array("rows", "t:none")],
            "rows",
            "the array rows has items of the type none, which is declared nowhere",
        ),
        (
            [array("a", "t:b"), array("b", "t:c"), array("c", "t:b")],
            'name="b"',
            "the array b holds only itself: b -> c -> b",
        ),
        ([array("a", "t:a")], 'name="a"', "the array a holds only itself: a -> a"),
        (
            [array("a", "xsd:string[]")],
            "arrayType",
            'the array a has wsdl:arrayType="string[][]", not a type with []',
        ),
        (
            [array("a", "xsd:string").replace("[]", "[99]")],
            "arrayType",
            'the array a has wsdl:arrayType="string[99]", not a type with []',
        ),
        (
            [array("a", "xsd:string").replace("[]", "[")],
            "arrayType",
            'the array a has wsdl:arrayType="string[", not a type with []',
        ),
        (
            [array("a", "xsd:string").replace("[]", "")],
            "arrayType",
            'the array a has wsdl:arrayType="string", not a type with []',
        ),
        (
            [array("a", "xsd:string").replace("soapenc:Array", "xsd:string")],
            "restriction",
            "the type a has content that is no restriction of soapenc:Array",
        ),
        (
            [struct("a"), array("a", "xsd:int")],
            "arrayType",
            "the type a is declared twice, first at v2.wsdl:3",
        ),
        (["<xsd:complexType/>"], "<xsd:complexType/>", "a type has no name"),
        (
            ['<xsd:complexType name="a"><xsd:all/><xsd:sequence/></xsd:complexType>'],
            'name="a"',
            "the type a has both xsd:all and xsd:sequence",
        ),
        ([one_field('type="xsd:int"')], "xsd:int", "a field of cart has no name"),
        ([one_field('name="x"')], 'name="x"', "the field x of cart has no type"),
        (
            [one_field('name="x" type="xsd:int" maxOccurs="unbounded"')],
            'name="x"',
            'the field x of cart has maxOccurs="unbounded"',
        ),
        (
            [one_field('name="x" type="xsd:int" minOccurs="many"')],
            'name="x"',
            'the field x of cart has minOccurs="many"',
        ),
        (
            [one_field('name="x" type="xsd:int" nillable="maybe"')],
            'name="x"',
            'the field x of cart has nillable="maybe"',
        ),
    ],
)
def test_refuses(declarations: list[str], sought: str, message: str) -> None:
    text = v2(*declarations)
    assert errors(text) == [f"v2.wsdl:{line_of(text, sought)}: {message}"]


def test_arrays_lie_in_one_another_only_so_deep() -> None:
    chain = [array(f"a{n}", f"t:a{n + 1}") for n in range(2000)]
    text = v2(*chain, array("a2000", "xsd:int"))
    [error] = errors(text)
    assert error.endswith(": arrays are nested more than 16 deep, starting with a1984")


def test_structs_lie_in_one_another_as_deep_as_they_like() -> None:
    chain = [struct(f"s{n}", f"x:t:s{n + 1}") for n in range(2000)]
    api, _ = read(v2(*chain, struct("s2000")))
    assert len(api.entities) == 2001


def test_types_of_two_namespaces_are_refused() -> None:
    text = v2(struct("a")).replace(
        "</types>", '\n<xsd:schema targetNamespace="urn:Other"/></types>'
    )
    assert errors(text) == [
        f"v2.wsdl:{line_of(text, 'urn:Other')}: a schema is for urn:Other, "
        "but the first one for urn:Shop"
    ]


def test_several_schemas_of_one_namespace_are_one() -> None:
    text = v2(struct("a")).replace(
        "</types>",
        f'<xsd:schema targetNamespace="urn:Shop">{struct("b", "a:t:a")}</xsd:schema></types>',
    )
    api, warnings = read(text)
    assert [entity.name for entity in api.entities] == ["a", "b"]
    assert warnings == []


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ("", "a schema has no targetNamespace"),
        (
            'targetNamespace="urn:Shop" elementFormDefault="qualified"',
            "elementFormDefault=qualified is not supported",
        ),
    ],
)
def test_refuses_a_schema(attributes: str, message: str) -> None:
    text = v2(**PING).replace('targetNamespace="urn:Shop">\n</xsd', f"{attributes}>\n</xsd")
    assert errors(text) == [f"v2.wsdl:2: {message}"]
