"""What a message says and a store does not look at: passed over, but not strictly."""

from __future__ import annotations

import pytest
from raw_calls import ID, LISTED, answered, v1, v2, wsi

from mahogen.fake_store import FakeStore
from mahogen.runtime.dialects import DialectName
from mahogen.runtime.envelope import SoapFault

GUEST = "<mode>guest</mode><email>a@b.example</email><firstname>A</firstname><lastname>L</lastname>"
PRODUCT = "<sku>sku-red</sku><quantity>3</quantity>"
LOST: list[tuple[DialectName, str, str]] = [
    ("v2", v2("Totals", "<store>german</store>"), "store is no part of shoppingCartTotals"),
    ("v2", v2("Totals", "<quoteId>2</quoteId>"), "quoteId stands twice in shoppingCartTotals"),
    (
        "v2",
        v2("Totals", "") + v2("Info", ""),
        "shoppingCartInfo is a second call in one Body",
    ),
    (
        "v2",
        v2("CustomerSet", f"<customer>{GUEST}<phone>1</phone></customer>"),
        "phone is no field of shoppingCartCustomerEntity",
    ),
    (
        "v2",
        v2("ProductAdd", f"<products><item>{PRODUCT}</item></products>"),
        "quantity is no field of shoppingCartProductEntity",
    ),
    (
        "wsi",
        wsi("Totals", "<storeId>german</storeId>"),
        "storeId is no part of shoppingCartTotalsRequestParam",
    ),
    (
        "wsi",
        wsi("CustomerSet", f"<customerData>{GUEST}<phone>1</phone></customerData>"),
        "phone is no field of shoppingCartCustomerEntity",
    ),
    (
        "wsi",
        wsi(
            "ProductAdd",
            f"<productsData><complexObjectArray>{PRODUCT}</complexObjectArray></productsData>",
        ),
        "quantity is no field of shoppingCartProductEntity",
    ),
    (
        "v1",
        v1("cart.totals", "<i>1</i><i>default</i><i>german</i>", LISTED),
        "there are 3 arguments, and 2 are looked at",
    ),
    ("v1", v1("cart.totals", "1 piece"), "quoteId has not the type that is due, and PHP takes it"),
    ("v1", v1("cart.totals", "<quoteId>2</quoteId>"), "a struct stands where quoteId is due"),
    (
        "v1",
        v1("cart.totals", "1").replace("</n:call>", "<storeId>x</storeId></n:call>"),
        "storeId is no part of call",
    ),
]
"""Calls that a store answers as if nothing were wrong with them."""


@pytest.mark.parametrize(("dialect", "body", "said"), LOST, ids=[said for *_, said in LOST])
def test_it_is_passed_over_but_not_strictly(dialect: DialectName, body: str, said: str) -> None:
    assert answered(FakeStore(), dialect, body) is None
    store = FakeStore(strict=True)
    fault = answered(store, dialect, body)
    assert fault is not None
    assert fault.code == "6"
    assert fault.message.startswith(f"strict: {said}")
    assert fault.message.endswith("goes on without a word: send what its WSDL declares")
    assert [entry.ok for entry in store.journal][-2:] == [True, False]


@pytest.mark.parametrize(
    ("dialect", "body"),
    [
        ("v2", v2("Totals", "<storeId>german</storeId>")),
        ("v2", "<n:shoppingCartTotals><a>SID</a><b>1</b><c>german</c></n:shoppingCartTotals>"),
        ("wsi", wsi("Totals", "<store>german</store>")),
        ("v1", v1("cart.totals", "1")),
        ("v1", "<n:call><a>SID</a><b>cart.totals</b><c>1</c></n:call>"),
        ("v1", f"<n:resources>{ID}</n:resources>"),
    ],
)
def test_nothing_is_lost_of_what_is_found(dialect: DialectName, body: str) -> None:
    """By name or, where none fits, by position, as PHP finds it."""
    assert answered(FakeStore(strict=True), dialect, body) is None


ADDRESS = (
    "<mode>billing</mode><firstname>A</firstname><lastname>L</lastname><street>S</street>"
    "<city>K</city><region_id>88</region_id><postcode>1</postcode><country_id>DE</country_id>"
    "<telephone>1</telephone><use_for_shipping>1</use_for_shipping>"
)


@pytest.mark.parametrize(
    ("dialect", "body"),
    [
        ("v2", v2("CustomerAddresses", f"<customer><item>{ADDRESS}</item></customer>")),
        (
            "wsi",
            wsi(
                "CustomerAddresses",
                "<customerAddressData><complexObjectArray>"
                f"{ADDRESS}</complexObjectArray></customerAddressData>",
            ),
        ),
    ],
)
def test_use_for_shipping_has_a_sentence_of_its_own(dialect: DialectName, body: str) -> None:
    assert answered(FakeStore(), dialect, body) is None
    fault = answered(FakeStore(strict=True), dialect, body)
    assert fault == SoapFault(
        "1052", "strict: use_for_shipping is lost in V2 and WS-I: send both addresses"
    )


def test_a_map_of_v1_may_hold_what_modules_know_but_not_what_nobody_understands() -> None:
    entries = {"mode": "guest", "email": "a@b.example", "firstname": "A", "lastname": "L"}

    def body(**more: str) -> str:
        items = "".join(
            f"<item><key>{key}</key><value>{value}</value></item>"
            for key, value in (entries | more).items()
        )
        args = f'<i>1</i><i x:type="m:Map">{items}</i>'
        return v1("cart_customer.set", args, LISTED)

    assert answered(FakeStore(strict=True), "v1", body(loyalty="gold")) is None
    fault = answered(FakeStore(strict=True), "v1", body(group_id="gold"))
    assert fault is not None
    assert fault.message.startswith(
        "strict: group_id of shoppingCartCustomerEntity is not of the type that is declared"
    )
