"""What PHP makes of nothing, and of blocks in a Header."""

from __future__ import annotations

import pytest
from raw_calls import LISTED, answered, v1, v2, wsi

from mahogen.fake_store import FakeStore
from mahogen.runtime.dialects import DialectName
from mahogen.runtime.envelope import SoapFault

NO_QUOTE = SoapFault("1002", "Can not make operation because quote is not exists")
NIL, EMPTY, LEFT_OUT = '<quoteId x:nil="true"/>', "<quoteId/>", ""
NOTHING = "get_object_vars(): Argument #1 ($object) must be of type object, null given"


@pytest.mark.parametrize("quote_id", [NIL, EMPTY, LEFT_OUT])
@pytest.mark.parametrize("strict", [False, True])
def test_there_is_no_cart_of_no_number(quote_id: str, strict: bool) -> None:
    assert answered(FakeStore(strict=strict), "v2", v2("Info", "", quote_id)) == NO_QUOTE
    fault = answered(FakeStore(strict=strict), "wsi", wsi("Info", "", quote_id))
    assert fault is not None
    assert fault.code == "6"


@pytest.mark.parametrize(
    "body",
    [
        v1("cart.info", '<item x:nil="true"/>', LISTED),
        v1("cart.info", '<item x:nil="true"/><item>default</item>', LISTED),
        v1("cart.info", "", ' x:nil="true"'),
    ],
)
def test_nor_is_there_in_v1(store: FakeStore, body: str) -> None:
    assert answered(store, "v1", body) == NO_QUOTE


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (v2("CustomerSet", '<customer x:nil="true"/>'), ("SOAP-ENV:Server", NOTHING)),
        (v2("PaymentMethod", ""), ("SOAP-ENV:Server", NOTHING)),
        (v2("CustomerAddresses", '<customer x:nil="true"/>'), ("1051", "")),
        (v2("ShippingMethod", ""), ("6", "")),
    ],
)
def test_nothing_where_something_else_is_due(
    store: FakeStore, body: str, fault: tuple[str, str]
) -> None:
    got = answered(store, "v2", body)
    assert got is not None
    assert got.code == fault[0]
    assert fault[1] in got.message


BLOCK = '<e:Header><w:Action xmlns:w="urn:w"{}>x</w:Action><w:To xmlns:w="urn:w"/></e:Header>'
MUST = ' e:mustUnderstand="1"'
EXPIRED = ("5", "Session expired. Try to relogin.")
NO_TEXT = (
    "SOAP-ENV:Server",
    "get_object_vars(): Argument #1 ($object) must be of type object, string given",
)
BODIES: dict[DialectName, str] = {
    "v1": v1("cart.info", "1"),
    "v2": v2("Info", ""),
    "wsi": wsi("Info", ""),
}


@pytest.mark.parametrize("must", ["", MUST])
@pytest.mark.parametrize(("dialect", "fault"), [("v2", EXPIRED), ("wsi", NO_TEXT)])
def test_a_header_ends_every_call(
    store: FakeStore, dialect: DialectName, fault: tuple[str, str], must: str
) -> None:
    got = answered(store, dialect, BODIES[dialect], BLOCK.format(must))
    assert got == SoapFault(*fault)
    ended = store.journal.one("cart.info")
    assert (ended.fault, ended.user, ended.arguments) == (got, "", {})


@pytest.mark.parametrize("dialect", ["v2", "wsi"])
def test_and_strictly_it_says_so(dialect: DialectName) -> None:
    got = answered(FakeStore(strict=True), dialect, BODIES[dialect], BLOCK.format(""))
    assert got is not None
    assert got.code == "6"
    assert got.message.startswith("strict: a store takes Action, To in the Header for a call")


@pytest.mark.parametrize("strict", [False, True])
def test_v1_ignores_headers_that_need_not_be_understood(strict: bool) -> None:
    store = FakeStore(strict=strict)
    assert answered(store, "v1", BODIES["v1"], BLOCK.format("")) is None
    store = FakeStore(strict=strict)
    got = answered(store, "v1", BODIES["v1"], BLOCK.format(MUST))
    assert got == SoapFault("SOAP-ENV:MustUnderstand", "Header not understood")


@pytest.mark.parametrize("dialect", ["v1", "v2", "wsi"])
def test_an_empty_header_is_fine(store: FakeStore, dialect: DialectName) -> None:
    assert answered(store, dialect, BODIES[dialect], "<e:Header/>") is None
