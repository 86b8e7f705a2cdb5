"""An order by way of the fixtures: in each dialect, in process and over HTTP, awaited or not."""

from __future__ import annotations

from typing import Final

import pytest
from shop_projects import configure

pytest_plugins = ["pytester", "shop_fixtures"]

ORDERS: Final = '''
import asyncio
import inspect
from dataclasses import replace

import {package} as api
import pytest

DIALECTS = [
    pytest.param(name, marks=pytest.mark.maho(dialect=name), id=name)
    for name in ("v1", "v2", "wsi")
]
BILLING = api.ShoppingCartCustomerAddressEntity(
    mode="billing", firstname="Ann", lastname="Lee", street="1 Main St", city="Los Angeles",
    region_id="12", postcode="90001", country_id="US", telephone="555-1234",
)
GUEST = api.ShoppingCartCustomerEntity(
    mode="guest", email="ann@example.com", firstname="Ann", lastname="Lee"
)
RED = api.ShoppingCartProductEntity(sku="sku-red", qty=2)


async def ordered(maho):
    """An order, whether calls have to be awaited or not."""

    async def done(said):
        return await said if inspect.isawaitable(said) else said

    cart = await done(maho.cart.create("default"))
    await done(maho.cart_product.add(cart, [RED]))
    await done(maho.cart_customer.set(cart, GUEST))
    await done(maho.cart_customer.addresses(cart, [BILLING, replace(BILLING, mode="shipping")]))
    await done(maho.cart_shipping.method(cart, "flatrate_flatrate"))
    check = api.ShoppingCartPaymentMethodEntity(method="checkmo")
    await done(maho.cart_payment.method(cart, check))
    return cart, await done(maho.cart.order(cart))


def hold(store, dialect, made):
    cart, number = made
    [order] = store.orders
    assert (order.number, order.email) == (number, "ann@example.com")
    path = ("login", "cart.create", "cart_product.add", "cart_*.method", "cart.order")
    assert {{entry.dialect for entry in store.journal.in_order(*path)}} == {{dialect}}
    assert store.journal.one("cart.order", quote_id=cart).result == number
    store.journal.one("cart_product.add", products_data=[RED])
    store.journal.one("cart_customer.set", customer_data=GUEST)
    store.journal.never("cart_coupon*")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_called(maho, maho_store, dialect):
    assert type(maho).__module__ == "{package}.client"
    assert (maho.dialect, maho.namespace) == (dialect, "{namespace}")
    hold(maho_store, dialect, asyncio.run(ordered(maho)))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_awaited(maho_async, maho_store, dialect):
    assert type(maho_async).__module__ == "{package}.client"
    assert (maho_async.dialect, maho_async.namespace) == (dialect, "{namespace}")
    hold(maho_store, dialect, asyncio.run(ordered(maho_async)))


def test_where(maho, maho_async, request):
    over_http = request.config.getoption("maho_http")
    assert maho.url.startswith("http://127.0.0.1:") == over_http
    assert maho_async.url.startswith("http://127.0.0.1:") == over_http
'''


@pytest.mark.parametrize("options", [(), ("--maho-http",)], ids=["in process", "over HTTP"])
def test_an_order_with_a_generated_package(shop: pytest.Pytester, options: tuple[str, ...]) -> None:
    shop.makepyfile(ORDERS.format(package="shop_api", namespace="urn:OpenMage"))
    shop.runpytest_inprocess(*options).assert_outcomes(passed=7)


@pytest.mark.parametrize("options", [(), ("--maho-http",)], ids=["in process", "over HTTP"])
def test_an_order_with_the_package_of_a_stock_store(
    bare: pytest.Pytester, options: tuple[str, ...]
) -> None:
    bare.makepyfile(ORDERS.format(package="maho_api", namespace="urn:Maho"))
    bare.runpytest_inprocess(*options).assert_outcomes(passed=7)


def test_an_order_with_a_package_that_carries_its_runtime(shop: pytest.Pytester) -> None:

    configure(shop, "own_api")
    shop.makepyfile(ORDERS.format(package="acme.own_api", namespace="urn:OpenMage"))
    result = shop.runpytest_inprocess("-o", "maho_package=acme.own_api", "--maho-http")
    result.assert_outcomes(passed=7)
