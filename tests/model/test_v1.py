"""Contracts of V1: what they declare themselves, and which paths `call` takes."""

from __future__ import annotations

import pytest
from contract_text import CALL, PING, V1, array, errors, line_of, read, v2, wsi

from mahogen.model.api import (
    Anything,
    Api,
    ArrayOf,
    Dialect,
    Operation,
    OperationWire,
    Parameter,
    PartWire,
    ResultWire,
    Scalar,
)
from mahogen.model.select import select

STRING = Scalar("string")
CATALOG = """<config><api>
<resources><shop_cart><methods><info/><set/></methods></shop_cart></resources>
<resources_alias><cart>shop_cart</cart></resources_alias>
<v2><resources_function_prefix><cart>cart</cart><none>order</none></resources_function_prefix></v2>
</api></config>"""
TYPED = {
    "cartInfo": ("sessionId:xsd:string id:xsd:int storeId:xsd:string", "r:xsd:string"),
    "cartGet": ("sessionId:xsd:string", "r:xsd:string"),
    "orderInfo": ("sessionId:xsd:string", "r:xsd:string"),
    "else": ("sessionId:xsd:string", "r:xsd:string"),
}


def operations(api: Api) -> dict[str, Operation]:
    return {o.name: o for resource in api.resources for o in resource.operations}


def path_of(operation: Operation) -> str:
    wire = operation.wire(Dialect.V1)
    return wire.path if wire else ""


def test_alone_it_has_the_untyped_operations() -> None:
    text = v2(
        array("FixedArray", "xsd:anyType"),
        call=CALL,
        login=("username:xsd:string apiKey:xsd:string", "loginReturn:xsd:string"),
        resources=("sessionId:xsd:string", "resourcesReturn:t:FixedArray"),
    )
    api, warnings = read({Dialect.V1: text}, CATALOG)
    assert [operation.name for operation in api.operations] == ["call", "login", "resources"]
    assert api.operations[0].parameters == (
        Parameter("resourcePath", STRING, True),
        Parameter("args", Anything(), True),
    )
    assert api.operations[2].result == ArrayOf("FixedArray", Anything())
    assert [resource.operations for resource in api.resources] == [()]
    assert select(api, None).resources == ()
    assert warnings == []


def test_a_typed_operation_is_made_by_path_where_the_catalog_has_its_method() -> None:
    api, _ = read({Dialect.V2: v2(**TYPED), Dialect.V1: V1}, CATALOG)
    found = operations(api)
    assert {name: path_of(operation) for name, operation in found.items()} == {
        "cartInfo": "shop_cart.info",
        # The catalog has no such method, no such resource, no such prefix.
        "cartGet": "",
        "orderInfo": "",
        "else": "",
    }
    [call] = api.operations
    assert found["cartInfo"].wire(Dialect.V1) == OperationWire(
        dialect=Dialect.V1,
        request="call",
        response="callResponse",
        input_message="callRequest",
        output_message="callResponse",
        soap_action="urn:Action",
        namespace="urn:Shop",
        style="rpc",
        use="encoded",
        encoding_style="http://schemas.xmlsoap.org/soap/encoding/",
        parts=(PartWire("id", Anything(), "id"), PartWire("storeId", Anything(), "storeId")),
        result=ResultWire("callReturn", Anything()),
        path="shop_cart.info",
    )
    assert call.wires[0].path == ""


def test_without_its_contract_nothing_is_made_by_path() -> None:
    api, _ = read(v2(**TYPED), CATALOG)
    assert set(map(path_of, operations(api).values())) == {""}


def test_what_its_contract_declares_is_not_made_by_path() -> None:
    text = v2(call=CALL, cartInfo=("sessionId:xsd:string id:xsd:int", "r:xsd:string"))
    [info] = operations(read({Dialect.V1: text}, CATALOG)[0]).values()
    [wire] = info.wires
    assert (wire.path, wire.request) == ("", "cartInfo")


def test_arguments_go_in_the_order_of_v2_and_then_what_wsi_has_beyond() -> None:
    names = "sessionId:xsd:string store:xsd:string cart:xsd:int more:xsd:int"
    texts = {
        Dialect.V1: V1,
        Dialect.V2: v2(cartInfo=("sessionId:xsd:string id:xsd:int view:xsd:string", "")),
        Dialect.WSI: wsi(cartInfo=(names, "")),
    }
    [info] = operations(read(texts, CATALOG)[0]).values()
    wire = info.wire(Dialect.V1)
    assert wire
    assert [part.parameter for part in wire.parts] == ["store", "cart", "more"]
    assert [part.name for part in wire.parts] == ["store", "cart", "more"]


@pytest.mark.parametrize(
    ("given", "text", "where", "what"),
    [
        (
            Dialect.V1,
            v2(**PING),
            "<portType",
            "the portType ShopPortType has no operation call, which V1 is made of",
        ),
        (
            Dialect.V1,
            v2(login=("", "")),
            "<portType",
            "the portType ShopPortType has no operation call, which V1 is made of",
        ),
        (
            Dialect.V2,
            V1,
            "<portType",
            "the portType ShopPortType has the operation call, and none of a resource",
        ),
        (
            Dialect.V1,
            wsi(call=CALL),
            "<soap:binding",
            'the binding ShopBinding has the style "document", which V1 contracts do not have',
        ),
        (
            Dialect.WSI,
            V1,
            "<soap:binding",
            'the binding ShopBinding has the style "rpc", which WS-I contracts do not have',
        ),
        (
            Dialect.V1,
            v2(call=("sessionId:xsd:string path:xsd:string", "")),
            '<operation name="call"',
            "call does not take a session id, a path and arguments",
        ),
        (
            Dialect.V1,
            v2(call=("id:xsd:string path:xsd:string args:xsd:anyType", "")),
            '<operation name="call"',
            "call does not take a session id, a path and arguments",
        ),
    ],
)
def test_another_contract_in_its_place_is_one_error(
    given: Dialect, text: str, where: str, what: str
) -> None:
    assert errors({given: text}) == [f"{given}.wsdl:{line_of(text, where)}: {what}"]


def test_the_session_id_goes_first_as_in_v2() -> None:
    asked = "resourceName:xsd:string sessionId:xsd:string"
    text = v2(call=CALL, resourceFaults=(asked, ""))
    api, warnings = read({Dialect.V1: text})
    assert [part.parameter for part in api.operations[1].wires[0].parts] == [None, "resourceName"]
    assert warnings == [
        f"v1.wsdl:{line_of(text, 'sessionId', 2)}: "
        "the part sessionId of resourceFaults is not the first"
    ]


def test_notes_say_what_v1_does_not_have() -> None:
    notes = """
        operations.cartInfo.parameters.storeId = { name = "store", v1 = false }
        [operations.cartSet]
        v1 = false
    """
    typed = {**TYPED, "cartSet": ("sessionId:xsd:string", "r:xsd:string")}
    api, warnings = read({Dialect.V2: v2(**typed), Dialect.V1: V1}, CATALOG, notes)
    found = operations(api)
    info, made = found["cartInfo"], found["cartInfo"].wire(Dialect.V1)
    assert made
    assert [part.parameter for part in made.parts] == ["id"]
    assert [parameter.name for parameter in info.parameters] == ["id", "store"]
    assert [wire.dialect for wire in found["cartSet"].wires] == [Dialect.V2]
    assert not [text for text in warnings if text.startswith("notes")]
