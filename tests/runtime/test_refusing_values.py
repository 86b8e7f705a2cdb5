"""What cannot be sent is refused before anything is, and the message says where but not what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from maho_api import ShoppingCartCustomerAddressEntity, ShoppingCartCustomerEntity
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import BOOLEAN, DOUBLE, INT, STRING
from mahogen.runtime.codec.text import UnsendableValue
from support.recordings import DIALECTS
from support.stub_store import Mode, StubStore
from support.things import OPTIONS, PART, PARTS, TAGS, THING, Part, Strict, Thing, write

SECRET = "hunter2"


def in_dialect(message: str, dialect: str) -> str:
    """The message as a dialect has it: members of arrays have another name in WS-I."""
    return message.replace("item:", "complexObjectArray:") if dialect == "wsi" else message


class Odd:
    def __repr__(self) -> str:
        return SECRET

    __str__ = __repr__


@pytest.mark.parametrize(
    ("codec", "value", "message"),
    [
        (STRING, 7, "get: x: expected str, got int"),
        (STRING, b"hunter2", "get: x: expected str, got bytes"),
        (STRING, Odd(), "get: x: expected str, got Odd"),
        (INT, SECRET, "get: x: expected int, got str"),
        (INT, "7", "get: x: expected int, got str"),
        (INT, 7.0, "get: x: expected int, got float"),
        (INT, True, "get: x: expected int, got bool"),
        (DOUBLE, "7.5", "get: x: expected float, got str"),
        (DOUBLE, True, "get: x: expected float, got bool"),
        (BOOLEAN, 1, "get: x: expected bool, got int"),
        (BOOLEAN, "true", "get: x: expected bool, got str"),
        (PART, {"sku": SECRET}, "get: x: expected Part, got dict"),
        (PART, Strict(code=SECRET), "get: x: expected Part, got Strict"),
        (PART, Part(sku=7), "get: x: sku: expected str, got int"),  # type: ignore[arg-type]
        (TAGS, SECRET, "get: x: expected a sequence, got str"),
        (TAGS, b"hunter2", "get: x: expected a sequence, got bytes"),
        (TAGS, {"a": SECRET}, "get: x: expected a sequence, got dict"),
        (TAGS, 7, "get: x: expected a sequence, got int"),
        # What can be gone through once only would be empty when the message is written again.
        (TAGS, iter([SECRET]), "get: x: expected a sequence, got list_iterator"),
        (PARTS, (Part() for _ in "ab"), "get: x: expected a sequence, got generator"),
        (TAGS, [SECRET, 7], "get: x: item: expected str, got int"),
        (PARTS, Part(), "get: x: expected a sequence, got Part"),
        (OPTIONS, ["a"], "get: x: expected a mapping, got list"),
        (OPTIONS, {7: SECRET}, "get: x: key: expected str, got int"),
        (OPTIONS, {f"{SECRET} or so": 7}, "get: x: value: expected str, got int"),
        (OPTIONS, {"sku": 7}, "get: x: sku: expected str, got int"),
        (
            THING,
            Thing(children=[Thing(parts=[Part(qty=SECRET)])]),  # type: ignore[arg-type]
            "get: x: children: item: parts: item: qty: expected float, got str",
        ),
        (
            ANYTHING,
            [{"a": Odd()}],
            "get: x: item: a: expected str, int, float, bool, list, dict or None, got Odd",
        ),
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_values_of_another_type(codec: Codec[Any], value: Any, message: str, dialect: str) -> None:
    with pytest.raises(TypeError) as raised:
        write(codec, value, dialect)
    assert str(raised.value) == in_dialect(message, dialect)
    assert SECRET not in message


@pytest.mark.parametrize(
    "code",
    [0, 1, 8, 0xB, 0xC, 0xE, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF],
)
@pytest.mark.parametrize(
    ("codec", "wrap", "where"),
    [
        (STRING, lambda text: text, "get: x"),
        (THING, lambda text: Thing(main=Part(sku=text)), "get: x: main: sku"),
        (TAGS, lambda text: ["fine", text], "get: x: item"),
        (OPTIONS, lambda text: {text: "a"}, "get: x: key"),
        (OPTIONS, lambda text: {"a": text}, "get: x: a"),
        (ANYTHING, lambda text: {"a": [text]}, "get: x: a: item"),
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_characters_that_xml_forbids(
    codec: Codec[Any], wrap: Any, where: str, code: int, dialect: str
) -> None:
    with pytest.raises(UnsendableValue) as raised:
        write(codec, wrap(SECRET + chr(code)), dialect)
    message = f"{where}: character U+{code:04X} cannot be sent in XML"
    assert str(raised.value) == in_dialect(message, dialect)


@pytest.mark.parametrize("text", ["\t\n\r", "\x7f", "\x85", "\ud7ff\ue000\ufffd", "\U0001ffff"])
def test_characters_that_xml_allows(text: str) -> None:
    assert "xsd:string" in write(STRING, text)


@pytest.mark.parametrize("dialect", ["v2", "wsi"])
def test_extras_go_out_in_v1_alone(dialect: str) -> None:
    thing = Thing(main=Part(extras={"b": SECRET, "a": SECRET}))
    with pytest.raises(UnsendableValue) as raised:
        write(THING, thing, dialect)
    assert str(raised.value) == (
        "get: x: main: the contract has no field a, b; extras go out in V1 only"
    )


def test_a_key_that_is_no_name_is_not_repeated() -> None:
    """It may be anything: a text of a customer's, for one."""
    with pytest.raises(TypeError, match=r"^get: x: value: expected str, .*, got Odd$"):
        write(ANYTHING, {"hunter2 or so": Odd()}, "v1")


def test_extras_of_v1_are_checked_too() -> None:
    with pytest.raises(TypeError, match=r"^get: x: main: a b: expected str, int, .*, got Odd$"):
        write(THING, Thing(main=Part(extras={"a b": Odd()})), "v1")
    with pytest.raises(UnsendableValue, match=r"^get: x: main: a: k: character U\+0000 cannot"):
        write(THING, Thing(main=Part(extras={"a": {"k": "\0"}})), "v1")
    with pytest.raises(UnsendableValue, match=r"^get: x: main: character U\+0000 cannot"):
        write(THING, Thing(main=Part(extras={"\0": 1})), "v1")


def test_nothing_is_sent(mode: Mode, dialect: str) -> None:
    store = StubStore()
    client = store.client(mode, dialect=dialect)
    for logged_in in (False, True):
        if logged_in:
            client.login()
        for call in BAD_CALLS:
            with pytest.raises((TypeError, UnsendableValue), match=r"^shoppingCart\w+: \w+: .+"):
                call(client)
    if dialect != "v1":
        with pytest.raises(UnsendableValue, match=r"^shoppingCartCustomerSet: \w+: the contract"):
            client.cart_customer.set(1, _customer(extras={"taxvat": "1"}))
    assert store.called() == ["login"]


def test_the_field_is_named(mode: Mode, dialect: str) -> None:
    client = StubStore().client(mode, dialect=dialect)
    bad = ShoppingCartCustomerAddressEntity(mode="billing", city="a\x00b")
    where = {
        "v1": r"^shoppingCartCustomerAddresses: customer_address_data: item: city: ",
        "v2": r"^shoppingCartCustomerAddresses: customer: item: city: ",
        "wsi": r"^shoppingCartCustomerAddresses: customerAddressData: complexObjectArray: city: ",
    }[dialect]
    with pytest.raises(UnsendableValue, match=where + r"character U\+0000 cannot be sent in XML$"):
        client.cart_customer.addresses(1, [ShoppingCartCustomerAddressEntity(), bad])


def _customer(**fields: Any) -> ShoppingCartCustomerEntity:
    return ShoppingCartCustomerEntity(**fields)


BAD_CALLS: list[Callable[[Any], object]] = [
    lambda store: store.cart.info("1"),
    lambda store: store.cart.info(1, store=1),
    lambda store: store.cart.order(1, agreements="1"),
    lambda store: store.cart.order(1, agreements=[1]),
    lambda store: store.cart_customer.set(1, _customer(email="a\x00b")),
    lambda store: store.cart_customer.set(1, {"mode": "guest"}),
    lambda store: store.cart_customer.addresses(1, ShoppingCartCustomerAddressEntity()),
    lambda store: store.cart_customer.addresses(1, [_customer()]),
]


@pytest.mark.parametrize("dialect", ["v2", "wsi"])
@pytest.mark.parametrize("name", ["", "a b", "a><b", "1a", "a:b", 'a"', "é", "a\n"])
def test_names_of_a_call_outside_of_the_contract(mode: Mode, dialect: str, name: str) -> None:
    store = StubStore()
    client = store.client(mode, dialect=dialect)
    client.login()
    with pytest.raises(ValueError, match="is no name of an operation or part"):
        client.call(name)
    with pytest.raises(ValueError, match="is no name of an operation or part"):
        client.call("storeList", **{name: 1})
    with pytest.raises(UnsendableValue, match=r"^storeList: x: a key of the dict is no name that"):
        client.call("storeList", x={name: 1})
    assert store.called() == ["login"]


def test_a_call_outside_of_the_contract_says_where(mode: Mode, dialect: str) -> None:
    client = StubStore().client(mode, dialect=dialect)

    def call(value: object) -> None:
        if dialect == "v1":
            client.call("store.list", value)
        else:
            client.call("storeList", filters=value)

    where = r"^store\.list: args: item" if dialect == "v1" else "^storeList: filters"
    with pytest.raises(TypeError, match=rf"{where}: a: expected str, .*, got Odd$") as raised:
        call({"a": Odd()})
    assert SECRET not in str(raised.value)
    with pytest.raises(UnsendableValue, match=rf"{where}: character U\+0000 cannot be sent"):
        call("\0")


def test_arguments_of_the_other_dialects(mode: Mode, dialect: str) -> None:
    client = StubStore().client(mode, dialect=dialect)
    with pytest.raises(TypeError, match=r"takes (arguments|parts) by (position|name), not by"):
        client.call("a.b", x=1) if dialect == "v1" else client.call("storeList", 1)
