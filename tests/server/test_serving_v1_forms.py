"""What V1 spells otherwise comes to a service as the same values, whatever the dialect."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

CASE = Path(__file__).parents[1] / "cases" / "v1_forms" / "expected"


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(CASE)
    return importlib.import_module("v1_forms")


def served(package: Any, dialect: str) -> tuple[Any, list[Mapping[str, Any]]]:
    """A client of a server of the package's own, and what its service is called with."""
    seen: list[Mapping[str, Any]] = []

    class Shop(importlib.import_module("v1_forms.services").ShopService):  # type: ignore[misc]
        def list(self, filters: Any, codes: Any) -> str:
            seen.append({"filters": filters, "codes": codes})
            return "listed"

        def ship(self, qtys: Any, identifier_type: Any = None) -> str:
            seen.append({"qtys": qtys, "identifier_type": identifier_type})
            return "shipped"

        def create(self, item: Any) -> int:
            seen.append({"item": item})
            return 5

        def multi_create(self, skus: Any) -> int:
            return len(skus)

    server = importlib.import_module("v1_forms.server")
    app = server.soap_app([Shop()], server.api_users({"user": "key"}))
    http = httpx.Client(transport=httpx.WSGITransport(app=app.wsgi))
    address = "http://127.0.0.1:8000"
    return package.Maho(address, "user", "key", dialect=dialect, http_client=http), seen


@pytest.mark.parametrize("dialect", ["v2", "v1"])
def test_a_service_is_called_with_what_was_passed(package: Any, dialect: str) -> None:
    store, seen = served(package, dialect)
    filters = package.Filters(
        filter={"status": "pending"},
        complex_filter={"created_at": {"from": "1", "to": "2"}, "id": {"in": "4,5"}},
    )
    codes = package.ShopCodes(codes=["a", "b"])
    qtys = [package.OrderItemIdQty(order_item_id=4, qty=2.0)]
    item = package.ShopItem(sku="x", more=package.ShopMore(single={"colour": "red"}))
    with store:
        assert store.shop.list(filters, codes) == "listed"
        assert store.shop.ship(qtys) == "shipped"
        assert store.shop.create(item) == 5
    assert seen == [
        {"filters": filters, "codes": codes},
        {"qtys": qtys, "identifier_type": None},
        {"item": item},
    ]


def test_what_v1_does_not_have_is_refused_before_it_is_sent(package: Any) -> None:
    store, seen = served(package, "v1")
    with store:
        with pytest.raises(ValueError, match="identifier_type: V1 has no such parameter"):
            store.shop.ship([], "sku")
        with pytest.raises(ValueError, match="this package has no V1 contract of it"):
            store.shop.multi_create(["a"])
    assert seen == []
