"""The generated server on loopback, telling of itself as a store does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from maho_api.server import api_users, soap_app
from support.listener import Listener
from support.services import SERVICES

USER: Final = "apiUser"
KEY: Final = "key-Zq9-never-to-be-seen"


@contextmanager
def generated_store(*, wsi: bool = False, port: Listener | None = None) -> Iterator[str]:
    """Serve all resources of the shipped contract within the block; gives the store's address."""
    listener = port or Listener()
    base = listener.address.removesuffix("api/v2_soap/")
    services = [service(_never) for service in SERVICES]
    with listener.serving(soap_app(services, api_users({USER: KEY}), address=base, wsi=wsi)):
        yield base


def _never(operation: str, **arguments: Any) -> Any:
    raise AssertionError(f"{operation} was called")
