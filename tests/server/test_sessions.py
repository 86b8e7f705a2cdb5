"""Who may call, and for how long."""

from __future__ import annotations

from typing import Any

import pytest
from asgi_driver import HttpAnswer, call, login
from shop import Carts, make_app

from mahogen.runtime.server import MemorySessions, SoapApp, api_users


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def info(app: SoapApp, session: str) -> HttpAnswer:
    return call(app, "cartInfo", f"<sessionId>{session}</sessionId><quoteId>1</quoteId>")


def log_in(app: SoapApp, parts: str) -> tuple[int, str, str]:
    fault = call(app, "login", parts).fault
    return 500, fault.code, fault.message


def test_an_id_is_256_random_bits() -> None:
    app = make_app()
    ids = {login(app) for _ in range(20)}
    assert len(ids) == 20
    assert all(len(i) == 64 and set(i) <= set("0123456789abcdef") for i in ids)


@pytest.mark.parametrize(
    "parts",
    [
        "<username>apiUser</username><apiKey>wrong</apiKey>",
        "<username>nobody</username><apiKey>apiKey-123</apiKey>",
        "<username>apiUser</username><apiKey> apiKey-123</apiKey>",
        "<username>APIUSER</username><apiKey>apiKey-123</apiKey>",
    ],
)
def test_a_wrong_login_is_told_nothing(parts: str) -> None:
    assert log_in(make_app(), parts) == (500, "2", "Access denied.")


@pytest.mark.parametrize(
    "parts",
    [
        "<username>apiUser</username>",
        "<username>apiUser</username><apiKey/>",
        "<username/><apiKey>apiKey-123</apiKey>",
        '<username xsi:nil="true"/><apiKey>apiKey-123</apiKey>',
        "",
    ],
)
def test_an_empty_login_is_fault_6(parts: str) -> None:
    asked: list[Any] = []
    app = make_app(authenticate=lambda *arguments: asked.append(arguments))
    assert log_in(app, parts) == (500, "6", "Required parameter is missing.")
    assert asked == []


@pytest.mark.parametrize("principal", [None, False, "", 0])
def test_whatever_is_falsy_is_no_caller(principal: Any) -> None:
    app = make_app(authenticate=lambda username, api_key: principal)
    parts = "<username>apiUser</username><apiKey>apiKey-123</apiKey>"
    assert call(app, "login", parts).fault.code == "2"


def test_authenticate_may_be_async() -> None:
    async def authenticate(username: str, api_key: str) -> object:
        return {"name": username} if api_key == "apiKey-123" else None

    app = make_app(Carts(), authenticate=authenticate)
    assert info(app, login(app)).status == 200


def test_api_users_compares_whole_keys() -> None:
    authenticate = api_users({"ann": "k1", "bob": "ключ"})
    assert authenticate("ann", "k1") == "ann"
    assert authenticate("bob", "ключ") == "bob"
    assert [authenticate(*pair) for pair in (("ann", "k"), ("ann", "ключ"), ("eve", "k1"))] == [
        None
    ] * 3


@pytest.mark.parametrize("session", ["", "garbage", "0" * 64, " SID", "SID ", "SI\u0130"])
def test_an_id_that_was_not_given_out_is_fault_5(session: str) -> None:
    app = make_app(Carts())
    answer = info(app, session.replace("SID", login(app)))
    assert (answer.fault.code, answer.fault.message) == ("5", "Session expired. Try to relogin.")


def test_the_session_comes_before_the_arguments() -> None:
    app = make_app(Carts())
    assert call(app, "cartInfo", "<quoteId>abc</quoteId>").fault.code == "5"
    assert call(app, "cartInfo", '<sessionId xsi:nil="true"/>').fault.code == "5"
    assert call(app, "stockCount", "").fault.code == "5"


def test_an_id_from_start_session_belongs_to_nobody() -> None:
    app = make_app(Carts())
    session = call(app, "startSession").result.text
    assert session
    assert info(app, session).fault.code == "5"


def test_a_session_ends_when_it_is_told_to() -> None:
    app = make_app(Carts())
    first, second = login(app), login(app)
    for session in (first, first, "garbage", ""):
        ended = call(app, "endSession", f"<sessionId>{session}</sessionId>")
        assert ended.result.text == "true"
    assert info(app, first).fault.code == "5"
    assert info(app, second).status == 200


def test_a_session_ends_an_hour_after_its_last_use() -> None:
    clock = Clock()
    app = make_app(Carts(), sessions=MemorySessions(3600, clock=clock))
    session = login(app)
    for _ in range(3):
        clock.now += 3590
        assert info(app, session).status == 200
    clock.now += 3605
    assert info(app, session).fault.code == "5"
    assert info(app, session).fault.code == "5"


def test_the_memory_store_holds_no_more_than_its_limit() -> None:
    clock = Clock()
    store = MemorySessions(10, limit=2, clock=clock)
    for key in "ab":
        store.add(key, key.upper())
    assert store.use("a") == "A"
    store.add("c", "C")
    assert [store.use(key) for key in "abc"] == ["A", None, "C"]
    clock.now += 11
    store.add("d", "D")
    assert len(store) == 1


class ElsewhereSessions:
    """A store as one over a database would be: async, and told no session id."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    async def add(self, key: str, principal: Any) -> None:
        self.kept[key] = principal

    async def use(self, key: str) -> Any:
        return self.kept.get(key)

    async def end(self, key: str) -> None:
        self.kept.pop(key, None)


def test_sessions_can_be_kept_elsewhere() -> None:
    store = ElsewhereSessions()
    app = make_app(Carts(), sessions=store)
    session = login(app)
    assert list(store.kept.values()) == ["apiUser"]
    assert session not in store.kept
    assert info(app, session).status == 200
    call(app, "endSession", f"<sessionId>{session}</sessionId>")
    assert store.kept == {}
