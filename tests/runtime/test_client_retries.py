"""Calls that never left are tried again if asked for, and a deadline bounds the whole."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import ContextVar
from typing import Any

import httpx
import pytest

from maho_api import NotSent, OutcomeUnknown
from maho_api.faults import SessionExpired
from mahogen.runtime.errors import MahoFault, UnexpectedStatus
from support.stub_store import Call, Mode, StubStore, answer, fault

CREATED = answer("shoppingCartCreate", '<quoteId xsi:type="xsd:int">7</quoteId>')


class Clock:
    """Time that passes only where somebody sleeps or a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("mahogen.runtime.options.time", Times(clock))
    monkeypatch.setattr("mahogen.runtime.client.time", Times(clock))
    monkeypatch.setattr("mahogen.runtime.async_client.asyncio", Asyncio(clock))
    return clock


class Times:
    """The module `time` with the clock of a test."""

    def __init__(self, clock: Clock) -> None:
        self.monotonic = lambda: clock.now
        self.sleep = clock.sleep
        self.perf_counter = time.perf_counter


class Asyncio:
    """The module `asyncio` with the clock of a test; its own timeouts have nothing to wait for."""

    def __init__(self, clock: Clock) -> None:
        self.sleep = clock.sleep_async
        self.Lock = asyncio.Lock
        self.timeout = lambda left: asyncio.timeout(None)


def failing(times: int, error: Callable[[], Exception] | None = None) -> StubStore:
    """A store that is out of reach for the first calls of cart.create."""

    def create(call: Call) -> httpx.Response:
        if call.number <= times:
            raise httpx.ConnectError("refused") if error is None else error()
        return httpx.Response(200, content=CREATED)

    return StubStore(shoppingCartCreate=create)


def test_nothing_is_tried_again_unless_asked_for(mode: Mode, clock: Clock) -> None:
    store = failing(1)
    with pytest.raises(NotSent):
        store.client(mode).cart.create()
    assert store.called() == ["login", "shoppingCartCreate"]
    assert clock.slept == []


def test_what_never_left_is_tried_again_with_pauses(mode: Mode, clock: Clock) -> None:
    store = failing(3)
    assert store.client(mode, retries=3, backoff=0.5).cart.create() == 7
    assert store.called() == ["login"] + ["shoppingCartCreate"] * 4
    assert clock.slept == [0.5, 1, 2]


def test_and_given_up_after_the_last_one(mode: Mode, clock: Clock) -> None:
    store = failing(9)
    with pytest.raises(NotSent, match=r"^shoppingCartCreate: the store was not reached: refused$"):
        store.client(mode, retries=2, backoff=0).cart.create()
    assert store.called() == ["login"] + ["shoppingCartCreate"] * 3
    assert clock.slept == [0, 0]


def test_pauses_have_an_end(mode: Mode, clock: Clock) -> None:
    store = failing(5000)
    with pytest.raises(NotSent):
        store.client(mode, retries=1100).cart.create()
    assert len(clock.slept) == 1100
    assert clock.slept[:8] == [0.5, 1, 2, 4, 8, 16, 32, 60]
    assert set(clock.slept[7:]) == {60}


def test_a_login_is_tried_again_too(mode: Mode, clock: Clock) -> None:
    def login(call: Call) -> httpx.Response:
        if call.number == 1:
            raise httpx.ConnectTimeout("slow")
        return httpx.Response(200, content=answer("login", "<r>the session</r>"))

    store = StubStore(login=login, shoppingCartCreate=CREATED)
    assert store.client(mode, retries=1).cart.create() == 7
    assert store.called() == ["login", "login", "shoppingCartCreate"]


def test_retries_of_one_call(mode: Mode, clock: Clock) -> None:
    store = failing(1)
    assert store.client(mode).with_options(retries=1).cart.create() == 7


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (httpx.ReadTimeout("late"), OutcomeUnknown),
        (httpx.WriteError("reset"), OutcomeUnknown),
        (httpx.RemoteProtocolError("hung up"), OutcomeUnknown),
    ],
)
def test_c14_what_may_have_been_carried_out_is_not(
    mode: Mode, clock: Clock, error: Exception, raised: type[Exception]
) -> None:
    store = failing(1, lambda: error)
    with pytest.raises(raised):
        store.client(mode, retries=5).cart.create()
    assert store.called() == ["login", "shoppingCartCreate"]
    assert clock.slept == []


@pytest.mark.parametrize(
    ("response", "raised"),
    [
        (httpx.Response(503, headers={"Retry-After": "1"}), UnexpectedStatus),
        (httpx.Response(200, content=fault("1001")), MahoFault),
    ],
)
def test_what_was_answered_is_not(
    mode: Mode, clock: Clock, response: httpx.Response, raised: type[Exception]
) -> None:
    def create(call: Call) -> httpx.Response:
        return httpx.Response(response.status_code, content=response.content)

    store = StubStore(shoppingCartCreate=create)
    with pytest.raises(raised):
        store.client(mode, retries=5).cart.create()
    assert store.called() == ["login", "shoppingCartCreate"]


def test_a_call_that_is_replayed_may_be_tried_again(mode: Mode, clock: Clock) -> None:
    def create(call: Call) -> httpx.Response:
        if call.number == 2:
            raise httpx.ConnectError("refused")
        return httpx.Response(200, content=fault("5") if call.number == 1 else CREATED)

    store = StubStore(shoppingCartCreate=create)
    assert store.client(mode, retries=1).cart.create() == 7
    assert store.called() == ["login", "shoppingCartCreate", "login"] + ["shoppingCartCreate"] * 2


# -- the deadline ----------------------------------------------------------------------------------


def test_a_pause_that_would_outlast_the_deadline_is_not_begun(mode: Mode, clock: Clock) -> None:
    store = failing(9)
    with pytest.raises(NotSent, match="the store was not reached: refused"):
        store.client(mode, retries=9, backoff=1, deadline=5).cart.create()
    assert clock.slept == [1, 2]
    assert store.called() == ["login"] + ["shoppingCartCreate"] * 3


def test_what_the_deadline_leaves_bounds_each_request(mode: Mode, clock: Clock) -> None:
    def login(call: Call) -> httpx.Response:
        clock.now += 4
        return httpx.Response(200, content=answer("login", "<r>the session</r>"))

    store = StubStore(login=login, shoppingCartCreate=CREATED)
    client = store.client(mode, deadline=10, timeout=8)
    client.cart.create()
    client.cart.create()
    bounds = [set(call.request.extensions["timeout"].values()) for call in store.calls]
    assert bounds == [{8}, {6}, {8}]


def test_a_call_whose_deadline_passed_is_not_sent(mode: Mode, clock: Clock) -> None:
    def login(call: Call) -> httpx.Response:
        clock.now += 4
        return httpx.Response(200, content=answer("login", "<r>the session</r>"))

    store = StubStore(login=login, shoppingCartCreate=CREATED)
    message = r"^shoppingCartCreate: the deadline passed before the call was sent$"
    with pytest.raises(NotSent, match=message):
        store.client(mode, deadline=3).cart.create()
    assert store.called() == ["login"]


def test_a_replay_has_no_more_time_than_the_call(mode: Mode, clock: Clock) -> None:
    def create(call: Call) -> httpx.Response:
        clock.now += 4
        return httpx.Response(200, content=fault("5"))

    store = StubStore(shoppingCartCreate=create)
    with pytest.raises(NotSent, match=r"^login: the deadline passed before the call was sent$"):
        store.client(mode, deadline=3).cart.create()
    assert store.called() == ["login", "shoppingCartCreate"]
    with pytest.raises(SessionExpired):
        store.client(mode, deadline=30).cart.create()


def test_a_deadline_of_none_left(mode: Mode, clock: Clock) -> None:
    store = StubStore(shoppingCartCreate=CREATED)
    with pytest.raises(NotSent, match="the deadline passed"):
        store.client(mode, deadline=0).cart.create()
    assert store.calls == []


def test_an_answer_that_drips_is_not_read_past_the_deadline(mode: Mode, clock: Clock) -> None:
    def chunks() -> Iterator[bytes]:
        for byte in CREATED:
            clock.now += 1
            yield bytes([byte])

    async def awaited() -> AsyncIterator[bytes]:
        for chunk in chunks():
            yield chunk

    def create(call: Call) -> httpx.Response:
        return httpx.Response(200, content=chunks() if mode == "sync" else awaited())

    store = StubStore(shoppingCartCreate=create)
    message = r"^shoppingCartCreate: sent, but no answer came \(the deadline passed while it was"
    before = clock.now
    with pytest.raises(OutcomeUnknown, match=message):
        store.client(mode, deadline=20).cart.create()
    assert 20 <= clock.now - before <= 22
    assert store.called() == ["login", "shoppingCartCreate"]


def test_an_answer_that_is_all_there_counts_though_late(mode: Mode, clock: Clock) -> None:
    """The order was made: nobody is helped by not knowing."""

    def order(call: Call) -> httpx.Response:
        clock.now += 4
        return httpx.Response(200, content=answer("shoppingCartOrder", "<r>1001</r>"))

    store = StubStore(shoppingCartOrder=order)
    assert store.client(mode, deadline=3).cart.order(1) == "1001"


VARIABLE: ContextVar[str] = ContextVar("VARIABLE", default="lost")


def test_what_httpx_calls_runs_in_the_context_of_the_caller(mode: Mode) -> None:
    """Whatever thread it is in: traces and the like hang on that."""

    def order(call: Call) -> httpx.Response:
        return httpx.Response(200, content=answer("shoppingCartOrder", f"<r>{VARIABLE.get()}</r>"))

    client = StubStore(shoppingCartOrder=order).client(mode, deadline=60)
    token = VARIABLE.set("kept")
    try:
        assert client.cart.order(1) == "kept"
    finally:
        VARIABLE.reset(token)


def test_a_login_that_lacked_time_is_not_what_others_fail_with(mode: Mode, clock: Clock) -> None:
    def login(call: Call) -> httpx.Response:
        clock.now += 4
        raise httpx.ConnectTimeout("slow")

    client: Any = StubStore(login=login).client(mode)
    for view, failures in ((client.with_options(deadline=3), 0), (client, 1)):
        with pytest.raises(NotSent, match="slow"):
            view.login()
        assert client._shared.session.failures == failures
