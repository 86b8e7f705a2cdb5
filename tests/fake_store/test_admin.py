"""What a store can be told over HTTP by who has the token, from any language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from shopping import guest, ready

from maho_api import Maho, ShoppingCartCustomerEntity
from maho_api.faults import MahoFault
from mahogen.fake_store import FakeStore, snapshots
from mahogen.fake_store.injection import kinds
from mahogen.runtime.errors import (
    MahoApiError,
    NotXml,
    OutcomeUnknown,
    UnexpectedStatus,
)
from support.fake_stores import client
from support.in_process import ask


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(admin_token="secret")


@pytest.fixture
def admin(store: FakeStore) -> Iterator[httpx.Client]:
    headers = {"Authorization": "Bearer secret"}
    with httpx.Client(
        transport=store.transport(), base_url="http://fake/_store", headers=headers
    ) as http:
        yield http


def injected(admin: httpx.Client, **said: Any) -> None:
    answer = admin.post("/mishaps", json=said)
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.parametrize(
    ("said", "raised"),
    [
        ({"kind": "fault", "code": "1042", "message": "full"}, MahoFault),
        ({"kind": "dropped"}, OutcomeUnknown),
        ({"kind": "dropped", "done": True}, OutcomeUnknown),
        ({"kind": "bad_gateway", "done": False}, UnexpectedStatus),
        ({"kind": "cut_off"}, NotXml),
        ({"kind": "answer", "answer": {"status": 503, "body": "Zurück um 8"}}, UnexpectedStatus),
        ({"kind": "answer", "answer": {"status": 418}, "done": True}, UnexpectedStatus),
    ],
)
def test_what_shall_go_wrong(
    store: FakeStore,
    admin: httpx.Client,
    maho: Maho,
    said: dict[str, Any],
    raised: type[MahoApiError],
) -> None:
    injected(admin, path="cart.create", times=2, skip=1, **said)
    assert maho.cart.create() == 1
    for _ in range(2):
        with pytest.raises(raised):
            maho.cart.create()
    assert maho.cart.create() == (4 if said.get("done") or said["kind"] == "cut_off" else 2)


def test_what_goes_wrong_and_a_client_gets_over(
    store: FakeStore, admin: httpx.Client, maho: Maho
) -> None:
    injected(admin, path="cart.create", kind="expired_session")
    injected(admin, path="cart.info", kind="extra_field", name="more")
    injected(admin, path="cart.license", kind="renamed_part", name="other")
    injected(admin, path="cart.license", kind="delay", seconds=0)
    injected(admin, path="cart.license", kind="delay", seconds=0.001)
    quote_id = maho.cart.create()
    assert maho.cart.info(quote_id).extras["more"] == "1"
    assert [maho.cart.license(quote_id) for _ in range(2)] == [[], []]
    assert store.journal.paths().count("login") == 2
    assert len(store.mishaps) == 0


def test_every_method_is_a_kind() -> None:
    assert sorted(kinds()) == [
        *("answer", "bad_gateway", "cut_off", "delay", "dropped", "expired_session"),
        *("extra_field", "fault", "renamed_part"),
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("{", "the body is not JSON"),
        ("[" * 100_000, "the body is not JSON"),
        ("[]", "the body is not an object of JSON"),
        ({"path": "cart.order"}, "kind is missing or no text; there are fault, expired_session,"),
        ({"path": "cart.order", "kind": ["fault"]}, "kind is missing or no text; there are"),
        ({"path": "cart.order", "kind": "drop"}, "there is no mishap 'drop'; did you mean dropped"),
        ({"path": "cart.order", "kind": "clear"}, "there is no mishap 'clear'; there are fault,"),
        ({"path": "cart.order", "kind": "_answer"}, "there is no mishap '_answer'; did you mean"),
        ({"kind": "dropped"}, "dropped needs path, which is text"),
        ({"kind": "fault", "path": "cart.order"}, "fault needs code, which is text"),
        ({"kind": "delay", "path": "cart.order"}, "delay needs seconds, which is a number"),
        ({"kind": "answer", "path": "cart.order"}, "answer needs answer, which is an object"),
        (
            {"kind": "fault", "path": "cart.order", "code": 1008},
            "code of fault is text, not 1008",
        ),
        (
            {"kind": "fault", "path": "cart.order", "code": "1", "times": "2"},
            "times of fault is a whole number, not '2'",
        ),
        (
            {"kind": "fault", "path": "cart.order", "code": "1", "times": True},
            "times of fault is a whole number, not True",
        ),
        (
            {"kind": "fault", "path": "cart.order", "code": "1", "time": 2},
            "fault takes no 'time'; did you mean times?",
        ),
        (
            {"kind": "fault", "path": "cart.order", "code": "1", "self": 2},
            "fault takes no 'self'; there are path, code, message, skip, times",
        ),
        (
            {"kind": "dropped", "path": "cart.order", "done": 1},
            "done of dropped is true or false, not 1",
        ),
        (
            '{"kind": "delay", "path": "cart.order", "seconds": NaN}',
            "seconds of delay is a number from 0 to 3600",
        ),
        (
            {"kind": "delay", "path": "cart.order", "seconds": -1},
            "seconds of delay is a number from 0 to 3600",
        ),
        (
            {"kind": "extra_field", "path": "cart.info", "name": "1 more"},
            "name of extra_field is the name of an element, not '1 more'",
        ),
        (
            {"kind": "renamed_part", "path": "cart.info", "name": "{urn:x}y"},
            "name of renamed_part is the name of an element, not '{urn:x}y'",
        ),
        (
            {"kind": "answer", "path": "cart.info", "answer": 503},
            "answer of answer is an object, not 503",
        ),
        (
            {"kind": "answer", "path": "cart.info", "answer": {}},
            "status of an answer is a number from 200 to 599",
        ),
        (
            {"kind": "answer", "path": "cart.info", "answer": {"status": "503"}},
            "status of an answer is a whole number, not '503'",
        ),
        (
            {"kind": "answer", "path": "cart.info", "answer": {"state": 503}},
            "an answer has no 'state'; did you mean status?",
        ),
        (
            {"kind": "dropped", "path": "cart.ordr"},
            "the store has no call 'cart.ordr'; did you mean cart.order?",
        ),
        (
            {"kind": "dropped", "path": "cart.order", "times": 0},
            "skip is 0 or more, times 1 or more",
        ),
    ],
)
def test_a_wrong_one_is_refused_in_a_sentence(
    store: FakeStore, admin: httpx.Client, said: Any, sentence: str
) -> None:
    body = said if isinstance(said, str) else json.dumps(said)
    answer = admin.post("/mishaps", content=body.encode())
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(sentence)
    assert len(store.mishaps) == 0


def test_what_waits_is_told_and_taken_back(
    store: FakeStore, admin: httpx.Client, maho: Maho
) -> None:
    injected(admin, path="cart.create", kind="fault", code="1", times=3)
    injected(admin, path="cart_*", kind="dropped", skip=1)
    with pytest.raises(MahoFault):
        maho.cart.create()
    assert admin.get("/mishaps").json() == {
        "waiting": 2,
        "never_came": [{"path": "cart_*", "kind": "dropped", "skip": 1, "times": 1}],
    }
    assert admin.delete("/mishaps").json()["status"] == "ok"
    assert admin.get("/mishaps").json() == {"waiting": 0, "never_came": []}
    assert maho.cart.create() == 1


def test_a_snapshot_is_gone_back_to_by_its_id(
    store: FakeStore, admin: httpx.Client, maho: Maho
) -> None:
    quote_id = ready(maho)
    first = admin.post("/snapshot").json()
    assert (first["status"], first["id"], first["time"]) == ("ok", "1", "2026-01-01 00:00:00")
    maho.cart.order(quote_id)
    admin.post("/clock?advance=60")
    assert admin.post("/snapshot").json()["id"] == "2"
    assert admin.post("/reset").status_code == 200
    assert store.state.quotes == {}
    assert admin.post("/restore?id=2").json()["time"] == "2026-01-01 00:01:00"
    assert len(store.orders) == 1
    for _ in range(2):
        assert admin.post("/restore?id=1").status_code == 200
        assert store.orders == []
        assert maho.cart.order(quote_id) == "100000001"


@pytest.mark.parametrize("query", ["", "?id=", "?id=3", "?id=x"])
def test_a_snapshot_that_is_none(store: FakeStore, admin: httpx.Client, query: str) -> None:
    answer = admin.post(f"/restore{query}")
    key = query.partition("=")[2]
    said = f"there is no snapshot {key!r}; the last 100 are kept"
    assert (answer.status_code, answer.json()) == (400, {"error": said})


def test_of_too_many_snapshots_the_first_ones_go(
    monkeypatch: pytest.MonkeyPatch, admin: httpx.Client
) -> None:
    monkeypatch.setattr(snapshots, "KEPT", 2)
    for _ in range(3):
        admin.post("/snapshot")
    assert [admin.post(f"/restore?id={key}").status_code for key in (1, 2, 3)] == [400, 200, 200]


def test_the_journal_is_data(store: FakeStore, admin: httpx.Client, maho: Maho) -> None:
    quote_id = maho.cart.create("default")
    wrong = ShoppingCartCustomerEntity(mode="register", password="hunter22", email="a@b.example")
    with pytest.raises(MahoFault):
        maho.cart_customer.set(quote_id, wrong)
    maho.cart_customer.set(quote_id, guest())
    maho.cart.info(quote_id)
    store.mishaps.dropped("cart.totals")
    with pytest.raises(OutcomeUnknown):
        maho.cart.totals(quote_id)
    answer = admin.get("/journal")
    calls = answer.json()["calls"]
    assert calls[0] == {
        "number": 1,
        "path": "login",
        "operation": "login",
        "dialect": "v2",
        "user": "",
        "arguments": {"username": "***", "api_key": "***"},
        "result": "***",
        "fault": None,
        "outcome": "result",
        "answer": "right",
        "at": "2026-01-01 00:00:00",
    }
    assert calls[1]["arguments"] == {"store": "default"}
    assert (calls[1]["user"], calls[1]["result"]) == ("apiUser", 1)
    assert calls[2]["arguments"]["customer_data"] == {
        "mode": "register",
        "password": "***",
        "email": "a@b.example",
    }
    assert (calls[2]["fault"]["code"], calls[2]["outcome"]) == ("1044", "fault")
    assert "password" in calls[2]["fault"]["message"].lower()
    assert calls[3]["arguments"]["customer_data"]["lastname"] == "O'Lee & Sons"
    assert (calls[4]["path"], calls[4]["result"]["quote_id"]) == ("cart.info", 1)
    assert calls[4]["result"]["shipping_address"]["address_type"] == "shipping"
    assert (calls[5]["outcome"], calls[5]["answer"], calls[5]["result"]) == (
        *("not made", "none"),
        None,
    )
    session = store.journal.one("login").result
    assert not [secret for secret in ("hunter22", "apiKey-123", session) if secret in answer.text]


def test_a_login_that_failed_has_no_result(store: FakeStore, admin: httpx.Client) -> None:
    with client(store, user="nobody") as other, pytest.raises(MahoFault):
        other.cart.create()
    (call,) = admin.get("/journal").json()["calls"]
    assert (call["result"], call["fault"]["code"]) == (None, "2")


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("GET", "journal"),
        ("GET", "mishaps"),
        ("POST", "mishaps"),
        ("DELETE", "mishaps"),
        ("POST", "snapshot"),
        ("POST", "restore"),
        ("POST", "reset"),
        ("POST", "expire"),
        ("POST", "clock"),
        ("POST", "agreements"),
    ],
)
def test_who_has_no_token_finds_nothing(store: FakeStore, method: str, name: str) -> None:
    store.mishaps.fault("cart.order", "1")
    body = b'{"path": "cart.order", "kind": "dropped"}'
    for headers in ({}, {"authorization": "Bearer x"}, {"authorization": "Basic secret"}):
        for asked in (store, FakeStore()):
            assert ask(asked.app, body, f"/_store/{name}", method, **headers)[0] == 404
    assert len(store.mishaps) == 1


def test_health_by_head_and_get(store: FakeStore) -> None:
    with store.serving() as url:
        head, got = httpx.head(f"{url}/_store/health"), httpx.get(f"{url}/_store/health")
    assert (head.status_code, head.content) == (200, b"")
    assert got.json() == {"status": "ok", "calls": 0}
    assert head.headers["content-length"] == str(len(got.content))
    assert ask(store.app, b"", "/_store/health", "POST")[0] == 404


@pytest.mark.parametrize("asgi", [False, True])
def test_a_body_arrives_by_either_kind(store: FakeStore, asgi: bool) -> None:
    body = b'{"path": "cart.create", "kind": "fault", "code": "1"}'
    if asgi:
        allowed = {"authorization": "Bearer secret"}
        assert ask(store.app, body, "/_store/mishaps", **allowed)[0] == 200
    else:
        with store.serving() as url:
            headers = {"Authorization": "Bearer secret"}
            answer = httpx.post(f"{url}/_store/mishaps", content=body, headers=headers)
            assert answer.status_code == 200
    assert len(store.mishaps) == 1


@pytest.mark.parametrize(
    "path",
    ["/agreements?on=false", "/agreements", "/clock", "/clock?advance=nan", "/clock?advance=-1"],
)
def test_a_value_that_cannot_be_changes_nothing(admin: httpx.Client, path: str) -> None:
    assert admin.post(path).status_code == 400


def test_time_ends_after_a_hundred_years(admin: httpx.Client) -> None:
    assert admin.post("/clock?advance=3153600000").status_code == 200
    assert admin.post("/clock?advance=3153600000").status_code == 400
    assert admin.get("/health").status_code == 200
