"""Contracts of WS-I: wrappers, lists, what may be left out, and what they must not be."""

from __future__ import annotations

import pytest
from contract_text import (
    PING,
    array,
    errors,
    items,
    line_of,
    read,
    sequence,
    struct,
    v2,
    wrapper,
    wsi,
)

from mahogen.model.api import (
    Anything,
    Api,
    ArrayOf,
    Compositor,
    Dialect,
    EntityRef,
    FieldWire,
    MapOf,
    Operation,
    Parameter,
    PartWire,
    ResultWire,
    Scalar,
    TypeRef,
)

STRING, INT = Scalar("string"), Scalar("int")


def alone(text: str, notes: str = "") -> Api:
    """The Api of a contract of WS-I, of which there is nothing to complain."""
    api, warnings = read({Dialect.WSI: text}, notes=notes)
    assert warnings == []
    return api


def refused(text: str) -> list[str]:
    """What is wrong with a contract of WS-I, each as `line: what`."""
    return [error.removeprefix("wsi.wsdl:") for error in errors({Dialect.WSI: text})]


def only(api: Api) -> Operation:
    [resource] = api.resources
    [operation] = resource.operations
    return operation


def test_an_operation_says_what_goes_over_the_wire() -> None:
    text = wsi(
        sequence("cart", "id:xsd:int"),
        items("carts", "t:cart"),
        cartFind=("sessionId:xsd:string id:xsd:int store?:xsd:string", "result:t:carts"),
    )
    operation = only(alone(text))
    carts = ArrayOf("carts", EntityRef("cart"))
    assert (operation.name, operation.session) == ("cartFind", True)
    assert operation.parameters == (Parameter("id", INT, True), Parameter("store", STRING, False))
    assert operation.result == carts
    assert operation.source.line == line_of(text, 'operation name="cartFind"')
    assert operation.parameters[0].source.line == line_of(text, 'name="id"', 2)
    [wire] = operation.wires
    assert wire.parts == (
        PartWire("sessionId", STRING, None),
        PartWire("id", INT, "id"),
        PartWire("store", STRING, "store", required=False),
    )
    assert wire.result == ResultWire("result", carts)
    assert (wire.dialect, wire.style, wire.use) == (Dialect.WSI, "document", "literal")
    assert (wire.request, wire.response) == ("cartFindRequestParam", "cartFindResponseParam")
    assert (wire.input_message, wire.output_message) == ("cartFindRequest", "cartFindResponse")
    assert (wire.namespace, wire.encoding_style) == ("urn:Shop", "")


def test_types_are_structs_lists_and_maps() -> None:
    api = alone(
        wsi(
            sequence("cart", "carts?:t:carts", "labels:t:labels", "any:xsd:anyType"),
            items("carts", "t:cart"),
            sequence("label", "key:xsd:string", "value:xsd:string"),
            items("labels", "t:label"),
            sequence("lone", "complexObjectArray:xsd:string"),
        )
    )
    cart, lone = api.entities
    types: list[TypeRef] = [
        ArrayOf("carts", EntityRef("cart")),
        MapOf("labels", "label", STRING),
        Anything(),
    ]
    assert [field.type for field in cart.fields] == types
    assert cart.fields[0].wires == (FieldWire(Dialect.WSI, types[0], required=False),)
    assert cart.wires[0].compositor is Compositor.SEQUENCE
    # Not repeated, and so no list.
    assert [field.name for field in lone.fields] == ["complexObjectArray"]


def test_a_struct_may_list_its_fields_in_any_order() -> None:
    [cart] = alone(wsi(struct("cart", "id:xsd:int"))).entities
    assert cart.wires[0].compositor is Compositor.ALL


def test_a_message_without_a_part_is_an_empty_body() -> None:
    text = wsi(startSession=("", "result:xsd:string"))
    empty = text.replace('<part name="parameters" element="t:startSessionRequestParam"/>', "")
    [operation] = alone(empty).operations
    assert (operation.session, operation.parameters, operation.result) == (False, (), STRING)
    assert (operation.wires[0].request, operation.wires[0].parts) == ("", ())


def test_a_wrapper_may_be_empty() -> None:
    operation = only(alone(wsi(ping=("", ""))))
    assert (operation.wires[0].request, operation.parameters) == ("pingRequestParam", ())
    assert (operation.wires[0].response, operation.result) == ("pingResponseParam", None)


def test_a_wrapper_may_have_the_type_of_a_struct() -> None:
    text = wsi(sequence("asked", "sessionId:xsd:string", "id:xsd:int"), ping=("", ""))
    named = '<xsd:element name="pingRequestParam" type="t:asked"/>'
    operation = only(alone(text.replace(wrapper("pingRequestParam", ""), named)))
    assert operation.parameters == (Parameter("id", INT, True),)


def test_the_session_id_goes_where_its_name_is() -> None:
    operation = only(alone(wsi(cartFind=("id:xsd:int sessionId:xsd:string", ""))))
    assert [part.parameter for part in operation.wires[0].parts] == ["id", None]


def test_what_may_be_nil_or_left_out_is_kept() -> None:
    text = wsi(ping=("name:xsd:string", "result?:xsd:string"))
    nil = 'type="xsd:string" nillable="true"'
    [wire] = only(alone(text.replace('type="xsd:string"', nil))).wires
    assert wire.parts == (PartWire("name", STRING, "name", nillable=True),)
    assert wire.result == ResultWire("result", STRING, optional=True, nillable=True)


def test_notes_overrule_what_may_be_left_out() -> None:
    text = wsi(ping=("a?:xsd:int b:xsd:int c?:xsd:int", ""))
    notes = "[operations.ping.parameters]\na = { optional = false }\nb = { optional = true }"
    assert [p.required for p in only(alone(text, notes)).parameters] == [True, False, False]


def test_documentation_is_read_wherever_it_stands() -> None:
    text = wsi(sequence("cart", "id:xsd:int"), ping=("id:xsd:int", "result:t:cart"))
    for name, of in (("id", "xsd:int"), ("result", "t:cart")):
        element = f'<xsd:element name="{name}" type="{of}"'
        said = f"<xsd:annotation><xsd:documentation>The {name}</xsd:documentation></xsd:annotation>"
        text = text.replace(f"{element}/>", f"{element}>{said}</xsd:element>")
    api = alone(text)
    operation = only(api)
    assert (operation.parameters[0].doc, operation.result_doc) == ("The id", "The result")
    assert api.entities[0].fields[0].doc == "The id"


PARAM = 'element="t:pingRequestParam"'


@pytest.mark.parametrize(
    ("declarations", "sought", "message"),
    [
        (
            [array("carts", "xsd:string")],
            '"carts"',
            "the type carts has complexContent, which WS-I contracts do not have",
        ),
        (
            [items("carts", "").replace(' type=""', "")],
            '"carts"',
            "the array carts has items without the name of a type",
        ),
        (
            [items("carts", "t:cart")],
            '"carts"',
            "the array carts has items of the type cart, which is declared nowhere",
        ),
        (
            [items("carts", "xsd:string").replace("unbounded", "7")],
            '"carts"',
            'the field complexObjectArray of carts has maxOccurs="7"',
        ),
        (
            [items("carts", "xsd:string").replace("xsd:sequence", "xsd:all")],
            '"carts"',
            'the field complexObjectArray of carts has maxOccurs="unbounded"',
        ),
        (
            [sequence("cart", "a:xsd:int", "b:xsd:int").replace('int"/>', 'int" maxOccurs="2"/>')],
            ('maxOccurs="2"', 1),
            [
                'the field a of cart has maxOccurs="2"',
                'the field b of cart has maxOccurs="2"',
            ],
        ),
        (
            [sequence("a"), sequence("a")],
            ('"a"', 2),
            "the type a is declared twice, first at wsi.wsdl:3",
        ),
        (
            [wrapper("a", ""), wrapper("a", "")],
            ('"a"', 2),
            "the element a is declared twice, first at wsi.wsdl:3",
        ),
        ([wrapper("", "").replace(' name=""', "")], "<xsd:element>", "an element has no name"),
    ],
)
def test_refuses_types(
    declarations: list[str], sought: str | tuple[str, int], message: str | list[str]
) -> None:
    text = wsi(*declarations)
    where = (sought, 1) if isinstance(sought, str) else sought
    expected = [message] if isinstance(message, str) else message
    found = refused(text)
    assert len(found) == len(expected)
    for index, (error, what) in enumerate(zip(found, expected, strict=True)):
        assert error.startswith(f"{line_of(text, *where) + index}: {what}")


@pytest.mark.parametrize(
    ("old", "new", "sought", "message"),
    [
        (
            PARAM,
            'type="xsd:string"',
            'type="xsd:string"/></message>',
            "the part parameters of pingRequest has a type, and should have an element alone",
        ),
        (
            PARAM,
            PARAM + ' type="xsd:string"',
            PARAM,
            "the part parameters of pingRequest has a type, and should have an element alone",
        ),
        (
            PARAM,
            "",
            '"pingRequest"',
            "the part parameters of pingRequest has nothing, and should have an element alone",
        ),
        (
            PARAM,
            'element="t:pong"',
            "t:pong",
            "the part parameters of pingRequest refers to the element pong, "
            "which is declared nowhere",
        ),
        (
            PARAM,
            'element="pingRequestParam"',
            'element="pingRequestParam"',
            "the part parameters of pingRequest refers to the element pingRequestParam, "
            "which is declared nowhere",
        ),
        (
            "</message>",
            f'<part name="more" {PARAM}/></message>',
            '"pingRequest"',
            "the message pingRequest has 2 parts, not one",
        ),
        (
            'use="literal"',
            'use="encoded"',
            "encoded",
            'the input of ping has use="encoded", not literal',
        ),
        (
            "<soap:operation ",
            '<soap:operation style="rpc" ',
            "<soap:operation ",
            'the operation ping has the style "rpc", its binding document',
        ),
        (
            'style="document"',
            'style="rpc"',
            "<soap:binding",
            'the binding ShopBinding has the style "rpc", which WS-I contracts do not have',
        ),
        (
            'style="document"',
            'style="other"',
            "<soap:binding",
            'the binding ShopBinding has the style "other", which WS-I contracts do not have',
        ),
    ],
)
def test_refuses(old: str, new: str, sought: str, message: str) -> None:
    text = wsi(**PING).replace(old, new, 1)
    assert refused(text) == [f"{line_of(text, sought)}: {message}"]


@pytest.mark.parametrize(
    "element",
    [
        '<xsd:element name="pingRequestParam" type="xsd:string"/>',
        '<xsd:element name="pingRequestParam"/>',
        '<xsd:element name="pingRequestParam" type="t:carts"/>',
    ],
)
def test_refuses_an_element_that_is_no_struct(element: str) -> None:
    text = wsi(items("carts", "xsd:string"), ping=("", ""))
    text = text.replace(wrapper("pingRequestParam", ""), element)
    line = line_of(text, "pingRequestParam")
    assert refused(text) == [f"{line}: the element pingRequestParam does not list its fields"]


def test_refuses_an_answer_with_two_values() -> None:
    text = wsi(ping=("", "a:xsd:int b:xsd:int"))
    line = line_of(text, '<message name="pingResponse"')
    assert refused(text) == [f"{line}: the message pingResponse has 2 values"]


def test_refuses_a_value_that_comes_twice_in_other_words() -> None:
    text = wsi(ping=("a:xsd:int\na:xsd:string", ""))
    assert refused(text) == [
        f"{line_of(text, 'xsd:string')}: the field a of pingRequestParam is declared twice, "
        f"in other words than at wsi.wsdl:{line_of(text, 'xsd:int')}"
    ]


def test_a_list_under_another_name_is_read_with_a_warning() -> None:
    text = wsi(sequence("cart", "tags:t:tags"), items("tags", "xsd:string", "item"))
    api, warnings = read({Dialect.WSI: text})
    assert api.entities[0].fields[0].type == ArrayOf("tags", STRING)
    line = line_of(text, '"item"')
    assert warnings == [f"wsi.wsdl:{line}: the array tags repeats item, not complexObjectArray"]


def test_what_a_literal_body_says_of_itself_is_not_read() -> None:
    text = wsi(**PING).replace('use="literal"', 'use="literal" namespace="urn:Else"', 1)
    api, warnings = read({Dialect.WSI: text})
    assert only(api).wires[0].namespace == "urn:Shop"
    line = line_of(text, "urn:Else")
    assert warnings == [
        f"wsi.wsdl:{line}: the input of ping has a namespace or an encodingStyle, which is not read"
    ]


def test_another_dialect_is_not_drowned_in_what_follows_from_it() -> None:
    for text in (v2(array("a", "xsd:int"), **PING), v2(ping=("a:xsd:int b:t:none", ""))):
        line = line_of(text, "<soap:binding")
        assert refused(text) == [
            f'{line}: the binding ShopBinding has the style "rpc", which WS-I contracts do not have'
        ]
    assert len(errors(wsi(items("a", "xsd:int"), **PING))) == 1


def test_the_problems_of_all_contracts_are_told_at_once() -> None:
    texts = {
        Dialect.V2: v2(struct("a", "x:xsd:int", "x:xsd:string")),
        Dialect.WSI: wsi(sequence("a", "x:xsd:int", "x:xsd:string")),
    }
    assert [error.partition(":")[0] for error in errors(texts)] == ["v2.wsdl", "wsi.wsdl"]
