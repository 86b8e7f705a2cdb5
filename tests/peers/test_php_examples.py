"""The examples of the documentation, as they are printed there, run by PHP against our server.

Where a page lost lines, they are completed; the host is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from peer_shop import Shop, serving
from php_peer import HERE, run_php_file

from maho_api import (
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartInfoEntity,
)
from support.php import php

pytestmark = pytest.mark.peer

EXAMPLES = sorted((HERE / "examples").glob("*.php"))


@pytest.fixture(scope="module")
def shops() -> Iterator[dict[bool, Shop]]:
    """A shop that shows V2 and one that shows WS-I: the pages have one address for both."""
    php()
    with serving(wsi=False) as v2, serving(wsi=True) as wsi:
        yield {False: v2, True: wsi}


GUEST = ShoppingCartCustomerEntity(
    firstname="testFirstname",
    lastname="testLastName",
    email="testEmail",
    mode="guest",
    website_id=0,
)
BILLING = ShoppingCartCustomerAddressEntity(
    mode="billing",
    firstname="firstname",
    lastname="lastname",
    street="street address",
    city="city",
    region="region",
    postcode="postcode",
    country_id="US",
    telephone="123456789",
    is_default_billing=1,
)
SHIPPING = ShoppingCartCustomerAddressEntity(
    mode="shipping",
    firstname="testFirstname",
    lastname="testLastname",
    company="testCompany",
    street="testStreet",
    city="testCity",
    region="testRegion",
    postcode="testPostcode",
    country_id="id",
    telephone="0123456789",
    fax="0123456789",
    is_default_shipping=0,
    is_default_billing=0,
)
KNOWN = ShoppingCartCustomerAddressEntity(mode="billing", address_id="customer_address_id")

INFO = ("shoppingCartInfo", {"quote_id": 15, "store": None})


def created(store: str | None) -> tuple[str, dict[str, Any]]:
    return "shoppingCartCreate", {"store": store}


def customer(entity: ShoppingCartCustomerEntity) -> tuple[str, dict[str, Any]]:
    return "shoppingCartCustomerSet", {"quote_id": 7, "customer_data": entity, "store": None}


def addresses(
    quote_id: int, *entities: ShoppingCartCustomerAddressEntity
) -> tuple[str, dict[str, Any]]:
    arguments = {"quote_id": quote_id, "customer_address_data": [*entities], "store": None}
    return "shoppingCartCustomerAddresses", arguments


OF_THE_STORE = ShoppingCartCustomerEntity(
    firstname="testFirstname",
    lastname="testLastName",
    email="testEmail",
    website_id=0,
    store_id=0,
    mode="guest",
)
SEEN = {
    "cart_info_v1": [INFO],
    "cart_info_v2": [INFO],
    "cart_info_wsi": [INFO],
    "cart_customer_set_v1": [created("maho_store"), customer(OF_THE_STORE)],
    "cart_customer_set_v2": [created(None), customer(GUEST)],
    "cart_customer_addresses_v1": [created("maho_store"), addresses(7, SHIPPING, KNOWN)],
    "cart_customer_addresses_v2": [addresses(10, BILLING)],
    "cart_customer_addresses_wsi": [addresses(10, BILLING)],
}
"""What the services are asked by each example."""

VALUES = ['["quote_id"]=>\n  int(15)', '["items_qty"]=>\n  float(2)']
DUMPED = {
    "cart_info_v1": ["array(", *VALUES, '["coupon_code"]=>\n  NULL'],
    "cart_info_v2": ["object(stdClass)", *VALUES],
    "cart_info_wsi": ["object(stdClass)", *VALUES],
}
"""What they show; what a store has no value for is null in V1, and not there in the others."""


def test_all_examples_are_run() -> None:
    assert [example.stem for example in EXAMPLES] == sorted(SEEN)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example(shops: dict[bool, Shop], tmp_path: Path, example: Path) -> None:
    shop = shops[example.stem.endswith("_wsi")]
    shop.forget()
    shop.answers = {
        "shoppingCartCreate": 7,
        "shoppingCartCustomerSet": True,
        "shoppingCartCustomerAddresses": True,
        "shoppingCartInfo": ShoppingCartInfoEntity(quote_id=15, items_qty=2.0),
    }
    code = example.read_text()
    for host in ("http://magentohost", "https://mahohost"):
        code = code.replace(host, shop.base)
    script = tmp_path / example.name
    script.write_text(code)
    output = run_php_file(script)
    assert shop.seen == SEEN[example.stem]
    shown = DUMPED.get(example.stem, [])
    assert [text for text in shown if text not in output] == []
    assert bool(output) == bool(shown)
    assert ("coupon_code" in output) == ("coupon_code" in "".join(shown))
