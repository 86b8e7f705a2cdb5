"""A package with Decimals: against PHP's server, and its client against its own server."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from php_peer import php_server

from mahogen.config import load
from mahogen.emit.tree import write
from mahogen.errors import Diagnostics
from mahogen.pipeline import build
from support.recordings import DIALECTS

ROOT = Path(__file__).parents[2]
CONFIG = """\
[contract]
v2 = "{wsdl}/v2.wsdl"
wsi = "{wsdl}/wsi.wsdl"
v1 = "{wsdl}/v1.wsdl"
catalog = "{wsdl}/api.xml"
notes = "{wsdl}/notes.toml"

[targets.decimal_api]
output = "decimal_api"
resources = ["cart", "cart_product"]
double = "decimal"
"""


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package, imported."""
    folder = tmp_path_factory.mktemp("decimals")
    (folder / "mahogen.toml").write_text(CONFIG.format(wsdl=ROOT / "wsdl"))
    [(target, files)] = build(load(folder / "mahogen.toml"), Diagnostics())
    write(target.output, files)
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module("decimal_api")
    finally:
        sys.path.remove(str(folder))
        for name in [n for n in sys.modules if n.partition(".")[0] == "decimal_api"]:
            del sys.modules[name]


@pytest.mark.peer
@pytest.mark.parametrize("dialect", DIALECTS)
def test_php_reads_what_is_sent_and_is_read(api: Any, tmp_path: Path, dialect: str) -> None:
    with php_server(tmp_path, dialect) as server:
        name = "cart.totals" if dialect == "v1" else "shoppingCartTotals"
        amounts = [57.49, 2.0, 1e25, 1e-7]
        totals = [{"title": "x", "amount": amount} for amount in amounts]
        added = "cart_product.add" if dialect == "v1" else "shoppingCartProductAdd"
        server.answer({name: {"result": totals}, added: {"result": True}})
        with api.Maho(server.url, "apiUser", "apiKey", dialect=dialect) as store:
            read = [total.amount for total in store.cart.totals(15)]
            # This PHP prints 17 digits of a double, all of which are there.
            assert [float(amount) for amount in read] == amounts
            assert Decimal("57.490000000000002") in read
            assert all(type(amount) is Decimal for amount in read)
            sent = ["8.2500", "1E-7", "1.0E+25", "-0.10"]
            products = [api.ShoppingCartProductEntity(sku="a", qty=Decimal(text)) for text in sent]
            assert store.cart_product.add(15, products) is True
        assert quantities(server.seen[-2][1]) == [8.25, 1e-7, 1e25, -0.1]


def quantities(seen: Any) -> list[float]:
    """Each qty in what PHP saw, however the dialect wraps it."""
    match seen:
        case {"qty": qty}:
            return [qty]
        case dict():
            return quantities(list(seen.values()))
        case list():
            return [qty for item in seen for qty in quantities(item)]
    return []


def implemented(service: Any, rest: Any, **methods: Any) -> Any:
    """An instance of a service, whose other methods are `rest`."""
    others = dict.fromkeys(service.__abstractmethods__, rest)
    return type(service.__name__, (service,), others | methods)()


@pytest.mark.parametrize("mode", ["php", "strict"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_service_gets_and_gives_them(api: Any, dialect: str, mode: Any) -> None:
    server: Any = importlib.import_module("decimal_api.server")
    services: Any = importlib.import_module("decimal_api.services")
    got: list[Any] = []

    def unused(self: Any, *arguments: Any, **named: Any) -> Any: ...

    def totals(self: Any, quote_id: int, store: Any = None) -> Any:
        return [api.ShoppingCartTotalsEntity(title="t", amount=Decimal("10.5000"))]

    def add(self: Any, quote_id: int, products_data: Any, store: Any = None) -> bool:
        got.extend(product.qty for product in products_data)
        return True

    carts = implemented(services.CartService, unused, totals=totals)
    products = implemented(services.CartProductService, unused, add=add)
    user = server.api_users({"apiUser": "apiKey"})
    app = server.soap_app([carts, products], user, mode=mode)
    transport = httpx.WSGITransport(app=app.wsgi)
    with (
        httpx.Client(transport=transport) as http,
        api.Maho("http://shop", "apiUser", "apiKey", dialect=dialect, http_client=http) as store,
    ):
        [total] = store.cart.totals(15)
        assert str(total.amount) == "10.5000"
        items = [api.ShoppingCartProductEntity(qty=Decimal(t)) for t in ("8.25", "1.0E+25")]
        assert store.cart_product.add(15, items)
    assert [(type(qty), qty) for qty in got] == [
        (Decimal, Decimal("8.25")),
        (Decimal, Decimal("1E25")),
    ]
