"""Recorded calls through `store.call`: plain data both ways, declared by the contract or not."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from accounts import TYPED, UNDECLARED
from canonical import canonical

from maho_api import MahoFault
from mahogen.runtime.errors import StoreFailure
from support.recordings import Recording
from support.stub_store import Mode, StubStore, answer, operation_of

PARTS = {
    "shoppingCartProductAdd": ("quoteId", "products", "storeId"),
    "shoppingCartProductUpdate": ("quoteId", "products", "storeId"),
    "shoppingCartProductRemove": ("quoteId", "products", "storeId"),
    "shoppingCartProductList": ("quoteId", "storeId"),
    "shoppingCartShippingList": ("quoteId", "storeId"),
    "shoppingCartShippingMethod": ("quoteId", "method", "storeId"),
    "shoppingCartPaymentList": ("quoteId", "store"),
    "shoppingCartPaymentMethod": ("quoteId", "method", "storeId"),
    "shoppingCartCouponAdd": ("quoteId", "couponCode", "storeId"),
    "shoppingCartCouponRemove": ("quoteId", "storeId"),
}
"""The parts of V2 after the session id, by operation, as the store's own WSDL has them."""

PLAIN = [*UNDECLARED, *(r for r in TYPED if operation_of(r.request) in PARTS)]
"""What the contract lacks, and calls that it has but that a smaller one would not."""

ANSWERED = [recording for recording in PLAIN if recording.fault is None]
FAULTED = [recording for recording in PLAIN if recording.fault is not None]


def test_how_many_there_are() -> None:
    assert Counter(recording.dialect for recording in PLAIN) == {"v1": 33, "v2": 21, "wsi": 21}


@pytest.mark.parametrize("recording", PLAIN, ids=str)
def test_the_request_is_phps_own(mode: Mode, recording: Recording) -> None:
    """In V2 but for the types: those of arrays and structs only the store's own WSDL knows."""
    store = StubStore()
    with suppress(MahoFault):
        _call(recording, store, mode)
    sent, expected = canonical(store.calls[-1].body), canonical(recording.request)
    if recording.dialect == "v2" and not _scalars(recording):
        sent, expected = _untyped(sent), _untyped(expected)
    assert sent == expected


@pytest.mark.parametrize("recording", ANSWERED, ids=str)
def test_the_result_is_the_one_that_php_read(mode: Mode, recording: Recording) -> None:
    read = _call(recording, StubStore(), mode)
    if recording.dialect == "wsi":
        assert _is(read, recording.result["result"])
    else:
        assert (read, _types(read)) == (recording.result, _types(recording.result))


@pytest.mark.parametrize("recording", FAULTED, ids=str)
def test_the_fault_keeps_code_and_message(mode: Mode, recording: Recording) -> None:
    assert recording.fault is not None
    with pytest.raises(MahoFault) as raised:
        _call(recording, StubStore(), mode)
    named = {"3": "ResourcePathInvalid"}.get(recording.fault.code)
    unnamed = StoreFailure if recording.fault.code == "SOAP-ENV:Server" else MahoFault
    assert type(raised.value).__name__ == (named or unnamed.__name__)
    assert raised.value.code == recording.fault.code
    assert raised.value.message == recording.fault.message


def _call(recording: Recording, store: StubStore, mode: Mode) -> Any:
    call = recording.call
    assert call is not None
    session, *arguments = call.arguments
    if recording.dialect == "v1":
        name, *args = arguments
        store.answers[operation_of(recording.request)] = recording.response
        positional, parts = (args[0] or [] if args else []), {}
        if recording.name.startswith("010-"):  # JSON does not tell PHP's 1.0 from 1
            positional[1][1]["qty"] = 1.0
    else:
        name, positional = call.operation, []
        store.answers[name] = recording.response
        if recording.dialect == "v2":
            values = [_without_nulls(argument) for argument in arguments]
            parts = dict(zip(PARTS[name], values, strict=True))
        else:
            parts = {part: _unwrapped(value) for part, value in session.items()}
            session = parts.pop("sessionId")
    store.answers["login"] = answer("login", f"<loginReturn>{session}</loginReturn>")
    return store.client(mode, dialect=recording.dialect).call(name, *positional, **parts)


def _unwrapped(value: Any) -> Any:
    """A value as a caller of WS-I has it: lists without the element that stands for them."""
    if isinstance(value, dict) and value.keys() == {"complexObjectArray"}:
        return value["complexObjectArray"]
    return value


def _without_nulls(value: Any) -> Any:
    """A struct as PHP sends it in V2: what is null is left out."""
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if item is not None}
    return value


def _scalars(recording: Recording) -> bool:
    assert recording.call is not None
    return all(isinstance(argument, str | int) for argument in recording.call.arguments)


def _untyped(lines: list[str]) -> list[str]:
    return [line for line in lines if not re.match(r" *@\{.*\}(type|arrayType)=", line)]


def _types(value: Any) -> Any:
    """The types alone; PHP's JSON says 20 where the wire has a double."""
    if isinstance(value, dict):
        return {key: _types(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_types(item) for item in value]
    return float if type(value) is int else type(value)


def _is(text: Any, value: Any) -> bool:
    """Whether untyped data is what PHP made of it with the help of the store's WSDL."""
    value = _unwrapped(value)
    match value:
        case _ if isinstance(text, list) and not isinstance(value, list):
            return len(text) == 1 and _is(text[0], value)  # PHP has an array of one as that one
        case dict() if value:
            assert isinstance(text, dict)
            return text.keys() == value.keys() and all(_is(text[k], value[k]) for k in value)
        case dict() | None:
            return text in ("", None)
        case list():
            return isinstance(text, list) and len(text) == len(value) and all(map(_is, text, value))
        case bool():
            return bool(text == ("true" if value else "false"))
        case int() | float():
            return isinstance(text, str) and bool(float(text) == value)
        case _:
            return isinstance(text, str) and bool(text == value)
