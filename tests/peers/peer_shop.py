"""The generated server, over HTTP on loopback, with services that do as a test tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from maho_api import ShoppingCartCustomerAddressEntity, ShoppingCartCustomerEntity
from maho_api.server import Mode, api_users, soap_app
from maho_api.services import CartCustomerService, CartService
from support.listener import Listener


class Shop:
    """What the services answer, by wire name, and what they were asked.

    An answer is a value, an error to raise, or a function of the arguments. `base` is the URL of
    the shop.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.answers: dict[str, Any] = {}
        self.seen: list[tuple[str, dict[str, Any]]] = []

    def serve(self, operation: str, **arguments: Any) -> Any:
        self.seen.append((operation, arguments))
        answer = self.answers[operation]
        if isinstance(answer, Exception):
            raise answer
        return answer(**arguments) if callable(answer) else answer

    def wsdl(self, dialect: str) -> str:
        """The address of the WSDL that a client of a dialect is given."""
        path = "api/soap/?wsdl" if dialect == "v1" else "api/v2_soap/?wsdl"
        return f"{self.base}/{path}" + ("&wsi=1" if dialect == "wsi" else "")

    def forget(self) -> None:
        """Be as new."""
        self.answers.clear()
        self.seen.clear()


class Carts(CartService):
    def __init__(self, shop: Shop) -> None:
        self._serve: Callable[..., Any] = shop.serve

    def create(self, store: str | None = None) -> Any:
        return self._serve("shoppingCartCreate", store=store)

    async def info(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartInfo", quote_id=quote_id, store=store)

    def order(
        self, quote_id: int, store: str | None = None, agreements: Sequence[str] | None = None
    ) -> Any:
        return self._serve(
            "shoppingCartOrder", quote_id=quote_id, store=store, agreements=agreements
        )

    def totals(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartTotals", quote_id=quote_id, store=store)

    async def license(self, quote_id: int, store: str | None = None) -> Any:
        return self._serve("shoppingCartLicense", quote_id=quote_id, store=store)


class Customers(CartCustomerService):
    def __init__(self, shop: Shop) -> None:
        self._serve: Callable[..., Any] = shop.serve

    def set(
        self, quote_id: int, customer_data: ShoppingCartCustomerEntity, store: str | None = None
    ) -> Any:
        return self._serve(
            "shoppingCartCustomerSet",
            quote_id=quote_id,
            customer_data=customer_data,
            store=store,
        )

    async def addresses(
        self,
        quote_id: int,
        customer_address_data: Sequence[ShoppingCartCustomerAddressEntity],
        store: str | None = None,
    ) -> Any:
        return self._serve(
            "shoppingCartCustomerAddresses",
            quote_id=quote_id,
            customer_address_data=customer_address_data,
            store=store,
        )


@contextmanager
def serving(*, wsi: bool = False, mode: Mode = "php") -> Iterator[Shop]:
    """Serve a shop within the block; `wsi` is what its `?wsdl` shows."""
    listener = Listener()
    shop = Shop(listener.address.removesuffix("/api/v2_soap/"))
    app = soap_app(
        [Carts(shop), Customers(shop)],
        api_users({"apiUser": "apiKey"}),
        address=shop.base,
        wsi=wsi,
        mode=mode,
    )
    with listener.serving(app):
        yield shop
