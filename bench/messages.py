"""Messages: a recorded cart read, and a customer with two addresses written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from lxml import etree

from bench.measure import seconds, table
from bench.zeep_client import client
from maho_api import Maho, ShoppingCartCustomerAddressEntity, ShoppingCartCustomerEntity
from maho_api.wire import cart, cart_customer
from mahogen.runtime.answer import Answer
from mahogen.runtime.dialects import dialect_named
from mahogen.runtime.exchange import Exchange

ROOT = Path(__file__).parents[1]
CART = "054-cart-info-full.response.xml"


def tables() -> Iterator[str]:
    """What each dialect that zeep speaks takes."""
    for dialect in ("v2", "wsi"):
        peer = client(str(ROOT / "wsdl" / f"{dialect}.wsdl"))
        yield table(f"read a cart, {dialect}", reading(dialect, peer))
        yield table(f"write a customer and addresses, {dialect}", writing(dialect, peer))


def reading(dialect: str, peer: Any) -> dict[str, float]:
    """Seconds for one cart; the first is lxml alone, which makes nothing of it."""
    recorded = (ROOT / "tests" / "transcripts" / dialect / CART).read_bytes()
    raw = recorded.replace(b"urn:OpenMage", b"urn:Maho")
    profile = Maho._profile
    exchange = Exchange(profile.faults, exact_text=dialect_named("v2").exact_text)
    operation = cart.SHOPPING_CART_INFO
    binding = peer.service._binding
    theirs = binding.get(operation.name)
    headers = {"Content-Type": "text/xml; charset=utf-8"}
    reply = SimpleNamespace(status_code=200, content=raw, headers=headers, encoding="utf-8")
    assert exchange.result(operation, Answer(200, "", raw)).items
    return seconds(
        {
            "lxml.etree.fromstring": lambda: etree.fromstring(raw),
            "mahogen": lambda: exchange.result(operation, Answer(200, "", raw)),
            "zeep": lambda: binding.process_reply(peer, theirs, reply),
        },
        rounds=9,
        calls=30,
    )


def writing(dialect: str, peer: Any) -> dict[str, float]:
    """Seconds for two requests, objects included."""
    spoken = dialect_named("v2" if dialect == "v2" else "wsi")("urn:Maho")
    customer = _filled(ShoppingCartCustomerEntity)
    addresses = [_filled(ShoppingCartCustomerAddressEntity) for _ in range(2)]

    def ours() -> None:
        who = ShoppingCartCustomerEntity(**customer)
        where = [ShoppingCartCustomerAddressEntity(**address) for address in addresses]
        spoken.request(cart_customer.SHOPPING_CART_CUSTOMER_SET, "session", (15, who, None))
        spoken.request(cart_customer.SHOPPING_CART_CUSTOMER_ADDRESSES, "session", (15, where, None))

    def theirs() -> None:
        _zeep_request(peer, "shoppingCartCustomerSet", customer)
        items: Any = addresses
        if dialect == "v2":
            item, array = (
                peer.get_type(f"{{urn:Maho}}shoppingCartCustomerAddressEntity{end}")
                for end in ("", "Array")
            )
            items = array([item(**address) for address in addresses])
        else:
            items = {"complexObjectArray": addresses}
        _zeep_request(peer, "shoppingCartCustomerAddresses", items)

    return seconds({"mahogen": ours, "zeep": theirs}, rounds=9, calls=50)


def _zeep_request(peer: Any, name: str, value: Any) -> bytes:
    return etree.tostring(peer.create_message(peer.service, name, "session", 15, value, "de"))


def _filled(entity: type[Any]) -> dict[str, Any]:
    """Arguments for an entity: a text for each field that takes one."""
    texts = (
        field for field in fields(entity) if field.name != "extras" and "str" in str(field.type)
    )
    return {field.name: f"{field.name} & Söhne" for field in texts}
