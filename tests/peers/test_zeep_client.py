"""zeep, on the WSDLs of the generated server, gets what the services return."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from peer_shop import Shop, serving
from php_peer import HERE
from php_script import samples_for
from samples import Samples, plain

from maho_api.contract import CONTRACT
from maho_api.faults import CustomerNotExists
from mahogen.runtime.operation import Operation

zeep = pytest.importorskip("zeep", reason="zeep is not installed")

pytestmark = pytest.mark.peer

SCHEMA = (HERE / "soap_encoding.xsd").read_bytes()
OPERATIONS = {operation.name: operation for r in CONTRACT.resources for operation in r.operations}
DIALECTS = pytest.mark.parametrize("dialect", ["v2", "wsi"])


@pytest.fixture(scope="module")
def running() -> Iterator[Shop]:
    with serving() as shop:
        yield shop


class Client:
    """A client of one dialect, logged in. What it calls is given by position, session first."""

    def __init__(self, shop: Shop, dialect: str) -> None:
        transport = zeep.Transport(timeout=20)
        load = transport.load

        def load_offline(url: str) -> Any:
            """zeep fetches the SOAP encoding schema for any WSDL that is rpc/encoded."""
            encoding = url.rstrip("/") == "http://schemas.xmlsoap.org/soap/encoding"
            return SCHEMA if encoding else load(url)

        transport.load = load_offline
        self.dialect = dialect
        self.zeep = zeep.Client(shop.wsdl(dialect), transport=transport)
        self.session = self.zeep.service.login("apiUser", "apiKey")

    def call(self, operation: str, *values: Any) -> Any:
        """What an operation returns, as plain data."""
        result = self.zeep.service[operation](self.session, *values)
        return without_nothing(zeep.helpers.serialize_object(result, dict))

    def array(self, name: str, items: list[Any]) -> Any:
        """The array type of an entity, as zeep wants it."""
        if self.dialect == "wsi":
            return {"complexObjectArray": items}
        entity, array = (self.zeep.get_type(f"{{urn:Maho}}{n}") for n in (name, f"{name}Array"))
        return array([entity(**item) for item in items])


@pytest.fixture
def client(running: Shop, dialect: str) -> tuple[Client, Shop]:
    running.forget()
    return Client(running, dialect), running


def without_nothing(value: Any) -> Any:
    """Plain data without what zeep makes up for what is absent or empty."""
    match value:
        case {"complexObjectArray": members}:
            return without_nothing(members or [])
        case dict():
            items = ((key, without_nothing(item)) for key, item in value.items())
            return {key: item for key, item in items if item not in (None, "")}
        case list():
            return [without_nothing(item) for item in value]
        case _:
            return value


def expected(operation: Operation[Any], value: Any) -> Any:
    assert operation.result is not None
    return without_nothing(plain(operation.result, value))


@DIALECTS
@pytest.mark.parametrize("name", ["shoppingCartInfo", "shoppingCartTotals", "shoppingCartLicense"])
def test_results(client: tuple[Client, Shop], name: str) -> None:
    peer, shop = client
    operation = OPERATIONS[name]
    assert operation.result is not None
    shop.answers[name] = Samples().full(operation.result)
    assert peer.call(name, 15, "de") == expected(operation, shop.answers[name])
    assert shop.seen == [(name, {"quote_id": 15, "store": "de"})]


@DIALECTS
def test_an_entity(client: tuple[Client, Shop]) -> None:
    peer, shop = client
    operation = OPERATIONS["shoppingCartCustomerSet"]
    sent = samples_for(operation)
    shop.answers[operation.name] = True
    customer = plain(operation.parameters[1].type, sent["customer_data"])
    assert peer.call(operation.name, sent["quote_id"], customer, sent["store"]) is True
    assert shop.seen == [(operation.name, sent)]


@DIALECTS
def test_an_array_of_entities(client: tuple[Client, Shop]) -> None:
    peer, shop = client
    operation = OPERATIONS["shoppingCartCustomerAddresses"]
    sent = samples_for(operation)
    shop.answers[operation.name] = True
    addresses = plain(operation.parameters[1].type, sent["customer_address_data"])
    array = peer.array("shoppingCartCustomerAddressEntity", addresses)
    assert peer.call(operation.name, sent["quote_id"], array, sent["store"]) is True
    assert shop.seen == [(operation.name, sent)]


@DIALECTS
def test_what_is_left_out(client: tuple[Client, Shop], dialect: str) -> None:
    peer, shop = client
    shop.answers["shoppingCartInfo"] = CustomerNotExists("nobody")
    nothing = zeep.xsd.SkipValue if dialect == "wsi" else zeep.xsd.Nil
    with pytest.raises(zeep.exceptions.Fault, match="nobody") as raised:
        peer.call("shoppingCartInfo", 15, nothing)
    assert raised.value.code == "1042"
    assert shop.seen == [("shoppingCartInfo", {"quote_id": 15, "store": None})]


@DIALECTS
def test_a_wrong_login(running: Shop, dialect: str) -> None:
    client = Client(running, dialect)
    with pytest.raises(zeep.exceptions.Fault, match="Access denied") as raised:
        client.zeep.service.login("apiUser", "wrong")
    assert raised.value.code == "2"
    assert client.zeep.service.endSession(client.session) is True
    with pytest.raises(zeep.exceptions.Fault, match="Session expired"):
        client.call("shoppingCartInfo", 15, "de")
