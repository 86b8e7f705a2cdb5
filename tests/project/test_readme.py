"""The README's examples run as they are printed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from maho_api import (
    Maho,
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
    ShoppingCartInfoEntity,
    ShoppingCartItemEntity,
    ShoppingCartLicenseEntity,
    ShoppingCartTotalsEntity,
)
from maho_api.faults import (
    CreateOrderFault,
    CustomerAddressDataEmpty,
    CustomerDataInvalid,
    CustomerNotExists,
    QuoteNotExists,
)
from maho_api.server import api_users, soap_app
from maho_api.services import CartCustomerService, CartService
from support.listener import Listener

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def example(name: str) -> str:
    """The code block behind `<!-- example: name -->`."""
    found = re.findall(rf"<!-- example: {re.escape(name)} -->\n```\w+\n(.*?)```", README, re.S)
    assert len(found) == 1, f"the README has {len(found)} examples called {name}"
    return str(found[0])


class Carts(CartService):
    """One cart, as the first example expects it."""

    def create(self, store: str | None = None) -> int:
        return 15

    def info(self, quote_id: int, store: str | None = None) -> ShoppingCartInfoEntity:
        item = ShoppingCartItemEntity(sku="sku-red", qty=2.0)
        return ShoppingCartInfoEntity(
            customer_email="ann@example.com", grand_total="21.0000", items=[item]
        )

    def order(
        self, quote_id: int, store: str | None = None, agreements: Sequence[str] | None = None
    ) -> str:
        raise CreateOrderFault("Out of stock.")

    def totals(self, quote_id: int, store: str | None = None) -> list[ShoppingCartTotalsEntity]:
        if quote_id != 15:
            raise QuoteNotExists
        return [ShoppingCartTotalsEntity(title="Grand Total", amount=21.0)]

    def license(self, quote_id: int, store: str | None = None) -> list[ShoppingCartLicenseEntity]:
        return [ShoppingCartLicenseEntity(agreement_id="1")]


class Customers(CartCustomerService):
    """Refuses the data of the first call, takes addresses."""

    def set(
        self, quote_id: int, customer_data: ShoppingCartCustomerEntity, store: str | None = None
    ) -> bool:
        raise CustomerDataInvalid("The last name cannot be empty.")

    def addresses(
        self,
        quote_id: int,
        customer_address_data: Sequence[ShoppingCartCustomerAddressEntity],
        store: str | None = None,
    ) -> bool:
        return [address.mode for address in customer_address_data] == ["billing"]


@pytest.fixture
def run_example() -> Iterator[Callable[[str], None]]:
    """Runs an example against a store that the services above make up."""
    listener = Listener()
    users = api_users({"apiUser": "apiKey"})
    app = soap_app([Carts(), Customers()], users, address=listener.address)
    base = listener.address.partition("/api/")[0]

    def run(name: str) -> None:
        code = example(name)
        assert "https://shop.example" in code
        exec(code.replace("https://shop.example", base), {"__name__": "example"})

    with listener.serving(app):
        yield run


def test_the_first_snippet(
    run_example: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    run_example("first")
    assert capsys.readouterr().out == "sku-red 2.0\n"


def test_the_first_call(
    run_example: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    run_example("call")
    assert capsys.readouterr().out.splitlines() == [
        "1044 The last name cannot be empty.",
        "ann@example.com 21.0000",
        "sku-red 2.0",
        "shoppingCartTotals: [1002] Can not make operation because quote is not exists",
    ]


def test_other_dialects(
    run_example: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    run_example("dialects")
    batch, plain, carts = capsys.readouterr().out.splitlines()
    assert batch == "21.0000 1"
    assert plain.startswith("[{'agreement_id': '1'")
    assert carts == "['ann@example.com', 'ann@example.com']"


def test_when_it_goes_wrong(
    run_example: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    run_example("errors")
    first, second = capsys.readouterr().out.splitlines()
    assert first == "the store says: Out of stock."
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
    php = shutil.which("php")
    if php is None:
        pytest.skip("php is not installed")
    code = example("client.php")
    assert code.count("http://127.0.0.1:8000/api/v2_soap/?wsdl") == 1
    script = tmp_path / "client.php"
    script.write_text(code.replace("http://127.0.0.1:8000/api/v2_soap/?wsdl", first_server))
    command = [php, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.strip() == "bool(true)", done.stdout + done.stderr


def test_bindings_for_a_contract_of_ones_own(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "wsdl", tmp_path / "wsdl")
    (config,) = re.findall(r"```toml\n(.*?)```", README, re.S)
    (tmp_path / "mahogen.toml").write_text(config)
    commands = re.findall(r"^mahogen (\w+)  +#", README, re.M)
    assert commands == ["inspect", "generate", "check"]
    for command in commands:
        mahogen = [sys.executable, "-m", "mahogen", command]
        done = subprocess.run(mahogen, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "src" / "shop_api" / "client.py").is_file()
