"""Calls a generated server with the generated client of the package named on the command line.

Runs where nothing but the wheel is installed, so HTTP is the standard library's.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

sys.path.insert(0, ".")
package = sys.argv[1]
api: Any = importlib.import_module(package)
server: Any = importlib.import_module(f"{package}.server")
services: Any = importlib.import_module(f"{package}.services")


class Customers(services.CartCustomerService):  # type: ignore[misc]
    """Accepts every customer and counts addresses."""

    def set(self, quote_id: int, customer_data: Any, store: str | None = None) -> bool:
        return bool(quote_id == 15 and customer_data.firstname == "Ünn & <Co>" and store is None)

    async def addresses(self, quote_id: int, customer_address_data: Any, store: Any = None) -> bool:
        return len(customer_address_data) == 2


app = server.soap_app([Customers()], server.api_users({"apiUser": "apiKey"}))


class Handler(BaseHTTPRequestHandler):
    """As much of an ASGI server as one call needs."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        pairs = [(k.lower().encode(), v.encode()) for k, v in self.headers.items()]
        scope: dict[str, Any] = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1"}
        scope |= {"method": "POST", "path": self.path, "query_string": b"", "headers": pairs}
        asyncio.run(app(scope, receive, send))
        answer = b"".join(message.get("body", b"") for message in sent)
        self.send_response(sent[0]["status"])
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
    Thread(target=http.serve_forever, daemon=True).start()
    with api.Maho(f"http://127.0.0.1:{http.server_port}", "apiUser", "apiKey") as store:
        guest = api.ShoppingCartCustomerEntity(mode="guest", firstname="Ünn & <Co>")
        address = api.ShoppingCartCustomerAddressEntity(mode="billing")
        assert store.cart_customer.set(15, guest) is True
        assert store.cart_customer.addresses(15, [address, address]) is True
        assert store.cart_customer.addresses(15, [address]) is False
        assert "cart_customer" in {resource.name for resource in store.resources()}
    http.shutdown()
