"""V1's multiCall: several calls in one request, each with its own result or fault."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest

from maho_api import (
    MahoFault,
    ProtocolError,
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartInfoEntity,
    ShoppingCartTotalsEntity,
    prepare,
)
from maho_api.faults import CartFault, QuoteNotExists, ResourcePathInvalid, SessionExpired
from mahogen.runtime.batch import NotMade
from mahogen.runtime.errors import NotXml
from support.stub_store import Mode, StubStore, answer, fault

CREATED = '<item xsi:type="xsd:int">7</item>'
TOTALS = (
    '<item SOAP-ENC:arrayType="ns2:Map[1]" xsi:type="SOAP-ENC:Array"><item xsi:type="ns2:Map">'
    '<item><key xsi:type="xsd:string">title</key><value xsi:type="xsd:string">Sum</value></item>'
    '<item><key xsi:type="xsd:string">amount</key><value xsi:type="xsd:float">15.5</value></item>'
    "</item></item>"
)
INFO = (
    '<item xsi:type="ns2:Map"><item><key xsi:type="xsd:string">store_id</key>'
    '<value xsi:type="xsd:int">1</value></item></item>'
)
NIL = '<item xsi:nil="true"/>'


def failed(code: str, message: str = "no") -> str:
    """A fault as a member of the answer, as a store writes it."""
    return (
        '<item xsi:type="ns2:Map">'
        '<item><key xsi:type="xsd:string">isFault</key><value xsi:type="xsd:boolean">true</value>'
        f'</item><item><key xsi:type="xsd:string">faultCode</key>'
        f'<value xsi:type="xsd:string">{code}</value></item>'
        '<item><key xsi:type="xsd:string">faultMessage</key>'
        f'<value xsi:type="xsd:string">{message}</value></item></item>'
    )


def answering(*members: str) -> StubStore:
    """A store that answers multiCall with these members."""
    kind = f'SOAP-ENC:arrayType="xsd:ur-type[{len(members)}]" xsi:type="ns1:FixedArray"'
    result = f"<multiCallReturn {kind}>{''.join(members)}</multiCallReturn>"
    return StubStore(multiCall=answer("multiCall", result))


def test_results_have_the_types_of_their_calls(mode: Mode) -> None:
    store = answering(CREATED, TOTALS, INFO)
    client = store.client(mode, dialect="v1")
    create = prepare(client.cart.create)
    totals = prepare(client.cart.totals, 5, store="default")
    info = prepare(client.cart.info, 1)
    batch = client.multi_call([create, totals, info])
    quote_id: int = batch[create]
    sums: list[ShoppingCartTotalsEntity] = batch[totals]
    cart: ShoppingCartInfoEntity = batch[info]
    assert quote_id == 7
    assert sums == [ShoppingCartTotalsEntity(title="Sum", amount=15.5)]
    assert cart == ShoppingCartInfoEntity(store_id="1")
    assert batch.faults == []
    assert store.called() == ["login", "multiCall"]


def test_each_member_has_its_own_fault(mode: Mode) -> None:
    client = answering(failed("1002"), TOTALS, failed("3"), failed("4711")).client(
        mode, dialect="v1"
    )
    calls: list[Any] = [prepare(client.cart.info, n) for n in range(4)]
    calls[1] = prepare(client.cart.totals, 1)
    batch = client.multi_call(calls)
    assert [type(f) for f in batch.faults][1:] == [ResourcePathInvalid, MahoFault]
    for call, cls, code in ((calls[0], QuoteNotExists, "1002"), (calls[3], MahoFault, "4711")):
        with pytest.raises(cls, match=rf"^shoppingCartInfo: \[{code}\] no$") as raised:
            batch[call]
        assert raised.value.operation == "shoppingCartInfo"
    assert isinstance(batch.faults[0], CartFault)
    assert batch[calls[1]][0].title == "Sum"


def test_what_follows_the_first_fault_is_not_made_if_so_asked(mode: Mode) -> None:
    store = answering(CREATED, failed("1002"))
    client = store.client(mode, dialect="v1")
    calls: list[Any] = [prepare(client.cart.create) for _ in range(4)]
    batch = client.multi_call(calls, stop=True)
    assert batch[calls[0]] == 7
    with pytest.raises(QuoteNotExists):
        batch[calls[1]]
    for call in calls[2:]:
        with pytest.raises(NotMade, match=r"^shoppingCartCreate: not made: a call before"):
            batch[call]
    assert [f.code for f in batch.faults] == ["1002"]
    options = store.calls[1].body.partition(b"<options")[2]
    assert b'>break</key><value xsi:type="xsd:int">1</value>' in options


def test_all_may_go_well_though_asked_to_stop(mode: Mode) -> None:
    client = answering(CREATED, CREATED).client(mode, dialect="v1")
    calls = [prepare(client.cart.create), prepare(client.cart.create)]
    batch = client.multi_call(calls, stop=True)
    assert [batch[call] for call in calls] == [7, 7]


def test_the_request(mode: Mode) -> None:
    store = answering(CREATED, NIL)
    client = store.client(mode, dialect="v1")
    customer = ShoppingCartCustomerEntity(mode="guest", extras={"use_for_shipping": 1})
    calls: list[Any] = [
        prepare(client.cart.create, "default"),
        prepare(client.cart_customer.set, 1, customer),
    ]
    client.multi_call(calls)
    body = store.calls[1].body.decode()
    assert body.partition("</sessionId>")[2].partition("</ns1:multiCall>")[0] == (
        '<calls SOAP-ENC:arrayType="xsd:ur-type[2]" xsi:type="ns1:FixedArray">'
        '<item SOAP-ENC:arrayType="xsd:ur-type[2]" xsi:type="SOAP-ENC:Array">'
        '<item xsi:type="xsd:string">cart.create</item>'
        '<item SOAP-ENC:arrayType="xsd:string[1]" xsi:type="SOAP-ENC:Array">'
        '<item xsi:type="xsd:string">default</item></item></item>'
        '<item SOAP-ENC:arrayType="xsd:ur-type[2]" xsi:type="SOAP-ENC:Array">'
        '<item xsi:type="xsd:string">cart_customer.set</item>'
        '<item SOAP-ENC:arrayType="xsd:ur-type[2]" xsi:type="SOAP-ENC:Array">'
        '<item xsi:type="xsd:int">1</item><item xsi:type="ns2:Map">'
        '<item><key xsi:type="xsd:string">mode</key>'
        '<value xsi:type="xsd:string">guest</value></item>'
        '<item><key xsi:type="xsd:string">use_for_shipping</key>'
        '<value xsi:type="xsd:int">1</value></item></item></item></item></calls>'
        '<options xsi:nil="true"/>'
    )


def test_an_expired_session_faults_the_whole_and_is_renewed(mode: Mode) -> None:
    store = answering(CREATED)
    fine = store.answers["multiCall"]
    assert isinstance(fine, bytes)
    store.answers["multiCall"] = lambda call: httpx.Response(
        200, content=fault("5") if call.number == 1 else fine
    )
    client = store.client(mode, dialect="v1")
    call = prepare(client.cart.create)
    assert client.multi_call([call])[call] == 7
    assert store.called() == ["login", "multiCall"] * 2
    store.answers["multiCall"] = fault("5")
    with pytest.raises(SessionExpired, match=r"^multiCall: "):
        client.multi_call([call])


@pytest.mark.parametrize(
    ("members", "stop"),
    [
        ([], False),
        ([CREATED], False),
        ([CREATED, CREATED, CREATED], False),
        ([failed("1")], False),
        ([CREATED], True),
        ([], True),
        ([CREATED, failed("1"), failed("1")], True),
    ],
)
def test_an_answer_to_other_calls_is_refused(mode: Mode, members: list[str], stop: bool) -> None:
    client = answering(*members).client(mode, dialect="v1")
    calls = [prepare(client.cart.create), prepare(client.cart.create)]
    message = f"^multiCall: {len(members)} results for 2 calls: "
    with pytest.raises(ProtocolError, match=message):
        client.multi_call(calls, stop=stop)


def test_what_is_no_answer(mode: Mode) -> None:
    store = StubStore(multiCall=b"<html>")
    client = store.client(mode, dialect="v1")
    with pytest.raises(NotXml, match=r"^multiCall: "):
        client.multi_call([prepare(client.cart.create)])


def test_a_member_that_does_not_fit_its_type_is_its_own_error(mode: Mode) -> None:
    client = answering('<item xsi:type="xsd:string">seven</item>', CREATED).client(
        mode, dialect="v1"
    )
    calls = [prepare(client.cart.create), prepare(client.cart.create)]
    batch = client.multi_call(calls)
    with pytest.raises(ProtocolError, match=r"^shoppingCartCreate: the result is no int: "):
        batch[calls[0]]
    assert batch[calls[1]] == 7
    assert batch.faults == []


@pytest.mark.parametrize("dialect", ["v2", "wsi"])
def test_the_other_dialects_have_no_multi_call(mode: Mode, dialect: str) -> None:
    store = StubStore()
    client = store.client(mode, dialect=dialect)
    with pytest.raises(TypeError, match=rf"^multi_call is V1's; this client speaks {dialect}$"):
        client.multi_call([prepare(client.cart.create)])
    assert store.calls == []


def test_calls_that_cannot_be_made_are_refused_before_anything_is_sent(mode: Mode) -> None:
    store = StubStore()
    client = store.client(mode, dialect="v1")
    call = prepare(client.cart.create)
    with pytest.raises(ValueError, match=r"^a call stands twice"):
        client.multi_call([call, call])
    with pytest.raises(TypeError, match=r"^multi_call takes calls made with prepare\("):
        client.multi_call([7])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"^shoppingCartCreate: store: expected str, got int$"):
        client.multi_call([prepare(client.cart.create, 7)])  # type: ignore[call-overload]
    address = ShoppingCartCustomerAddressEntity(city="a\0b")
    with pytest.raises(ValueError, match=r"^\w+Addresses: \w+: item: city: character U\+0000"):
        client.multi_call([prepare(client.cart_customer.addresses, 1, [address])])
    with pytest.raises(ValueError, match=r"^globalFaults: cannot be one of several calls$"):
        client.multi_call([prepare(client.global_faults)])
    assert store.calls == []


def test_prepared_calls() -> None:
    client = answering(TOTALS).client(dialect="v1")
    call = prepare(client.cart.totals, 5, store="default")
    assert repr(call) == "Call(shoppingCartTotals)"
    assert call.arguments == (5, "default")
    assert call != prepare(client.cart.totals, 5, store="default")
    batch = client.multi_call([call])
    assert len(batch[call]) == 1
    with pytest.raises(KeyError):
        batch[prepare(client.cart.totals, 5)]
    with pytest.raises(TypeError, match="quote"):
        prepare(client.cart.totals)  # type: ignore[call-overload]


def test_an_empty_batch(mode: Mode) -> None:
    assert answering().client(mode, dialect="v1").multi_call([]).faults == []


def test_a_call_of_another_client_is_refused(mode: Mode) -> None:
    stub = answering(CREATED)
    call = prepare(StubStore().client("async").cart.create)
    with pytest.raises(ValueError, match=r"^shoppingCartCreate: the call was prepared on another"):
        stub.client(mode, dialect="v1").multi_call([call])
    assert stub.calls == []


def test_a_prepared_call_keeps_the_store_view_of_its_client() -> None:
    stub = answering(CREATED)
    german = stub.client(dialect="v1", store="german")
    call = prepare(german.with_options(store="italian").cart.create)
    german.multi_call([call])
    assert b">italian<" in stub.calls[-1].body
    assert b">german<" not in stub.calls[-1].body


def test_a_call_without_a_result(mode: Mode) -> None:
    store = answering('<item xsi:type="ns2:Map"><item><value>x</value></item></item>')
    client = store.client(mode, dialect="v1")
    call = prepare(client.cart.create)
    without = replace(call, operation=replace(call.operation, result=None))
    assert client.multi_call([without])[without] is None
