"""What stands around the values of a call: arguments by position in V1, parts by name elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from mahogen.runtime.codec.scalars import INT, STRING
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.dialects import dialect_named
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.dialects.v1 import V1
from mahogen.runtime.dialects.wsi import WSI
from mahogen.runtime.operation import Message, Operation, Parameter, Path
from support.stub_store import NAMESPACE
from support.things import PART, Part, operation

ARRAY = 'SOAP-ENC:arrayType="{}" xsi:type="SOAP-ENC:Array"'

MANY = (
    Parameter("a", STRING, required=False),
    Parameter("b", INT, required=False),
    Parameter("c", PART, required=False),
)


def in_v1(*arguments: Any, places: tuple[int, ...] | None = None) -> str:
    """The arguments of a call with three parameters, of which V1 has those at `places`."""
    call: Operation[None] = Operation(
        "get", "thing", "get", "get", MANY, None, v1=Path("thing.get", places)
    )
    body = V1(NAMESPACE).request(call, "s", arguments).body.decode()
    return body.partition("</resourcePath>")[2].partition("</ns1:call>")[0]


def test_the_path_and_the_session_stand_before_the_arguments() -> None:
    body = V1(NAMESPACE).request(operation(None), "s", ()).body.decode()
    assert body.partition("<ns1:call>")[2].partition("</ns1:call>")[0] == (
        '<sessionId xsi:type="xsd:string">s</sessionId>'
        '<resourcePath xsi:type="xsd:string">thing.get</resourcePath>'
        '<args SOAP-ENC:arrayType="xsd:ur-type[0]" xsi:type="SOAP-ENC:Array"/>'
    )


@pytest.mark.parametrize(
    ("arguments", "kind", "members"),
    [
        (("a", 1, Part(sku="a")), "xsd:ur-type[3]", 3),
        (("a", 1, None), "xsd:ur-type[2]", 2),
        (("a", None, None), "xsd:string[1]", 1),
        ((None, None, None), "xsd:ur-type[0]", 0),
        ((None, 1, None), "xsd:ur-type[2]", 2),
        ((None, None, Part(sku="a")), "xsd:ur-type[3]", 3),
    ],
)
def test_nones_at_the_end_are_dropped(arguments: tuple[Any, ...], kind: str, members: int) -> None:
    args = in_v1(*arguments)
    assert f'<args SOAP-ENC:arrayType="{kind}"' in args
    assert args.replace("<item><key", "").count("<item") == members
    assert args.count('<item xsi:nil="true"/>') == arguments[:members].count(None)


def test_parameters_that_v1_does_not_have() -> None:
    part = Part(sku="a")
    with_gap = in_v1("a", None, part)
    assert in_v1("a", None, part, places=(0, 2)) == with_gap.replace(
        '<item xsi:nil="true"/>', ""
    ).replace("[3]", "[2]")
    assert in_v1(None, 2, None, places=(1,)).count("<item") == 1
    with pytest.raises(UnsendableValue, match=r"^get: b: V1 has no such parameter$"):
        in_v1("a", 1, None, places=(0, 2))


def test_parameters_that_another_dialect_does_not_have() -> None:
    message = Message("getRequestParam", ("sessionId", "A", None, "C"), "getResponse", "result")
    call: Operation[None] = Operation("get", "thing", "get", "get", MANY, None, wsi=message)
    sent: Request = WSI(NAMESPACE).request(call, "s", ("a", None, Part(sku="b")))
    assert b"<sessionId>s</sessionId><A>a</A><C><sku>b</sku></C></ns1:getReq" in sent.body
    with pytest.raises(UnsendableValue, match=r"^get: b: WS-I has no such parameter$"):
        WSI(NAMESPACE).request(call, "s", ("a", 1, None))


@pytest.mark.parametrize("dialect", [V1, WSI])
def test_what_the_contract_does_not_have_in_a_dialect(dialect: type[V1 | WSI]) -> None:
    message = Message("get", ("sessionId",), "getResponse", "result")
    call: Operation[None] = Operation("get", "thing", "get", "get", (), None, v2=message)
    name = dialect.name
    with pytest.raises(ValueError, match=rf"^get: .* no {dialect.title} contract .* {name} WSDL"):
        dialect(NAMESPACE).request(call, "s", ())


def test_a_required_argument_is_required_in_every_dialect(dialect: str) -> None:
    call: Operation[None] = operation(None, Parameter("x", STRING))
    with pytest.raises(TypeError, match=r"^get: x is None, but it is required$"):
        dialect_named(dialect)(NAMESPACE).request(call, "s", (None,))


# -- calls outside of the contract -----------------------------------------------------------------


def test_any_path_in_v1() -> None:
    sent = V1(NAMESPACE).plain_request("store.list", "s", (1, {"a": [2]}), {})
    assert (sent.operation, sent.action) == ("store.list", "urn:Action")
    body = sent.body.decode()
    assert body.partition("</sessionId>")[2].partition("</ns1:call>")[0] == (
        '<resourcePath xsi:type="xsd:string">store.list</resourcePath>'
        f'<args {ARRAY.format("xsd:ur-type[2]")}><item xsi:type="xsd:int">1</item>'
        '<item xsi:type="ns2:Map">'
        f'<item><key xsi:type="xsd:string">a</key><value {ARRAY.format("xsd:int[1]")}>'
        '<item xsi:type="xsd:int">2</item></value></item></item></args>'
    )
    with pytest.raises(TypeError, match=r"^a\.b: V1 takes arguments by position, not by name$"):
        V1(NAMESPACE).plain_request("a.b", "s", (), {"x": 1})


def test_any_operation_in_wsi() -> None:
    sent = WSI(NAMESPACE).plain_request("storeList", "s", (), {"a": {"b": [2]}, "c": None})
    assert (sent.operation, sent.action) == ("storeList", "")
    body = sent.body.decode()
    assert body.partition("<ns1:storeListRequestParam>")[2].partition("</ns1:")[0] == (
        "<sessionId>s</sessionId><a><b><complexObjectArray>2</complexObjectArray></b></a>"
    )
    with pytest.raises(TypeError, match=r"^storeList: WS-I takes parts by name, not by position$"):
        WSI(NAMESPACE).plain_request("storeList", "s", (1,), {})
