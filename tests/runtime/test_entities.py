"""Entities as plain data, with and without what is secret."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

import maho_api
from maho_api import (
    ShoppingCartCustomerEntity,
    ShoppingCartInfoEntity,
    ShoppingCartPaymentEntity,
    from_dict,
    to_dict,
)
from mahogen.runtime.entity import Entity
from support.things import Part, Thing

PUBLIC = [getattr(maho_api, name) for name in maho_api.__all__]
ENTITIES: list[type[Entity]] = [
    cls for cls in PUBLIC if isinstance(cls, type) and issubclass(cls, Entity)
]


def test_secret_fields() -> None:
    secret = {
        f"{cls.__name__}.{f.name}"
        for cls in ENTITIES
        for f in fields(cls)
        if not f.repr and f.name != "extras"
    }
    assert secret == {
        "ShoppingCartCustomerEntity.password",
        "ShoppingCartInfoEntity.password_hash",
        "ShoppingCartPaymentEntity.cc_cid_enc",
        "ShoppingCartPaymentEntity.cc_exp_month",
        "ShoppingCartPaymentEntity.cc_exp_year",
        "ShoppingCartPaymentEntity.cc_last4",
        "ShoppingCartPaymentEntity.cc_number_enc",
        "ShoppingCartPaymentEntity.cc_owner",
        "ShoppingCartPaymentEntity.cc_ss_issue",
        "ShoppingCartPaymentEntity.cc_ss_owner",
        "ShoppingCartPaymentEntity.cc_ss_start_month",
        "ShoppingCartPaymentEntity.cc_ss_start_year",
        "ShoppingCartPaymentEntity.cc_type",
        "ShoppingCartPaymentMethodEntity.cc_cid",
        "ShoppingCartPaymentMethodEntity.cc_exp_month",
        "ShoppingCartPaymentMethodEntity.cc_exp_year",
        "ShoppingCartPaymentMethodEntity.cc_number",
        "ShoppingCartPaymentMethodEntity.cc_owner",
        "ShoppingCartPaymentMethodEntity.cc_type",
        "ShoppingCartPaymentMethodResponseEntity.cc_types",
    }


def test_secrets_are_redacted_wherever_they_are() -> None:
    cart = ShoppingCartInfoEntity(
        quote_id=1,
        password_hash="hunter2",
        payment=ShoppingCartPaymentEntity(method="checkmo", cc_owner="hunter2", cc_last4=""),
        extras={"token": "hunter2", "nothing": None},
    )
    assert to_dict(cart, redact=True) == {
        "quote_id": 1,
        "password_hash": "***",
        "payment": {"method": "checkmo", "cc_owner": "***", "cc_last4": "***"},
        "extras": {"token": "***", "nothing": "***"},
    }
    assert to_dict(cart)["payment"]["cc_owner"] == "hunter2"
    assert "hunter2" not in repr(cart) + str(cart)


def test_secrets_are_redacted_inside_of_lists_and_pairs() -> None:
    inner = Thing(extras={"a": "hunter2"})
    thing = Thing(children=[inner], anything={"a": [inner]})
    assert to_dict(thing, redact=True) == {
        "children": [{"extras": {"a": "***"}}],
        "anything": {"a": [{"extras": {"a": "***"}}]},
    }


def test_what_is_none_is_left_out() -> None:
    assert to_dict(Thing()) == {}
    assert to_dict(Thing(id=0, name="", tags=[], main=Part())) == {
        "id": 0,
        "name": "",
        "tags": [],
        "main": {},
    }
    assert repr(Thing(id=0, main=Part(sku="a"))) == "Thing(id=0, main=Part(sku='a'))"


def test_plain_data_to_entities() -> None:
    plain = {
        "id": 1,
        "parts": [{"sku": "a"}, {}],
        "options": {"a": "b"},
        "children": [{"children": []}],
        "main": None,
        "anything": {"a": [1]},
        "extras": {"x": {"y": [1, None]}},
    }
    assert from_dict(Thing, plain) == Thing(
        id=1,
        parts=[Part(sku="a"), Part()],
        options={"a": "b"},
        children=[Thing(children=[])],
        anything={"a": [1]},
        extras={"x": {"y": [1, None]}},
    )


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        ({"colour": "red", "age": 1}, "Thing has no field age, colour"),
        ({"main": {"colour": "red"}}, "Part has no field colour"),
        ({"main": "red"}, "expected a dict, got str"),
        ({"parts": {"sku": "a"}}, "expected a list, got dict"),
        ({"parts": ["a"]}, "expected a dict, got str"),
        ({"options": ["a"]}, "expected a dict, got list"),
        ({"extras": ["a"]}, "expected a dict, got list"),
        (["id"], "expected a dict, got list"),
    ],
)
def test_plain_data_of_another_shape(plain: Any, message: str) -> None:
    with pytest.raises(TypeError, match=f"^{message}$"):
        from_dict(Thing, plain)


def test_a_misspelt_field_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="frstname"):
        ShoppingCartCustomerEntity(frstname="Ann")  # type: ignore[call-arg]
    customer = ShoppingCartCustomerEntity()
    with pytest.raises(AttributeError, match="frstname"):
        customer.frstname = "Ann"  # type: ignore[attr-defined]


def test_extras_are_not_shared() -> None:
    Thing().extras["a"] = 1
    assert Thing().extras == {}
