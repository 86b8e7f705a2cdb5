"""What a store does that nobody expects, and what a strict one says in its place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

import pytest
from shopping import CHECKMO, FLATRATE, address, guest, product, ready

from maho_api import Maho, ShoppingCartCustomerEntity, ShoppingCartProductEntity
from maho_api.faults import CustomerDataInvalid, MahoFault, StoreFailure
from mahogen.fake_store import FakeStore
from mahogen.fake_store.records import Coupon
from mahogen.runtime.codec.names import SOAP_11, XSI
from mahogen.runtime.dialects import DialectName
from support.fake_stores import client
from support.in_process import ask

Steps = Callable[[Maho, int], Any]
OK = "ok"


def unknown_mode(maho: Maho, cart: int) -> Any:
    return maho.cart_customer.set(cart, ShoppingCartCustomerEntity(mode="GUEST"))  # type: ignore[arg-type]


def guest_with_id(maho: Maho, cart: int) -> Any:
    data = guest()
    data.customer_id = 1
    maho.cart_customer.set(cart, data)
    return maho.cart.info(cart).customer_id


def confirmation(maho: Maho, cart: int) -> Any:
    data = guest()
    data.mode, data.password, data.confirmation = "register", "longenough", "longenough"
    return maho.cart_customer.set(cart, data)


def second_order(maho: Maho, cart: int) -> Any:
    return maho.cart.order(cart), maho.cart.order(cart)


def unknown_sku(maho: Maho, cart: int) -> Any:
    return maho.cart_product.add(cart, [product("nothing")])


def too_many(maho: Maho, cart: int) -> Any:
    return maho.cart_product.add(cart, [product("sku-green", 6)])


def address_mode(maho: Maho, cart: int) -> Any:
    return maho.cart_customer.addresses(cart, [address(None)])


def two_products(maho: Maho, cart: int) -> Any:
    both = ShoppingCartProductEntity(product_id="1", sku="sku-blue")
    return maho.cart_product.add(cart, [both])


def update_beyond_stock(maho: Maho, cart: int) -> Any:
    maho.cart_product.add(cart, [product("sku-green")])
    return maho.cart_product.update(cart, [product("sku-green", 6)])


def add_of_none(maho: Maho, cart: int) -> Any:
    maho.cart_product.add(cart, [product("sku-red", 0)])
    return maho.cart.info(cart).items_qty


def update_to_none(maho: Maho, cart: int) -> Any:
    maho.cart_product.update(cart, [product("sku-red", 0)])
    return maho.cart.info(cart).items_qty


def no_country(maho: Maho, cart: int) -> Any:
    there = address("billing")
    there.country_id = "de"
    return maho.cart_customer.addresses(cart, [there])


def address_id(maho: Maho, cart: int) -> Any:
    maho.cart_customer.set(cart, ShoppingCartCustomerEntity(mode="customer", customer_id=2))
    there = address("billing")
    there.address_id = "2x"
    return maho.cart_customer.addresses(cart, [there])


def region_id(maho: Maho, cart: int) -> Any:
    there = address("billing")
    there.region_id = "88, Köln"
    return maho.cart_customer.addresses(cart, [there])


def nobodys_order(maho: Maho, cart: int) -> Any:
    cart = maho.cart.create("default")
    maho.cart_product.add(cart, [product("sku-red")])
    maho.cart_customer.addresses(cart, [address("billing"), address("shipping")])
    maho.cart_shipping.method(cart, FLATRATE)
    maho.cart_payment.method(cart, CHECKMO)
    return maho.cart.order(cart)


def coupons_store(maho: Maho, cart: int) -> Any:
    return maho.cart_coupon.add(cart, "FIVEOFF", store="nowhere")


def no_store(maho: Maho, cart: int) -> Any:
    return maho.cart.create()


def admin_store(maho: Maho, cart: int) -> Any:
    return maho.cart.create(store="")


def fractional_store(maho: Maho, cart: int) -> Any:
    return maho.cart.info(cart, store="1.0")


TRAPS: list[tuple[Steps, Any, tuple[str, str]]] = [
    (unknown_mode, "SOAP-ENV:Server", ("1045", "none of guest, register and customer")),
    (guest_with_id, "1", ("1044", "customer_id 1 in mode guest")),
    (confirmation, "1044", ("1044", "register needs password_confirmation")),
    (second_order, ("100000001", "100000002"), ("1008", "is order 100000001 already")),
    (unknown_sku, True, ("1022", "there is no product 'nothing'")),
    (too_many, True, ("1022", "more than the 5 in stock")),
    (address_mode, True, ("1052", "neither billing nor shipping")),
    (two_products, True, ("1021", "product 1 is 'sku-red' and not 'sku-blue'")),
    (update_beyond_stock, True, ("1024", "more than the 5 in stock")),
    (add_of_none, 2.0, ("1022", "a quantity of 0 becomes 1")),
    (update_to_none, 1.0, ("1024", "changes nothing")),
    (no_country, True, ("1052", "'de' is the code of no country")),
    (address_id, True, ("1052", "address_id '2x' is no number; a store reads it as 2")),
    (region_id, True, ("1052", "region_id '88, Köln' is no number; a store reads it as 88")),
    (nobodys_order, "100000001", ("1008", "cart_customer.set says whose it is")),
    (coupons_store, True, ("1001", "there is no store view 'nowhere'")),
    (no_store, 2, ("1001", "name a store view")),
    (admin_store, 2, ("1001", "is the admin's")),
    (fractional_store, "SOAP-ENV:Server", ("1001", "PHP fails")),
]


NAMES = [steps.__name__ for steps, *_ in TRAPS]


def outcome(store: FakeStore, steps: Steps, dialect: str = "v2") -> Any:
    """What comes of it, of a fault its code."""
    store.state.coupons["FIVEOFF"] = Coupon(code="FIVEOFF", amount=Decimal(5))
    with client(store, cast("DialectName", dialect)) as maho:
        cart = ready(maho)
        try:
            return steps(maho, cart)
        except MahoFault as fault:
            return fault.code


@pytest.mark.parametrize(("steps", "expected", "_"), TRAPS, ids=NAMES)
def test_as_a_store_does_it(steps: Steps, expected: Any, _: Any, dialect: str) -> None:
    got = outcome(FakeStore(), steps, dialect)
    assert (got if expected != "1" else str(got)) == expected


@pytest.mark.parametrize(("steps", "_", "said"), TRAPS, ids=NAMES)
def test_strictly(steps: Steps, _: Any, said: tuple[str, str], dialect: str) -> None:
    store = FakeStore(strict=True)
    spoken = cast("DialectName", dialect)
    with client(store, spoken) as maho, pytest.raises(MahoFault) as caught:
        steps(maho, ready(maho))
    assert caught.value.code == said[0]
    assert caught.value.message.startswith("strict: ")
    assert said[1] in caught.value.message


def test_an_unknown_product_breaks_the_cart_for_good(maho: Maho) -> None:
    cart = ready(maho)
    unknown_sku(maho, cart)
    calls: list[Callable[[], Any]] = [
        lambda: maho.cart.totals(cart),
        lambda: maho.cart.order(cart),
        lambda: maho.cart_product.list(cart),
        lambda: maho.cart_product.add(cart, [product("sku-red")]),
        lambda: maho.cart_customer.addresses(cart, [address("billing")]),
    ]
    for call in calls:
        with pytest.raises(StoreFailure, match=r"setFinalPrice\(\) on null"):
            call()


def test_the_order_of_more_than_there_is_is_refused(store: FakeStore, maho: Maho) -> None:
    cart = ready(maho, product("sku-green", 6))
    with pytest.raises(MahoFault, match="Not all products are available") as caught:
        maho.cart.order(cart)
    assert caught.value.code == "1008"
    assert store.orders == []
    assert store.state.products[3].stock == 5


@pytest.mark.parametrize(
    ("accepted", "lenient", "strict"),
    [
        ([], OK, "1005"),
        (["77"], "1005", "1005"),
        (["1"], OK, OK),
        (None, "SOAP-ENV:Server", "1005"),
    ],
)
@pytest.mark.parametrize("is_strict", [False, True])
def test_agreements(
    accepted: Any, lenient: str, strict: str, is_strict: bool, dialect: str
) -> None:
    store = FakeStore(strict=is_strict)
    store.switch_agreements(True)

    def order(maho: Maho, cart: int) -> str:
        maho.cart.order(cart, agreements=accepted)
        return OK

    assert outcome(store, order, dialect) == (strict if is_strict else lenient)


@pytest.mark.parametrize(
    ("dialect", "city", "same"), [("v1", "Köln", 1), ("v2", None, 1), ("wsi", None, 1)]
)
def test_use_for_shipping_works_in_v1_alone(
    store: FakeStore, dialect: DialectName, city: str | None, same: int
) -> None:
    with client(store, dialect) as maho:
        cart = maho.cart.create("default")
        maho.cart_product.add(cart, [product("sku-red")])
        if dialect == "v1":
            billing = address("billing")
            billing.extras["use_for_shipping"] = 1
            maho.cart_customer.addresses(cart, [billing])
        else:
            maho.cart_customer.addresses(cart, [address("billing")])
        shipping = maho.cart.info(cart).shipping_address
    assert shipping is not None
    assert (shipping.city, shipping.same_as_billing) == (city, same)
    assert store.quote(cart).billing is not None


def test_register_succeeds_in_v1_with_what_is_not_in_the_contract(store: FakeStore) -> None:
    with client(store, "v1") as maho:
        data = guest("new@example.com")
        data.mode, data.password = "register", "longenough"
        data.extras["password_confirmation"] = "longenough"
        cart = ready(maho)
        maho.cart_customer.set(cart, data)
        maho.cart.order(cart)
    assert store.state.customers[3].email == "new@example.com"
    assert store.orders[0].customer_id == 3


@pytest.mark.parametrize("strict", [False, True])
def test_a_customer_who_registers_again(strict: bool) -> None:
    with client(FakeStore(strict=strict), "v1") as maho:
        data = guest("jane@example.com")
        data.mode, data.password = "register", "longenough"
        data.extras["password_confirmation"] = "longenough"
        cart = ready(maho)
        if not strict:
            assert maho.cart_customer.set(cart, data)
            return
        with pytest.raises(CustomerDataInvalid, match="there is a customer with the e-mail"):
            maho.cart_customer.set(cart, data)


STRUCT = f"""<e:Envelope xmlns:e="{SOAP_11}" xmlns:n="urn:Maho" xmlns:xsi="{XSI}"><e:Body><n:call>
<sessionId>SID</sessionId><resourcePath>cart.info</resourcePath>
<args xsi:type="n:Struct"><quoteId>2</quoteId></args>
</n:call></e:Body></e:Envelope>"""


@pytest.mark.parametrize(("strict", "carts"), [(False, [1]), (True, [])])
def test_a_struct_is_cart_1_but_not_strictly(strict: bool, carts: list[int]) -> None:
    store = FakeStore(strict=strict)
    with client(store, "v1") as maho:
        maho.cart.create("default"), maho.cart.create("default")
        session = store.journal.calls("login")[0].result
        ask(store.app, STRUCT.replace("SID", session).encode(), "/api/soap/")
    asked = [entry.arguments["quote_id"] for entry in store.journal.calls("cart.info") if entry.ok]
    assert asked == carts
