"""The generated server, over HTTP on loopback, with services that do as a test tells them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from maho_api.server import Mode, api_users, soap_app
from support.listener import Listener
from support.services import SERVICES


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


@contextmanager
def serving(*, wsi: bool = False, mode: Mode = "php") -> Iterator[Shop]:
    """Serve a shop within the block; `wsi` is what its `?wsdl` shows."""
    listener = Listener()
    shop = Shop(listener.address.removesuffix("/api/v2_soap/"))
    app = soap_app(
        [service(shop.serve) for service in SERVICES],
        api_users({"apiUser": "apiKey"}),
        address=shop.base,
        wsi=wsi,
        mode=mode,
    )
    with listener.serving(app):
        yield shop
