"""`maho_async` under each way to run a coroutine, with no socket and no loop left behind."""

from __future__ import annotations

from typing import Final

import pytest

pytest_plugins = ["pytester", "shop_fixtures"]

TESTS: Final = """
import asyncio
import gc

import pytest

from maho_api import AsyncMaho


async def used(maho_async):
    await asyncio.gather(*(maho_async.cart.create("default") for _ in range(5)))
    carts = await asyncio.gather(*(maho_async.cart.info(number) for number in range(1, 6)))
    assert sorted(cart.quote_id for cart in carts) == [1, 2, 3, 4, 5]


@pytest.fixture(autouse=True)
def nothing_is_left():
    yield
    gc.collect()  # what is open says so, and that is an error here


@pytest.fixture
async def cart(maho_async):
    yield await maho_async.cart.create("default")
    await maho_async.cart.info(1)


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.asyncio
class TestOfPytestAsyncio:
    async def test_calls(self, maho_async, maho_store):
        await used(maho_async)
        maho_store.journal.one("login")

    async def test_another_test_has_another_loop(self, maho_async):
        await used(maho_async)

    async def test_own_clients(self, maho_login, maho_store):
        async with AsyncMaho(*maho_login) as own:
            await used(own)
        maho_store.journal.in_order("login", "cart.create", "cart.info", "endSession")

    async def test_sync_clients_beside_it(self, maho, maho_async):
        cart = await maho_async.cart.create()
        assert maho.cart.info(cart).quote_id == cart


@pytest.mark.anyio
class TestOfAnyio:
    async def test_calls(self, maho_async, maho_store):
        await used(maho_async)
        maho_store.journal.one("login")

    async def test_closed_by_the_test(self, maho_async, maho_store):
        async with maho_async:
            await used(maho_async)
        maho_store.journal.one("endSession")

    async def test_given_up(self, maho_async, maho_store):
        maho_store.mishaps.delay("cart.create", 60)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await maho_async.cart.create()
        await maho_async.cart.create()


class TestOfAsyncioAlone:
    def test_calls(self, maho_async, maho_store):
        asyncio.run(used(maho_async))
        maho_store.journal.one("login")

    def test_several_loops(self, maho_async, maho_store):
        for _ in range(3):
            assert asyncio.run(maho_async.cart.create("default"))
        maho_store.journal.one("login")

    def test_no_call(self, maho_async):
        assert maho_async.username == "apiUser"

    def test_the_loop_is_as_it_was(self, maho_async):
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        loop.run_until_complete(used(maho_async))
        loop.close()
        asyncio.set_event_loop(None)
"""

FIXTURES: Final = """
@pytest.mark.{mark}
async def test_fixtures_that_are_awaited(cart, maho_async, maho_store):
    assert (await maho_async.cart.info(cart)).quote_id == cart


def test_they_came_to_an_end():
    pass
"""


@pytest.mark.parametrize(
    "way",
    [
        pytest.param((), id="in process"),
        pytest.param(("--maho-http",), id="over HTTP", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("mode", ["strict", pytest.param("auto", marks=pytest.mark.slow)])
def test_any_way_to_await(bare: pytest.Pytester, mode: str, way: tuple[str, ...]) -> None:
    # In the mode auto pytest-asyncio takes every async fixture; in the other anyio takes them.
    mark = "anyio" if mode == "strict" else "asyncio"
    bare.makepyfile(TESTS + FIXTURES.format(mark=mark))
    result = bare.runpytest_subprocess(f"--asyncio-mode={mode}", *way)
    result.assert_outcomes(passed=13)
    result.stderr.no_fnmatch_line("*Warning*")


def test_neither_plugin_is_needed(bare: pytest.Pytester) -> None:
    bare.makepyfile(TESTS)
    bare.path.joinpath("tox.ini").write_text("[pytest]\nmarkers =\n    anyio\n    asyncio\n")
    options = ("-p", "no:asyncio", "-p", "no:anyio", "-k", "AsyncioAlone", "-W", "error")
    result = bare.runpytest_subprocess("-c", "tox.ini", *options, "--maho-http")
    result.assert_outcomes(passed=4, deselected=7)
