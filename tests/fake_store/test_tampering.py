"""A mishap that has nothing to change in an answer says so, and no test is green for it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import httpx
import pytest

from maho_api import AsyncMaho, Maho
from mahogen.fake_store import FakeStore, Mishaps, NothingToTamperWith
from mahogen.runtime.dialects import DIALECTS, DialectName
from mahogen.runtime.errors import UnexpectedStatus
from support.fake_stores import client

Call = Callable[[Maho], object]
VAIN: list[tuple[Callable[[Mishaps], None], Call, str]] = [
    (
        lambda mishaps: mishaps.extra_field("cart.create", "new"),
        lambda maho: maho.cart.create(),
        "mishap of cart.create: extra_field new: the result has no struct",
    ),
    (
        lambda mishaps: mishaps.extra_field("cart.license", "new"),
        lambda maho: maho.cart.license(1),
        "mishap of cart.license: extra_field new: the result has no struct",
    ),
    (
        lambda mishaps: mishaps.extra_field("cart.info", "new"),
        lambda maho: maho.cart.info(9),
        "mishap of cart.info: extra_field new: the answer is a fault and has no result",
    ),
    (
        lambda mishaps: mishaps.renamed_part("cart.info", "new"),
        lambda maho: maho.cart.info(9),
        "mishap of cart.info: renamed_part new: the answer is a fault and has no result",
    ),
]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("mishap", "call", "said"), VAIN)
def test_it_goes_through_the_client(
    store: FakeStore,
    dialect: DialectName,
    mishap: Callable[[Mishaps], None],
    call: Call,
    said: str,
) -> None:
    with client(store, dialect) as maho:
        maho.cart.create()
        mishap(store.mishaps)
        with pytest.raises(NothingToTamperWith, match=f"^{re.escape(said)}$"):
            call(maho)
        assert store.journal.last.answer == "none"


def test_it_goes_through_an_async_client(store: FakeStore) -> None:
    async def create() -> None:
        http = httpx.AsyncClient(transport=store.async_transport())
        async with (
            http,
            AsyncMaho("http://fake", "apiUser", "apiKey-123", http_client=http) as maho,
        ):
            store.mishaps.extra_field("cart.create")
            await maho.cart.create()

    with pytest.raises(NothingToTamperWith, match="extra_field injected"):
        asyncio.run(create())


def test_over_http_it_is_a_sentence_with_status_500(store: FakeStore) -> None:
    seen: list[httpx.Response] = []

    def note(response: httpx.Response) -> None:
        response.read()
        seen.append(response)

    http = httpx.Client(event_hooks={"response": [note]})
    with (
        store.serving() as url,
        http,
        Maho(url, "apiUser", "apiKey-123", http_client=http) as maho,
    ):
        store.mishaps.extra_field("cart.create", "new")
        with pytest.raises(UnexpectedStatus) as caught:
            maho.cart.create()
        assert caught.value.status == 500
        assert seen[-1].headers["content-type"].startswith("text/plain")
        said = "mishap of cart.create: extra_field new: the result has no struct\n"
        assert seen[-1].text == said
        assert maho.cart.create() == 2
