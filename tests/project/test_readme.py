"""The README's examples run as they are printed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from maho_api import Maho, MahoFault, ShoppingCartCustomerEntity, ShoppingCartProductEntity
from maho_api.faults import (
    AddProductFault,
    CreateOrderFault,
    CustomerAddressDataEmpty,
    CustomerDataInvalid,
    CustomerNotExists,
)
from maho_api.server import soap_app
from support.checkout import Checkout
from support.corpus import CORPUS, needs_corpus
from support.listener import Listener
from support.php import php
from support.readme import README, example, shell

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shop() -> Checkout:
    """A store in which two guests have a cart each, 15 and 16, and are at different points."""
    shop = Checkout()
    for _ in range(2):
        quote_id = shop.create()
        cart = shop.carts[quote_id]
        shop.product_add(cart, [ShoppingCartProductEntity(sku="sku-red", qty=2.0)])
        guest = ShoppingCartCustomerEntity(email="ann@example.com", lastname="Lee")
        shop.customer_set(cart, guest)
    return shop


@pytest.fixture
def run_example(
    shop: Checkout, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[[str], list[str]]]:
    """Runs an example against this store; gives the lines that it prints."""
    listener = Listener()
    base = listener.address.partition("/api/")[0]

    def run(name: str) -> list[str]:
        code = example(name)
        assert "https://shop.example" in code
        exec(code.replace("https://shop.example", base), {"__name__": "example"})
        return capsys.readouterr().out.splitlines()

    with listener.serving(shop.app(address=base)):
        yield run


Run = Callable[[str], list[str]]


def test_the_first_snippet(run_example: Run) -> None:
    assert run_example("first") == ["sku-red 2.0"]


LISTED = ["flatrate_flatrate 5.0", "checkmo Check / Money order", "ccsave Credit Card"]
TOTALS = ["Subtotal 21.0", "Shipping & Handling (Flat Rate - Fixed) 5.0", "Grand Total 26.0"]


def test_the_order_of_a_guest(shop: Checkout, run_example: Run) -> None:
    printed = run_example("call")
    assert printed == [*LISTED, "the full price, then", *TOTALS, "order 100000001"]
    ordered = shop.orders["100000001"]
    assert ordered.quantities == {"sku-red": 2.0}
    assert {mode: address.city for mode, address in ordered.addresses.items()} == {
        "billing": "Los Angeles",
        "shipping": "Los Angeles",
    }
    assert ordered.agreements == ["1"]


@pytest.mark.parametrize(
    ("method", "fault", "last"),
    [
        ("product_add", AddProductFault("Out of stock."), "please correct: Out of stock."),
        ("customer_set", CustomerDataInvalid("No name."), "please correct: No name."),
        (
            "order",
            CreateOrderFault("Please specify a shipping method."),
            "shoppingCartOrder: [1008] Please specify a shipping method.",
        ),
    ],
)
def test_the_order_that_a_store_refuses(
    shop: Checkout,
    run_example: Run,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    fault: MahoFault,
    last: str,
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise fault

    monkeypatch.setattr(shop, method, refuse)
    assert run_example("call")[-1] == last
    assert shop.orders == {}


def test_an_order_without_an_answer(
    shop: Checkout, run_example: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call arrives, and nothing comes back in time."""
    give_up = httpx.ReadTimeout("nothing came")
    send = httpx.HTTPTransport.handle_request

    def lose(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        response = send(self, request)
        if b"shoppingCartOrder" in request.content:
            response.read()
            raise give_up
        return response

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lose)
    assert run_example("call")[-1] == "look for the order before trying again"
    assert list(shop.orders) == ["100000001"]


def test_other_dialects(run_example: Run) -> None:
    batch, plain, carts = run_example("dialects")
    assert batch == "21.0000 2"
    assert plain.startswith("[{'agreement_id': '1'")
    assert carts == "['ann@example.com', 'ann@example.com']"


def test_when_it_goes_wrong(run_example: Run) -> None:
    first, second = run_example("errors")
    assert first == "the store says: Please specify a shipping method."
    assert re.fullmatch(r"200 \d+ ann@example\.com", second)


@pytest.fixture
def first_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The second example, running; gives the address of its WSDL."""
    listener = Listener()
    defaults: dict[str, Any] = soap_app.__kwdefaults__ or {}
    monkeypatch.setitem(defaults, "address", listener.address)
    names: dict[str, Any] = {"__name__": "server"}
    exec(example("server.py"), names)
    with listener.serving(names["app"]) as wsdl:
        yield wsdl


def test_the_first_server(first_server: str) -> None:
    with Maho(first_server, "apiUser", "apiKey") as store:
        assert store.cart_customer.set(15, ShoppingCartCustomerEntity(mode="guest")) is True
        stranger = ShoppingCartCustomerEntity(mode="customer", customer_id=2)
        with pytest.raises(CustomerNotExists):
            store.cart_customer.set(15, stranger)
        with pytest.raises(CustomerAddressDataEmpty):
            store.cart_customer.addresses(15, [])


def test_the_first_server_in_another_application() -> None:
    names: dict[str, Any] = {"__name__": "server"}
    exec(example("server.py"), names)
    exec(example("mounted"), names)
    listener = Listener()
    with listener.serving(names["shop"]), Maho(listener.address, "apiUser", "apiKey") as store:
        assert store.cart_customer.set(15, ShoppingCartCustomerEntity(mode="guest")) is True


WSGI = """\
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server
from threading import Thread

from django.conf import settings

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=(), SECRET_KEY="of the test")
exec(sys.stdin.read())


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


from maho_api import Maho, ShoppingCartCustomerEntity

with make_server("127.0.0.1", 0, application, handler_class=Quiet) as http:
    Thread(target=http.serve_forever, daemon=True).start()
    with Maho(f"http://127.0.0.1:{http.server_port}", "apiUser", "apiKey") as store:
        print(store.cart_customer.set(15, ShoppingCartCustomerEntity(mode="guest")))
    http.shutdown()
"""


def test_the_first_server_beside_django() -> None:
    code = f"{example('server.py')}\n{example('wsgi.py')}"
    done = subprocess.run(  # in a process of its own: Django is configured once
        [sys.executable, "-c", WSGI],
        input=code,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "True\n", done.stderr


@pytest.mark.peer
def test_php_calls_the_first_server(first_server: str, tmp_path: Path) -> None:
    code = example("client.php")
    assert code.count("http://127.0.0.1:8000/api/v2_soap/?wsdl") == 1
    script = tmp_path / "client.php"
    script.write_text(code.replace("http://127.0.0.1:8000/api/v2_soap/?wsdl", first_server))
    command = [php(), str(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.strip() == "bool(true)", done.stdout + done.stderr


@pytest.mark.slow
def test_bindings_for_a_contract_of_ones_own(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "wsdl", tmp_path / "wsdl")
    (config,) = re.findall(r"```toml\n(.*?)```", README, re.S)
    (tmp_path / "mahogen.toml").write_text(config)
    section = README.partition("\n## Point it")[2].partition("\n## Your own")[0]
    commands = re.findall(r"^mahogen (\w+)  +#", section, re.M)
    assert commands == ["inspect", "generate", "check"]
    for command in commands:
        mahogen = [sys.executable, "-m", "mahogen", command]
        done = subprocess.run(mahogen, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "src" / "shop_api" / "client.py").is_file()


def printed(name: str, replaced: dict[str, str], folder: Path) -> str:
    """What an example of commands prints, run in `folder` with some words replaced."""
    code = example(name)
    for old, new in replaced.items():
        assert old in code
        code = code.replace(old, new)
    done = shell(code, folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_store_is_fetched_and_its_package_made(shop: Checkout, tmp_path: Path) -> None:
    listener = Listener()
    base = listener.address.partition("/api/")[0]
    with listener.serving(shop.app(address=base)):
        said = printed("fetch", {"https://shop.example": base}, tmp_path)
        assert re.search(r"^src/shop_api: \d+ written", said, re.M)
        assert (tmp_path / "wsdl" / "SOURCE.toml").is_file()
        printed("fetch with a user", {"https://shop.example": base}, tmp_path)
    assert "<cart_customer>" in (tmp_path / "wsdl" / "api.xml").read_text()
    again = [sys.executable, "-m", "mahogen", "generate", "--wsdl", "wsdl"]
    subprocess.run([*again, "--output", "src/shop_api"], cwd=tmp_path, check=True)
    # Its calls are those of the package that mahogen has in it.
    for name in ("first", "call"):
        (tmp_path / f"{name}.py").write_text(example(name).replace("maho_api", "shop_api"))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "first.py", "call.py"],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": f"{ROOT / 'generator'}:src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@needs_corpus
def test_a_source_tree_is_as_good_as_a_store(tmp_path: Path) -> None:
    printed("tree", {"path/to/shop": shlex.quote(str(CORPUS))}, tmp_path)
    assert (tmp_path / "src" / "shop_api" / "resources" / "sales_order_invoice.py").is_file()


def test_a_store_in_a_test_needs_no_socket(capsys: pytest.CaptureFixture[str]) -> None:
    exec(example("fake store"), {"__name__": "example"})
    assert capsys.readouterr().out.splitlines() == ["['Red Widget & Co']", "1 call"]


def test_fixtures_of_pytest(tmp_path: Path) -> None:
    (tmp_path / "test_orders.py").write_text(example("test_orders.py"))
    options = ["-q", "-c", "/dev/null", "--rootdir", ".", "-p", "no:cacheprovider", "-W", "error"]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *options,
            "-o",
            "asyncio_default_fixture_loop_scope=function",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "3 passed" in done.stdout, done.stdout + done.stderr
