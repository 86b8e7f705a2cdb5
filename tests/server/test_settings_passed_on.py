"""What the generated `soap_app` is told reaches the server."""

from __future__ import annotations

from typing import Any, cast

import httpx
import pytest

from maho_api import Maho
from maho_api.faults import AccessDenied
from maho_api.server import (
    Answer,
    Request,
    Served,
    SoapApp,
    Watch,
    api_users,
    soap_app,
)
from mahogen.runtime.codec.names import SOAP_11, SOAP_12
from mahogen.runtime.dialects import DialectName
from mahogen.runtime.envelope import open_envelope
from support.services import SERVICES


class Notes(Watch):
    def __init__(self) -> None:
        self.ended_with: list[tuple[str, str, Any]] = []

    def ended(self, served: Served) -> None:
        code = served.fault.code if served.fault else ""
        self.ended_with.append((served.path, served.principal or "", code))


def app(**settings: Any) -> SoapApp:
    services = [service(lambda _, **__: 7) for service in SERVICES]
    return soap_app(services, api_users({"apiUser": "apiKey"}), **settings)


def message(call: str, kind: str = SOAP_11) -> str:
    return f'<e:Envelope xmlns:e="{kind}"><e:Body>{call}</e:Body></e:Envelope>'


def no_orders(caller: Any, resource: str, method: str) -> bool:
    return (caller, resource, method) != ("apiUser", "cart", "order")


def test_who_may_not_gets_fault_2_and_what_looks_on_sees_it(dialect: str) -> None:
    notes = Notes()
    transport = httpx.WSGITransport(app=app(authorize=no_orders, watch=notes).wsgi)
    with (
        httpx.Client(transport=transport) as http,
        Maho(
            "http://shop",
            "apiUser",
            "apiKey",
            dialect=cast("DialectName", dialect),
            http_client=http,
        ) as maho,
    ):
        assert maho.cart.create() == 7
        with pytest.raises(AccessDenied) as caught:
            maho.cart.order(7)
    assert caught.value.code == "2"
    assert notes.ended_with[:3] == [
        ("login", "", ""),
        ("cart.create", "apiUser", ""),
        ("cart.order", "apiUser", "2"),
    ]


def test_what_is_none_of_the_addresses_of_a_store() -> None:
    def health(request: Request) -> Answer | None:
        return Answer(200, b"well") if request.path == "/health" else None

    with httpx.Client(transport=httpx.WSGITransport(app=app(aside=health).wsgi)) as http:
        answers = [http.get(f"http://shop/{path}") for path in ("health", "else")]
    assert [(answer.status_code, answer.text) for answer in answers[:1]] == [(200, "well")]
    assert answers[1].status_code == 404


@pytest.mark.parametrize("soap12", [False, True])
def test_calls_in_soap_1_2(soap12: bool) -> None:
    call = message("<globalFaults/>", SOAP_12)
    transport = httpx.WSGITransport(app=app(soap12=soap12).wsgi)
    with httpx.Client(transport=transport) as http:
        answer = http.post("http://shop/api/v2_soap/", content=call)
    assert answer.status_code == 200
    assert (SOAP_12 in answer.text) is soap12


@pytest.mark.parametrize(("objects_are_one", "seen"), [(False, []), (True, [1])])
def test_structs_where_a_number_is_due(objects_are_one: bool, seen: list[int]) -> None:
    carts: list[int] = []

    def serve(_: str, *, quote_id: int, **__: Any) -> list[Any]:
        carts.append(quote_id)
        return []

    services = [service(serve) for service in SERVICES]
    shop = soap_app(services, lambda *_: "me", objects_are_one=objects_are_one)
    login = "<login><username>me</username><apiKey>k</apiKey></login>"
    call = "<resourcePath>cart.totals</resourcePath><args><quoteId>2</quoteId></args>"
    with httpx.Client(transport=httpx.WSGITransport(app=shop.wsgi)) as http:
        answer = http.post("http://shop/api/soap/", content=message(login)).content
        session = open_envelope(answer)[0].text
        call = f"<call><sessionId>{session}</sessionId>{call}</call>"
        answer = http.post("http://shop/api/soap/", content=message(call)).content
    assert carts == seen
    assert (b"Fault" in answer) is not objects_are_one
