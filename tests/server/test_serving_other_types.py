"""A result that WS-I calls another scalar goes out as that one, as PHP's encoder would have it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from asgi_driver import envelope, http, login
from shop import CONTRACT, WSDLS, Customers

from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.scalars import BOOLEAN, INT, STRING
from mahogen.runtime.contract import ContractInfo
from mahogen.runtime.server import SoapApp, api_users, soap_app

PARTS = "<sessionId>SID</sessionId><quoteId>15</quoteId><customerData/>"


def declaring(result: Codec[Any], in_wsi: Codec[Any]) -> ContractInfo:
    """The contract with another result of cart_customer.set."""
    resources = []
    for resource in CONTRACT.resources:
        operations = tuple(
            replace(o, result=result, wsi=replace(o.wsi, type=in_wsi))
            if o.function == "set" and o.wsi
            else o
            for o in resource.operations
        )
        resources.append(replace(resource, operations=operations))
    return replace(CONTRACT, resources=tuple(resources))


def answer(contract: ContractInfo, value: Any) -> Any:
    users = api_users({"apiUser": "apiKey-123"})
    app: SoapApp = soap_app(
        contract, [Customers(value)], authenticate=users, wsdls=WSDLS, address="https://s.example"
    )
    [operation] = [o for r in contract.resources for o in r.operations if o.function == "set"]
    assert operation.wsi is not None
    name = operation.wsi.request
    inner = f"<n:{name}>{PARTS}</n:{name}>".replace("SID", login(app))
    return http(app, envelope(inner))


@pytest.mark.parametrize(
    ("result", "in_wsi", "value", "text"),
    [
        (BOOLEAN, INT, True, "1"),
        (BOOLEAN, INT, False, "0"),
        (BOOLEAN, STRING, True, "1"),
        (BOOLEAN, STRING, False, None),
        (INT, STRING, -7, "-7"),
        (STRING, INT, "7", "7"),
        (STRING, INT, "seven", "seven"),  # there is no such int, and the client has to say so
    ],
)
def test_a_result(result: Codec[Any], in_wsi: Codec[Any], value: Any, text: str | None) -> None:
    assert answer(declaring(result, in_wsi), value).result.text == text


def test_a_result_has_to_be_what_the_service_promises() -> None:
    assert "Internal" in answer(declaring(BOOLEAN, INT), "1").fault.message
