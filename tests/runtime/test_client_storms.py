"""Many threads or tasks on one client: one login for all, each call answered once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import httpx
import pytest

from maho_api import NotSent
from maho_api.faults import AccessDenied
from mahogen.runtime.errors import MahoApiError
from support.http_store import serving
from support.stub_store import Call, StubStore, answer, fault, login_answer, operation_of

THREADS = 50
TASKS = 200
PATIENCE = 60
EXPIRED = fault("5", "Session expired. Try to relogin.")


class Orders:
    """Makes orders for whoever comes with the second session; the first one has expired.

    `wait` is called by each call of the first session before it is refused: it comes back once all
    of them are under way, so that none profits from another's new session.
    """

    def __init__(self, wait: Callable[[], object]) -> None:
        self.made: list[str] = []
        self.refused = 0
        self._wait = wait
        self._lock = Lock()

    def order(self, call: Call) -> httpx.Response:
        with self._lock:
            if call.part("sessionId") != "session-1":
                self.made.append(quote := call.argument("quoteId"))
                result = answer("shoppingCartOrder", f"<result>1000{quote}</result>")
                return httpx.Response(200, content=result)
            self.refused += 1
        self._wait()
        return httpx.Response(200, content=EXPIRED)

    def check(self, store: StubStore, results: list[str], count: int) -> None:
        """One login anew, every call answered once, none carried out twice."""
        assert results == [f"1000{quote}" for quote in range(count)]
        assert sorted(self.made, key=int) == [str(quote) for quote in range(count)]
        assert self.refused == count
        assert store.called().count("login") == 2


def test_c15_threads_share_one_relogin() -> None:
    barrier = Barrier(THREADS, timeout=PATIENCE)
    orders = Orders(barrier.wait)
    store = StubStore(shoppingCartOrder=orders.order)
    with (
        serving(store) as url,
        httpx.Client(trust_env=False) as http,
        store.client(url=url, http_client=http) as client,
        ThreadPoolExecutor(THREADS) as pool,
    ):
        client.login()
        results = list(pool.map(client.cart.order, range(THREADS), timeout=PATIENCE))
    orders.check(store, results, THREADS)


def test_c15_tasks_share_one_relogin(dialect: str) -> None:
    async def main() -> list[str]:
        all_here = asyncio.Event()

        async def handle(request: httpx.Request) -> httpx.Response:
            response = store.handle(request)
            if response.content == EXPIRED:
                if orders.refused == TASKS:
                    all_here.set()
                await asyncio.wait_for(all_here.wait(), PATIENCE)
            await asyncio.sleep(0)
            return response

        async with (
            httpx.AsyncClient(transport=httpx.MockTransport(handle)) as http,
            store.async_client(http_client=http, dialect=dialect) as client,
        ):
            await client.login()
            return await asyncio.gather(*(client.cart.order(n) for n in range(TASKS)))

    orders = Orders(lambda: None)
    store = StubStore(shoppingCartOrder=orders.order)
    orders.check(store, asyncio.run(main()), TASKS)


class CountedLock:
    """A lock that knows how many came for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.came = 0

    def acquire(self, timeout: float = -1) -> bool:
        self.came += 1
        return self._lock.acquire(timeout=timeout)

    def release(self) -> None:
        self._lock.release()


@pytest.mark.parametrize(
    ("failure", "error"),
    [(fault("2", "Access denied."), AccessDenied), (httpx.ConnectError("refused"), NotSent)],
)
def test_c15_threads_share_a_login_that_fails(
    failure: bytes | Exception, error: type[MahoApiError]
) -> None:
    def login(call: Call) -> httpx.Response:
        while lock.came < THREADS and call.number == 1:
            time.sleep(0.001)
        if isinstance(failure, Exception):
            raise failure
        return httpx.Response(200, content=failure)

    def order(quote_id: int) -> MahoApiError:
        with pytest.raises(error, match=r"^login: ") as raised:
            client.cart.order(quote_id)
        return raised.value

    store = StubStore(login=login)
    client = store.client()
    lock = CountedLock()
    client._shared.lock = lock  # type: ignore[assignment]
    with ThreadPoolExecutor(THREADS) as pool:
        errors = list(pool.map(order, range(THREADS), timeout=PATIENCE))
    assert store.called() == ["login"]
    assert len({id(e) for e in errors}) == THREADS
    assert {(str(e), e.raw, e.request) for e in errors} == {
        (str(errors[0]), errors[0].raw, errors[0].request)
    }
    order(0)  # who comes later tries for himself
    assert store.called() == ["login", "login"]


def test_c15_tasks_share_a_login_that_fails() -> None:
    async def handle(request: httpx.Request) -> httpx.Response:
        for _ in range(TASKS):  # all tasks get so far as to wait
            await asyncio.sleep(0)
        return store.handle(request)

    async def main() -> list[object]:
        http = httpx.AsyncClient(transport=httpx.MockTransport(handle))
        async with http, store.async_client(http_client=http) as client:
            calls = (client.cart.order(n) for n in range(TASKS))
            return await asyncio.gather(*calls, return_exceptions=True)

    store = StubStore(login=fault("2", "Access denied."))
    errors = asyncio.run(main())
    assert [type(error) for error in errors] == [AccessDenied] * TASKS
    assert store.called() == ["login"]


def test_a_failure_is_not_shared_by_who_asked_for_something_else() -> None:
    """A login that failed for lack of time says nothing to those who have more."""

    def login(call: Call) -> httpx.Response:
        while lock.came < 2:
            time.sleep(0.001)
        if call.number == 1:
            raise httpx.ConnectTimeout("slow")
        return httpx.Response(200, content=login_answer(call))

    store = StubStore(login=login, shoppingCartOrder=answer("shoppingCartOrder", "<r>7</r>"))
    client = store.client()
    lock = CountedLock()
    client._shared.lock = lock  # type: ignore[assignment]

    def order(timeout: float) -> str:
        while timeout == 2 and lock.came == 0:
            time.sleep(0.001)
        return client.with_options(timeout=timeout).cart.order(1)

    with ThreadPoolExecutor(2) as pool:
        first, second = (pool.submit(order, timeout) for timeout in (1, 2))
        with pytest.raises(NotSent, match="slow"):
            first.result(PATIENCE)
        assert second.result(PATIENCE) == "7"
    assert store.called() == ["login", "login", "shoppingCartOrder"]


def test_a_deadline_ends_the_wait_for_the_login_of_another_thread() -> None:
    def login(call: Call) -> httpx.Response:
        with pytest.raises(NotSent, match=r"^login: the deadline passed while another thread did$"):
            pool.submit(client.with_options(deadline=0.01).cart.order, 1).result(PATIENCE)
        return httpx.Response(200, content=login_answer(call))

    store = StubStore(login=login, shoppingCartOrder=answer("shoppingCartOrder", "<r>7</r>"))
    client = store.client()
    with ThreadPoolExecutor(1) as pool:
        assert client.cart.order(1) == "7"
    assert store.called() == ["login", "shoppingCartOrder"]


def test_a_deadline_ends_the_wait_for_the_login_of_another_task() -> None:
    async def handle(request: httpx.Request) -> httpx.Response:
        if operation_of(request.content) == "login":
            message = r"^login: the deadline passed while another task did$"
            with pytest.raises(NotSent, match=message):
                await client.with_options(deadline=0.01).cart.order(1)
        return store.handle(request)

    async def main() -> str:
        return await client.cart.order(1)

    store = StubStore(shoppingCartOrder=answer("shoppingCartOrder", "<r>7</r>"))
    http = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    client = store.async_client(http_client=http)
    assert asyncio.run(main()) == "7"
    assert store.called() == ["login", "shoppingCartOrder"]


def test_a_task_that_is_cancelled_in_a_login_leaves_it_to_the_next() -> None:
    async def handle(request: httpx.Request) -> httpx.Response:
        response = store.handle(request)
        if store.called() == ["login"]:
            tasks[0].cancel()
            await asyncio.sleep(PATIENCE)
        return response

    async def main() -> list[object]:
        tasks.extend(asyncio.ensure_future(client.cart.order(n)) for n in range(3))
        return await asyncio.gather(*tasks, return_exceptions=True)

    tasks: list[asyncio.Future[str]] = []
    store = StubStore(shoppingCartOrder=answer("shoppingCartOrder", "<r>7</r>"))
    http = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    client = store.async_client(http_client=http)
    first, *rest = asyncio.run(main())
    assert isinstance(first, asyncio.CancelledError)
    assert rest == ["7", "7"]
    assert store.called() == ["login", "login", "shoppingCartOrder", "shoppingCartOrder"]
