"""A package speaks the dialects that it was generated from, and says so about the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest

from maho_api import AsyncMaho, Maho
from maho_api.wire import cart, common
from mahogen.runtime.operation import Operation
from support.stub_store import API_KEY, URL, USERNAME, Mode, StubStore, answer

ALL = ("v1", "v2", "wsi")


def only(operation: Operation[Any], *dialects: str) -> Operation[Any]:
    """The operation as it is where the contract of other dialects was not given."""
    without: dict[str, Any] = dict.fromkeys(set(ALL) - set(dialects))
    return replace(operation, **without)


def package_of(mode: Mode, *dialects: str) -> Any:
    """The client of a package that was generated from these dialects alone."""
    profile = replace(
        common.PROFILE,
        login=only(common.LOGIN, *dialects),
        end_session=only(common.END_SESSION, *dialects),
    )
    kind: Any = Maho if mode == "sync" else AsyncMaho
    return type("Shop", (kind,), {"_profile": profile})


@pytest.mark.parametrize("missing", ALL)
def test_a_dialect_without_contract_is_an_error_at_once(mode: Mode, missing: str) -> None:
    client = package_of(mode, *set(ALL) - {missing})
    message = (
        f"^this package was generated without a {missing} contract that has a login; give mahogen"
        f" the store's {missing} WSDL and generate again$"
    )
    with pytest.raises(ValueError, match=message):
        client(URL, USERNAME, API_KEY, dialect=missing)


@pytest.mark.parametrize(
    ("dialects", "default"),
    [(ALL, "v2"), (("v1", "wsi"), "wsi"), (("v1",), "v1"), (("wsi",), "wsi"), (("v2",), "v2")],
)
def test_the_first_dialect_of_a_package_is_its_default(
    mode: Mode, dialects: tuple[str, ...], default: str
) -> None:
    package = package_of(mode, *dialects)
    assert package(URL, USERNAME, API_KEY).dialect == package.dialects()[0] == default
    assert set(package.dialects()) == set(dialects)


def test_a_call_without_contract_in_a_dialect(dialect: str) -> None:
    others = set(ALL) - {dialect}
    store = StubStore()
    client = store.client(dialect=dialect)
    with pytest.raises(ValueError, match=r"^shoppingCartTotals: this package has no "):
        client.invoke(only(cart.SHOPPING_CART_TOTALS, *others), 1, None)
    assert store.calls == []


def test_a_contract_without_end_session_leaves_sessions_to_expire(mode: Mode, dialect: str) -> None:
    profile = replace(common.PROFILE, end_session=None)
    kind: Any = Maho if mode == "sync" else AsyncMaho
    shop = type("Shop", (kind,), {"_profile": profile})
    store = StubStore(shoppingCartCreate=answer("shoppingCartCreate", "<r>7</r>"))
    with store.client(mode, kind=shop, dialect=dialect) as client:
        assert client.cart.create() == 7
    assert store.called() == ["login", "shoppingCartCreate"]


def test_a_contract_without_login(mode: Mode) -> None:
    kind: Any = Maho if mode == "sync" else AsyncMaho
    shop = type("Shop", (kind,), {"_profile": replace(common.PROFILE, login=None)})
    with pytest.raises(ValueError, match=r"^this package was generated without a "):
        shop(URL, USERNAME, API_KEY)


@pytest.mark.parametrize("named", ALL)
def test_every_dialect_gives_the_same(mode: Mode, named: str) -> None:
    raw = answer("shoppingCartTotals", "<r><i><title>Sum</title><amount>1.50</amount></i></r>")
    store = StubStore(shoppingCartTotals=lambda _: httpx.Response(200, content=raw))
    [total] = store.client(mode, dialect=named).cart.totals(1)
    assert (total.title, total.amount) == ("Sum", 1.5)
