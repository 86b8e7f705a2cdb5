"""The journal has every call, whatever kept it from being made or its answer from arriving."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from threading import Event, Thread

import httpx
import pytest
from raw_calls import PATHS, answered, sent, v1, v2
from shopping import ready

from maho_api import AsyncMaho, Maho
from maho_api.faults import MahoFault, QuoteNotExists
from mahogen.fake_store import Entry, FakeStore, Mishaps
from mahogen.fake_store.mishaps import BAD_GATEWAY
from mahogen.runtime.dialects import DIALECTS, DialectName
from mahogen.runtime.envelope import NotAnEnvelope
from mahogen.runtime.errors import MahoApiError
from support.fake_stores import client
from support.in_process import ask

CUTS: list[tuple[Callable[[Mishaps, bool], None], str]] = [
    (lambda mishaps, done: mishaps.dropped("cart.order", done=done), "none"),
    (lambda mishaps, done: mishaps.bad_gateway("cart.order", done=done), "another"),
    (lambda mishaps, done: mishaps.answer("cart.order", BAD_GATEWAY, done=done), "another"),
]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("cut", "answer"), CUTS)
def test_a_call_that_was_cut_before_it_was_made(
    store: FakeStore, dialect: DialectName, cut: Callable[[Mishaps, bool], None], answer: str
) -> None:
    cut(store.mishaps, False)
    with client(store, dialect) as maho:
        quote_id = ready(maho)
        with pytest.raises(MahoApiError):
            maho.cart.order(quote_id)
        entry = store.journal.one("cart.order", user="apiUser", quote_id=quote_id)
        assert (entry.outcome, entry.answer, entry.ok) == ("not made", answer, False)
        assert (entry.result, entry.fault) == (None, None)
        maho.cart.order(quote_id)
    with pytest.raises(AssertionError, match="there are 2"):
        store.journal.one("cart.order")


@pytest.mark.parametrize(("cut", "answer"), CUTS)
def test_a_call_whose_answer_did_not_arrive(
    store: FakeStore, maho: Maho, cut: Callable[[Mishaps, bool], None], answer: str
) -> None:
    cut(store.mishaps, True)
    quote_id = ready(maho)
    with pytest.raises(MahoApiError):
        maho.cart.order(quote_id)
    entry = store.journal.one("cart.order", quote_id=quote_id)
    assert (entry.outcome, entry.answer, entry.ok) == ("result", answer, True)
    assert [entry.result] == list(store.state.orders)
    assert {e.answer for e in store.journal if e is not entry} == {"right"}


def test_what_was_cut_shows_it(store: FakeStore, maho: Maho) -> None:
    store.mishaps.dropped("cart.create")
    store.mishaps.bad_gateway("cart.create", done=True)
    store.mishaps.bad_gateway("cart.info", done=True)
    for call in (maho.cart.create, maho.cart.create, lambda: maho.cart.info(9)):
        with pytest.raises(MahoApiError):
            call()
    assert repr(store.journal).splitlines()[1:] == [
        "<2 v2 apiUser: cart.create(store=None) not made, no answer>",
        "<3 v2 apiUser: cart.create(store=None) 1, another answer>",
        "<4 v2 apiUser: cart.info(quote_id=9, store=None) fault 1002 "
        "'Can not make operation because quote is not exists', another answer>",
    ]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_fault_that_was_wished_for_is_of_a_call_with_all_that_it_says(
    store: FakeStore, dialect: DialectName
) -> None:
    store.mishaps.fault("cart.info", "1042")
    store.mishaps.expired_session("cart.info", skip=1)
    with client(store, dialect) as maho:
        cart = maho.cart.create()
        with pytest.raises(MahoFault):
            maho.cart.info(cart)
        maho.cart.info(cart)
        maho.cart.info(cart)
    found = store.journal.calls("cart.info", user="apiUser", quote_id=cart)
    codes = [entry.fault.code if entry.fault else None for entry in found]
    assert codes == ["1042", None, "5", None]
    assert [entry.outcome for entry in found] == ["fault", "result", "fault", "result"]


@pytest.mark.parametrize("done", [False, True])
def test_a_session_that_has_run_out_is_told_before(
    store: FakeStore, maho: Maho, done: bool
) -> None:
    quote_id = ready(maho)
    store.mishaps.dropped("cart.order", done=done)
    store.expire_sessions()
    with pytest.raises(MahoApiError):
        maho.cart.order(quote_id)
    expired, cut = store.journal.calls("cart.order")
    assert expired.fault is not None
    assert (expired.fault.code, expired.user, expired.answer) == ("5", "", "right")
    assert (cut.outcome, cut.answer) == ("result" if done else "not made", "none")


def test_who_may_not_call_is_told_before(store: FakeStore) -> None:
    store.mishaps.dropped("cart.create")
    with client(store, user="limitedUser") as limited, pytest.raises(MahoFault) as caught:
        limited.cart.create()
    assert caught.value.code == "2"
    assert len(store.mishaps) == 1


def test_an_answer_is_kept_from_a_call_that_ended_in_a_fault(store: FakeStore, maho: Maho) -> None:
    store.mishaps.dropped("cart.info", done=True)
    with pytest.raises(MahoApiError) as caught:
        maho.cart.info(9)
    assert not isinstance(caught.value, QuoteNotExists)
    entry = store.journal.one("cart.info")
    assert (entry.outcome, entry.answer) == ("fault", "none")


def test_a_mishap_after_a_call_waits_for_one_that_is_made(store: FakeStore, maho: Maho) -> None:
    store.mishaps.fault("cart.create", "1042")
    store.mishaps.bad_gateway("cart.create", done=True)
    with pytest.raises(MahoFault):
        maho.cart.create()
    assert len(store.mishaps) == 1


def test_a_call_that_its_caller_gave_up(store: FakeStore) -> None:
    async def give_up() -> None:
        http = httpx.AsyncClient(transport=store.async_transport())
        async with (
            http,
            AsyncMaho("http://fake", "apiUser", "apiKey-123", http_client=http) as maho,
        ):
            await maho.login()
            store.mishaps.delay("cart.create", 30.0)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await maho.cart.create()

    asyncio.run(give_up())
    entry = store.journal.one("cart.create", user="apiUser")
    assert (entry.outcome, entry.answer, store.state.quotes) == ("not made", "none", {})


def test_a_call_that_its_caller_gave_up_while_it_was_made(store: FakeStore) -> None:
    """What comes of it nobody knows: the store goes on."""
    created, go_on = store.state.quotes, Event()

    def busy() -> None:
        with store._shop.changing:
            go_on.wait(10.0)

    async def give_up() -> None:
        http = httpx.AsyncClient(transport=store.async_transport())
        async with (
            http,
            AsyncMaho("http://fake", "apiUser", "apiKey-123", http_client=http) as maho,
        ):
            await maho.login()
            keeper = Thread(target=busy)
            keeper.start()
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await maho.cart.create()
            entry = store.journal.one("cart.create")
            assert (entry.outcome, entry.answer, entry.ok, created) == (
                "unknown",
                "none",
                False,
                {},
            )
            go_on.set()
            keeper.join()

    asyncio.run(give_up())


def outcomes(entries: Sequence[Entry]) -> list[tuple[str, str, str]]:
    return [(entry.path, entry.outcome, entry.answer) for entry in entries]


SEVERAL = (
    "<n:multiCall><sessionId>SID</sessionId><calls><i><p>cart.create</p></i>"
    "<i><p>cart.license</p><a>1</a></i><i><p>cart.info</p><a>1</a></i></calls></n:multiCall>"
)


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (
            lambda mishaps: mishaps.bad_gateway("cart.license"),
            [("cart.create", "result", "another"), ("cart.license", "not made", "another")],
        ),
        (
            lambda mishaps: mishaps.bad_gateway("cart.license", done=True),
            [
                ("cart.create", "result", "another"),
                ("cart.license", "result", "another"),
                ("cart.info", "result", "another"),
            ],
        ),
        (
            lambda mishaps: mishaps.fault("cart.license", "1042"),
            [
                ("cart.create", "result", "right"),
                ("cart.license", "fault", "right"),
                ("cart.info", "result", "right"),
            ],
        ),
    ],
)
def test_several_calls_in_one(
    store: FakeStore,
    cut: Callable[[Mishaps], None],
    expected: list[tuple[str, str, str]],
) -> None:
    login = "<login><username>apiUser</username><apiKey>apiKey-123</apiKey></login>"
    session = sent(store, login, PATHS["v1"])[0].text or ""
    cut(store.mishaps)
    body = SEVERAL.replace("SID", session)
    envelope = (
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="urn:Maho">'
        f"<e:Body>{body}</e:Body></e:Envelope>"
    )
    status, *_ = ask(store.app, envelope.encode(), PATHS["v1"])
    assert status == (200 if expected[0][2] == "right" else 502)
    assert outcomes(list(store.journal)[1:]) == expected
    store.journal.one("cart.license", user="apiUser", quote_id=1)


def test_several_calls_without_a_session(store: FakeStore) -> None:
    store.mishaps.bad_gateway("cart.info", done=True)
    sent(store, SEVERAL, PATHS["v1"])
    paths = ["cart.create", "cart.license", "cart.info"]
    assert outcomes(list(store.journal)) == [(path, "fault", "right") for path in paths]
    assert {entry.fault.code for entry in store.journal if entry.fault} == {"5"}
    assert len(store.mishaps) == 1


def test_a_path_that_nobody_has(store: FakeStore) -> None:
    store.mishaps.bad_gateway("call")
    with pytest.raises(NotAnEnvelope):
        answered(store, "v1", v1("cart.ordr", ""))
    assert outcomes([store.journal.last]) == [("call", "not made", "another")]


def test_what_a_strict_store_refuses_is_told_before() -> None:
    store = FakeStore(strict=True)
    store.mishaps.dropped("cart.totals")
    fault = answered(store, "v2", v2("Totals", "<store>german</store>"))
    assert fault is not None
    assert fault.message.startswith("strict: store is no part of shoppingCartTotals")
    assert len(store.mishaps) == 1
    assert store.journal.one("cart.totals", user="apiUser", quote_id=1).outcome == "fault"
