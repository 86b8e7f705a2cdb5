"""One and the same cart, recorded in V1, V2 and WS-I, is the same in Python."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from accounts import named
from test_answers import read_typed
from typed_calls import operation_of, resource_of

from mahogen.runtime.entity import Entity, to_dict
from support.recordings import recordings
from support.stub_store import Mode, StubStore

OF_THE_MOMENT: Final = {"created_at", "updated_at", "password_hash"}
"""Fields in which the recordings differ since they were made one after the other."""

STEPS: Final = [
    r.name
    for r in recordings("v1")
    if r.name < "083" and r.fault is None and operation_of(r) and resource_of(r)
]
"""The calls of carts that were made in all three, from the same state of the store."""

DIFFERENT: Final = {
    "043-cart-info-q2-registered": {"items[0].weee_tax_applied", "items[1].weee_tax_applied"},
    "054-cart-info-full": {
        "items[0].weee_tax_applied",
        "items[1].weee_tax_applied",
        "payment.additional_information",
    },
    "082-limited-cart-info-allowed": {"items[0].weee_tax_applied", "items[1].weee_tax_applied"},
}
"""Fields that a store itself answers differently in V1: it has them as what they are there, and
V2's declared types have no place for that. Everything else is equal."""

IN_WSI: Final = {"047-cart_payment-list": {"[0].cc_types", "[1].cc_types"}}
"""Fields that are None in V1 and V2 and empty in WS-I, which has one element for both."""


def test_the_steps_are_all_there() -> None:
    assert len(STEPS) == 32
    assert DIFFERENT.keys() <= set(STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_the_results_are_equal(step: str) -> None:
    v1, v2, wsi = (dict(flat(result(dialect, step))) for dialect in ("v1", "v2", "wsi"))
    empty = {path for path in v2.keys() | wsi.keys() if v2.get(path) != wsi.get(path)}
    assert empty == IN_WSI.get(step, set())
    assert [(v2.get(path), wsi[path]) for path in empty] == [(None, {})] * len(empty)
    assert {path for path in v1.keys() | v2.keys() if v1.get(path) != v2.get(path)} == (
        DIFFERENT.get(step, set())
    )
    assert {path: type(v1[path]) for path in v1} == {path: type(v2[path]) for path in v1}


def test_what_differs_is_kept_as_it_came() -> None:
    cart = result("v1", "054-cart-info-full")
    assert [item.weee_tax_applied for item in cart.items] == [None, None]
    assert [item.extras["weee_tax_applied"] for item in cart.items] == ["a:0:{}", "a:0:{}"]
    assert cart.payment.additional_information is None
    assert cart.payment.extras["additional_information"] == []
    other = result("v2", "054-cart-info-full")
    assert [item.weee_tax_applied for item in other.items] == [0.0, 0.0]
    assert other.payment.additional_information == "Array"


CARDS: Final = {"VI": "Visa", "MC": "MasterCard"}
WITH_CARDS: Final = {
    "v1": (
        '<value xsi:nil="true"/>',
        '<value xsi:type="ns2:Map">'
        + "".join(
            f'<item><key xsi:type="xsd:string">{code}</key>'
            f'<value xsi:type="xsd:string">{title}</value></item>'
            for code, title in CARDS.items()
        )
        + "</value>",
    ),
    "v2": (
        '<cc_types xsi:nil="true" xsi:type="ns1:associativeArray"/>',
        '<cc_types SOAP-ENC:arrayType="ns1:associativeEntity[2]" xsi:type="ns1:associativeArray">'
        + '<item xsi:type="ns1:associativeEntity"/>' * 2
        + "</cc_types>",
    ),
    "wsi": ("<cc_types/>", "<cc_types/>"),
}
"""What no types and these types are in an answer; nothing was recorded of a store that has any."""


@pytest.mark.parametrize(
    ("dialect", "read", "kept"),
    [("v1", CARDS, {}), ("v2", None, {"cc_types": ["", ""]}), ("wsi", {}, {})],
)
def test_the_types_of_credit_cards(
    mode: Mode, dialect: str, read: dict[str, str] | None, kept: dict[str, Any]
) -> None:
    """The third field in which dialects differ: V2 and WS-I lose what it holds."""
    [recording] = named(f"{dialect}-047-cart_payment-list")
    none, some = (text.encode() for text in WITH_CARDS[dialect])
    response = recording.response.replace(none, some, 1)
    store = StubStore(shoppingCartPaymentList=response)
    with_cards, without = store.client(mode, dialect=dialect).cart_payment.list(1)
    assert (with_cards.code, without.code) == ("checkmo", "cashondelivery")
    assert (with_cards.cc_types, with_cards.extras) == (read, kept)
    assert not without.cc_types


def result(dialect: str, step: str) -> Any:
    [recording] = named(f"{dialect}-{step}")
    return read_typed(recording)


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The scalars in a result by where they stand; extras, which V1 alone has, are left out."""
    match value:
        case Entity():
            fields = to_dict(value)
            for name in fields.keys() - {"extras"} - OF_THE_MOMENT:
                yield from flat(getattr(value, name), f"{path}.{name}".lstrip("."))
        case list():
            yield f"{path}[]", len(value)
            for index, item in enumerate(value):
                yield from flat(item, f"{path}[{index}]")
        case _:
            yield path, value
