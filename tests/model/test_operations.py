"""Operations of a contract: parts, results, the session id, and what a binding must not be."""

from __future__ import annotations

import pytest
from contract_text import (
    BODY,
    NO_SESSION,
    PING,
    SERVICE,
    SOAP,
    array,
    binding,
    bound,
    contract,
    errors,
    line_of,
    message,
    plain,
    port_type,
    read,
    struct,
    v2,
)

from mahogen.errors import Diagnostics
from mahogen.model.api import (
    Api,
    ArrayOf,
    Dialect,
    EntityRef,
    Operation,
    Parameter,
    PartWire,
    ResultWire,
    Scalar,
)
from mahogen.model.build import build
from mahogen.read.wsdl import parse_wsdl

STRING, INT = Scalar("string"), Scalar("int")


def only(api: Api) -> Operation:
    [resource] = api.resources
    [operation] = resource.operations
    return operation


def test_an_operation_says_what_goes_over_the_wire() -> None:
    text = v2(
        struct("cart", "id:xsd:int"),
        array("carts", "t:cart"),
        cartFind=("sessionId:xsd:string id:xsd:int store:xsd:string", "carts:t:carts"),
    )
    api, warnings = read(text)
    operation = only(api)
    assert warnings == []
    assert (operation.name, operation.method, operation.session) == ("cartFind", "cartFind", True)
    assert operation.parameters == (Parameter("id", INT, True), Parameter("store", STRING, True))
    carts = ArrayOf("carts", EntityRef("cart"))
    assert operation.result == carts
    assert operation.source.line == line_of(text, 'operation name="cartFind"')
    assert operation.parameters[0].source.line == line_of(text, 'part name="id"')
    wire = operation.wire(Dialect.V2)
    assert wire
    assert wire.parts == (
        PartWire("sessionId", STRING, None),
        PartWire("id", INT, "id"),
        PartWire("store", STRING, "store"),
    )
    assert wire.result == ResultWire("carts", carts)
    assert (wire.request, wire.response) == ("cartFind", "cartFindResponse")
    assert (wire.input_message, wire.output_message) == ("cartFindRequest", "cartFindResponse")
    assert (wire.soap_action, wire.namespace) == ("urn:Action", "urn:Shop")
    assert (wire.style, wire.use) == ("rpc", "encoded")
    assert wire.encoding_style == "http://schemas.xmlsoap.org/soap/encoding/"


def test_an_operation_may_have_neither_parts_nor_result() -> None:
    operation = only(read(v2(ping=("", "")))[0])
    assert (operation.session, operation.parameters, operation.result) == (False, (), None)


def test_wrappers_are_called_after_the_operation_whatever_input_and_output_are_called() -> None:
    text = v2(**PING).replace("<input message", '<input name="in" message')
    wire = only(read(text.replace("<output message", '<output name="out" message'))[0]).wires[0]
    assert (wire.request, wire.response) == ("ping", "pingResponse")  # as PHP has it


def test_the_first_part_carries_the_session_id_whatever_its_name() -> None:
    text = v2(resourceFaults=("resourceName:xsd:string sessionId:xsd:string", "r:xsd:string"))
    api, warnings = read(text)
    [operation] = api.operations
    assert operation.session
    assert operation.parameters == (Parameter("resourceName", STRING, True),)
    assert operation.wires[0].parts == (
        PartWire("resourceName", STRING, None),
        PartWire("sessionId", STRING, "resourceName"),
    )
    line = line_of(text, 'name="sessionId"')
    assert warnings == [f"v2.wsdl:{line}: the part sessionId of resourceFaults is not the first"]


def test_a_note_on_the_misnamed_part_says_that_it_is_known() -> None:
    text = v2(resourceFaults=("resourceName:xsd:string sessionId:xsd:string", "r:xsd:string"))
    note = '[operations.resourceFaults.parameters]\nsessionId = { name = "of", doc = "Resource" }'
    api, warnings = read(text, notes=note)
    assert warnings == []
    [parameter] = api.operations[0].parameters
    assert (parameter.name, parameter.doc) == ("of", "Resource")
    assert api.operations[0].wires[0].parts[1] == PartWire("sessionId", STRING, "of")


def test_the_session_id_cannot_go_into_a_part_of_another_type() -> None:
    text = v2(cartFind=("id:xsd:int sessionId:xsd:string", ""))
    assert errors(text) == [
        f"v2.wsdl:{line_of(text, 'sessionId')}: the part sessionId of cartFind is not the first, "
        "and those before differ in type"
    ]


def test_login_carries_no_session_id() -> None:
    api, _ = read(v2(login=("username:xsd:string apiKey:xsd:string", "r:xsd:string")))
    assert api.operations[0].session is False


def test_the_contract_says_what_a_later_comparison_needs() -> None:
    api, _ = read(v2(**PING))
    [found] = api.contracts
    assert found.dialect is Dialect.V2
    assert (found.name, found.target_namespace, found.schema_namespace) == (
        "Shop",
        "urn:Shop",
        "urn:Shop",
    )
    assert (found.service, found.port) == ("ShopService", "ShopPort")
    assert (found.binding, found.port_type) == ("ShopBinding", "ShopPortType")
    assert found.address == "https://shop.example/api/v2_soap/"
    assert (found.style, found.imports) == ("rpc", ())
    assert found.transport == "http://schemas.xmlsoap.org/soap/http"


def test_a_user_name_in_the_address_is_left_out() -> None:
    text = v2(**PING).replace("https://shop", "https://user:pass@shop")
    api, warnings = read(text)
    assert api.contracts[0].address == "https://shop.example/api/v2_soap/"
    line = line_of(text, "<service")
    assert warnings == [
        f"v2.wsdl:{line}: the address holds a user name, which is left out of what is generated"
    ]


OTHER_PORT = (
    '<port name="Old" binding="t:ShopBinding">'
    '<soap:address location="http://x.example/"/></port></service>'
)


def test_the_first_port_is_the_one() -> None:
    text = v2(**PING).replace("</service>", OTHER_PORT)
    api, warnings = read(text)
    assert api.contracts[0].port == "ShopPort"
    line = line_of(text, "Old")
    assert warnings == [f"v2.wsdl:{line}: the port Old is not read: ShopPort comes first"]


def test_soap_1_2_beside_soap_1_1_is_passed_over() -> None:
    soap12 = 'xmlns:s="http://schemas.xmlsoap.org/wsdl/soap12/"'
    port = f'<service name="Twelve"><port name="P" binding="t:Q"><s:address {soap12}/></port>'
    other = f'<binding name="Q" type="t:ShopPortType"><s:binding {soap12}/></binding>'
    api, warnings = read(
        v2(**PING).replace("</definitions>", f"{other}{port}</service>\n</definitions>")
    )
    assert api.contracts[0].port == "ShopPort"
    assert warnings == []


MESSAGES = message("pingRequest", "sessionId:xsd:string") + message("pingResponse", "")
PORTS = port_type("ping")
BOUND = binding("ping")
NO_BODY = '<binding name="ShopBinding" type="t:ShopPortType">' + SOAP


@pytest.mark.parametrize(
    ("inside", "sought", "message"),
    [
        ([MESSAGES, PORTS, BOUND], "<definitions", "declares no service with a port"),
        (
            [MESSAGES, PORTS, BOUND, SERVICE.replace("https:", "file:")],
            "<service",
            'the address "file://shop.example/api/v2_soap/" is not one of HTTP',
        ),
        (
            [MESSAGES, PORTS, BOUND, SERVICE.replace("https://shop", "http://[shop")],
            "<service",
            'the address "http://[shop.example/api/v2_soap/" is not one of HTTP',
        ),
        (
            [MESSAGES, PORTS, BOUND, SERVICE.replace("ShopBinding", "Other")],
            "<service",
            "the port ShopPort refers to Other, which is declared nowhere",
        ),
        (
            [MESSAGES, BOUND, SERVICE],
            "<binding",
            "the binding ShopBinding refers to ShopPortType, which is declared nowhere",
        ),
        (
            [MESSAGES, PORTS, binding("ping", soap=""), SERVICE],
            "<binding",
            "the binding ShopBinding has no soap:binding, only what is not supported",
        ),
        (
            [MESSAGES, PORTS, BOUND, BOUND, SERVICE],
            ("<binding", 2),
            "the binding ShopBinding is declared twice, first at v2.wsdl:9",
        ),
        (
            [MESSAGES, PORTS, binding("ping", soap=SOAP.replace("rpc", "document")), SERVICE],
            "<binding",
            'the binding ShopBinding has the style "document", which V2 contracts do not have',
        ),
        (
            [MESSAGES, PORTS, BOUND.replace("soap/http", "soap/smtp"), SERVICE],
            "<binding",
            'the transport "http://schemas.xmlsoap.org/soap/smtp" is not supported',
        ),
        (
            [MESSAGES, PORTS, binding("ping", "pong"), SERVICE],
            '"pong"',
            "the operation pong is bound, but is not in the portType ShopPortType",
        ),
        (
            [MESSAGES, port_type("ping", "pong"), BOUND, SERVICE],
            '"pong"',
            "the operation pong is not in the binding ShopBinding",
        ),
        (
            [MESSAGES, port_type("ping", "ping"), BOUND, SERVICE],
            ('"ping"', 2),
            "the operation ping is declared twice, first at v2.wsdl:7",
        ),
        (
            [MESSAGES, port_type(), binding(), SERVICE],
            "<portType",
            "the portType ShopPortType has no operations",
        ),
        (
            [message("pingRequest", ""), PORTS, BOUND, SERVICE],
            '"ping"',
            "the output of ping refers to pingResponse, which is declared nowhere",
        ),
        (
            [MESSAGES, MESSAGES.partition("</message>")[0] + "</message>", PORTS, BOUND, SERVICE],
            ("pingRequest", 2),
            "the message pingRequest is declared twice, first at v2.wsdl:2",
        ),
        (
            [MESSAGES, PORTS.replace("t:pingReq", "pingReq"), BOUND, SERVICE],
            '"ping"',
            "the input of ping refers to pingRequest, which is declared nowhere",
        ),
        (
            [MESSAGES, PORTS.replace('<output message="t:pingResponse"/>', ""), BOUND, SERVICE],
            '"ping"',
            "the operation ping has no output",
        ),
        (
            [
                MESSAGES,
                PORTS,
                f"{NO_BODY}\n<operation name='ping'><input/></operation></binding>",
                SERVICE,
            ],
            "name='ping'",
            [
                "the input of ping has no soap:body in the binding",
                "the output of ping has no soap:body in the binding",
            ],
        ),
        (
            [
                MESSAGES,
                PORTS,
                BOUND.replace('"urn:Action"', '"urn:Action" style="document"'),
                SERVICE,
            ],
            "urn:Action",
            'the operation ping has the style "document", its binding rpc',
        ),
        (
            [MESSAGES, PORTS, BOUND.replace("urn:Action", "a&#13;&#10;X-Header: b"), SERVICE],
            "X-Header",
            'the operation ping has the soapAction "a X-Header: b"',
        ),
        (
            [MESSAGES, PORTS, BOUND.replace(BODY, BODY.replace("encoded", "literal"), 1), SERVICE],
            "literal",
            'the input of ping has use="literal", not encoded',
        ),
        (
            [MESSAGES, PORTS, BOUND.replace("soap/encoding/", "x", 1), SERVICE],
            "xmlsoap.org/x",
            'the input of ping has encodingStyle="http://schemas.xmlsoap.org/x"',
        ),
    ],
)
def test_refuses(
    inside: list[str], sought: str | tuple[str, int], message: str | list[str]
) -> None:
    text = contract(*inside)
    where = (sought, 1) if isinstance(sought, str) else sought
    found = errors(text)
    assert all(error.startswith(f"v2.wsdl:{line_of(text, *where)}: ") for error in found)
    expected = [message] if isinstance(message, str) else message
    assert [error.split(": ", 1)[1] for error in found] == expected


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            '<part name="a" type="xsd:int"/><part name="a" type="xsd:int"/>',
            "the part a of pingRequest is declared twice, first at v2.wsdl:3",
        ),
        ('<part name="a"/>', "the part a of pingRequest has no type"),
        ('<part name="a" element="t:x"/>', "the part a of pingRequest has an element, not a type"),
        (
            '<part name="a" type="xsd:int" element="t:x"/>',
            "the part a of pingRequest has both a type and an element",
        ),
        ('<part type="xsd:int"/>', "a part of pingRequest has no name"),
    ],
)
def test_refuses_a_part(parts: str, message: str) -> None:
    request = f'<message name="pingRequest">\n{parts}</message>'
    response = '<message name="pingResponse"/>'
    assert errors(contract(request, response, PORTS, BOUND, SERVICE)) == [f"v2.wsdl:3: {message}"]


def test_refuses_an_answer_with_two_parts() -> None:
    text = v2(ping=("", "a:xsd:int b:xsd:int"))
    line = line_of(text, "pingResponse")
    assert errors(text) == [f"v2.wsdl:{line}: the message pingResponse has 2 parts"]


def test_refuses_soap_1_2_alone() -> None:
    soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/"
    text = v2(**PING).replace(
        'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"', f'xmlns:soap="{soap12}"'
    )
    assert errors(text) == [
        f"v2.wsdl:{line_of(text, '<service')}: the port ShopPort has no soap:address, "
        "only what is not supported"
    ]


def test_tells_every_problem_at_once() -> None:
    text = v2(
        array("a", "t:none"),
        struct("b", "x:xsd:int", "x:xsd:string"),
        ping=("", "a:xsd:int b:xsd:int"),
    ).replace("https:", "ftp:")
    assert len(errors(text)) == 4


def test_another_dialect_is_not_drowned_in_what_follows_from_it() -> None:
    text = v2(struct("a", "x:xsd:int").replace("/>", ' maxOccurs="unbounded"/>'), **PING)
    assert len(errors(text.replace('style="rpc"', 'style="document"'))) == 1


def test_an_operation_of_the_binding_may_leave_the_soap_action_out() -> None:
    text = v2(**PING).replace('<soap:operation soapAction="urn:Action"/>', "")
    assert only(read(text)[0]).wires[0].soap_action == ""
    assert bound("ping") in v2(**PING)


def test_an_operation_without_a_session_is_none_that_a_store_answers() -> None:
    bare: tuple[str, str] = ("", "r:xsd:string")
    text = v2(ping=("id:xsd:int", "r:xsd:string"), pong=bare, login=bare, globalFaults=bare)
    diagnostics = Diagnostics()
    document = parse_wsdl(text.encode(), "v2.wsdl", diagnostics)
    api = build({Dialect.V2: document}, None, None, diagnostics)
    assert not any(o.session for o in (*api.operations, *api.resources[0].operations))
    lines = {name: line_of(text, f'<operation name="{name}">') for name in ("ping", "pong")}
    assert [plain(warning) for warning in diagnostics.warnings] == [
        f"v2.wsdl:{line}: the operation {name} {NO_SESSION}" for name, line in lines.items()
    ]
