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
from support.stub_store import StubStore

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


def test_the_steps_are_all_there() -> None:
    assert len(STEPS) == 20
    assert DIFFERENT.keys() <= set(STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_the_results_are_equal(step: str) -> None:
    v1, v2, wsi = (dict(flat(result(dialect, step))) for dialect in ("v1", "v2", "wsi"))
    assert v2 == wsi
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


def test_the_types_of_credit_cards() -> None:
    """The third field in which dialects differ, of a call outside of the contract: V2 and WS-I lose
    what it holds. Nothing was recorded of a store that has any."""
    types = {}
    for dialect in ("v1", "v2", "wsi"):
        [recording] = named(f"{dialect}-047-cart_payment-list")
        name = "cart_payment.list" if dialect == "v1" else "shoppingCartPaymentList"
        store = StubStore(**{name: recording.response})
        methods = store.client(dialect=dialect).call(name)
        types[dialect] = [method.get("cc_types") for method in methods]
    assert types == {"v1": [None, None], "v2": [None, None], "wsi": ["", ""]}


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
