"""What looks on as calls are served, what may be had in their way, and what stands beside them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import pytest
from asgi_driver import call, envelope, http, login
from shop import CartQuoteNotExists, Carts, Customers, make_app
from wsgi_driver import wsgi

from mahogen.runtime.codec.names import XSI
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.server import AnsweredWith, Dropped, Served, Watch, caller
from mahogen.runtime.server.answer import Answer
from mahogen.runtime.server.request import Request
from mahogen.runtime.server.service import dialect

INFO = "<sessionId>{}</sessionId><quoteId>{}</quoteId>"


class Notes(Watch):
    """Notes what it sees; `first` is what happens before each call but login."""

    def __init__(self, first: Any = None, then: Any = None) -> None:
        self.first = first
        self.then = then
        self.seen: list[Served] = []
        self.answers: list[tuple[list[str], int]] = []
        self.sent: list[Any] = []

    def calling(self, served: Served) -> Awaitable[None] | None:
        if self.first is None or served.path == "login":
            return None
        if isinstance(self.first, Exception):
            raise self.first
        return self.first()  # type: ignore[no-any-return]

    def ended(self, served: Served) -> None:
        self.seen.append(served)

    def answering(self, served: Sequence[Served], answer: Answer) -> Answer:
        self.answers.append(([one.path for one in served], answer.status))
        return answer if self.then is None or served[0].path == "login" else self.then(answer)

    def answered(self, served: Sequence[Served], right: Answer | None, sent: Answer | None) -> None:
        calls = [(one.path, one.made) for one in served]
        statuses = [None if answer is None else answer.status for answer in (right, sent)]
        self.sent.append((calls, *statuses))


def test_every_call_is_seen_with_what_came_of_it() -> None:
    notes = Notes()
    app = make_app(Carts(), watch=notes)
    session = login(app)
    call(app, "cartInfo", INFO.format(session, 7))
    call(app, "cartInfo", INFO.format("nobody's", 7))
    call(app, "cartInfo", INFO.format(session, "x"))
    logged_in, good, expired, refused = notes.seen
    assert (logged_in.path, logged_in.dialect, logged_in.result) == ("login", "v2", session)
    assert (good.path, good.principal, good.session_id) == ("cart.info", "apiUser", session)
    assert good.arguments == {"quote_id": 7, "store": None}
    assert good.result.quote_id == 1
    assert good.fault is None
    assert expired.fault is not None
    assert (expired.fault.code, expired.principal, expired.arguments) == ("5", None, None)
    assert refused.fault is not None
    assert refused.fault.code == "SOAP-ENV:Server"
    assert notes.answers == [
        (["login"], 200),
        (["cart.info"], 200),
        (["cart.info"], 500),
        (["cart.info"], 500),
    ]
    assert session not in repr(good)


def test_several_calls_in_one_are_seen_each() -> None:
    notes = Notes()
    app = make_app(Carts(), watch=notes)
    calls = "<calls><i><p>cart.info</p><a>1</a></i><i><p>cart.nothing</p></i></calls>"
    parts = f"<sessionId>{login(app)}</sessionId>{calls}"
    http(app, envelope(f"<n:multiCall>{parts}</n:multiCall>"), path="/api/soap/")
    assert notes.answers[-1] == (["cart.info", "call"], 200)
    assert [served.dialect for served in notes.seen] == ["v2", "v1", "v1"]


def test_a_fault_in_place_of_the_call() -> None:
    notes, carts = Notes(CartQuoteNotExists("not today")), Carts()
    app = make_app(carts, watch=notes)
    fault = call(app, "cartInfo", INFO.format(login(app), 1)).fault
    assert (fault.code, fault.message) == ("1002", "not today")
    assert notes.seen[-1].fault == fault
    assert carts.seen == []


class Wider(Watch):
    """Knows of calls that the contract does not have."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def unknown(self, name: str) -> None:
        self.names.append(name)
        if name.startswith("sales"):
            raise MahoFault("not here", code="7")


def test_calls_that_the_contract_does_not_have() -> None:
    wider = Wider()
    app = make_app(Carts(), watch=wider, fault_status=200)
    session = f"<sessionId>{login(app)}</sessionId>"
    for name in ("salesOrderList", "salesOrderListRequestParam"):
        answer = call(app, name, session)
        assert (answer.status, answer.fault.code, answer.fault.message) == (200, "7", "not here")
    other = call(app, "otherList", session)
    assert (other.status, other.fault.message) == (500, "Procedure 'otherList' not present")
    paths = ("sales_order.list", "other.list", "cart.nothing", "sales", "sales.", "cart.info")
    calls = "".join(f"<i><p>{path}</p></i>" for path in paths)
    several = f"<n:multiCall>{session}<calls>{calls}</calls></n:multiCall>"
    result = http(app, envelope(several), path="/api/soap/").result
    codes = [
        item.findtext("value")
        for item in result.iter("item")
        if item.findtext("key") == "faultCode"
    ]
    assert codes[:5] == ["7", "3", "3", "3", "3"]
    parts = f"<resourceName>{login(app)}</resourceName><sessionId>sales</sessionId>"
    assert call(app, "resourceFaults", parts).fault.code == "7"
    assert wider.names == [
        *("salesOrderList", "salesOrderListRequestParam", "otherList"),
        *("sales_order.list", "other.list", "cart.nothing", "sales"),
    ]


def test_what_is_unknown_is_cut_off_and_told_after_the_session() -> None:
    wider = Wider()
    app = make_app(Carts(), watch=wider)
    parts = "<sessionId>{}</sessionId><resourcePath>sales.{}</resourcePath>"
    nobodys = parts.format("nobody", "list")
    answer = http(app, envelope(f"<n:call>{nobodys}</n:call>"), path="/api/soap/")
    assert answer.fault.code == "5"
    assert wider.names == []
    own = parts.format(login(app), "x" * 1000)
    http(app, envelope(f"<n:call>{own}</n:call>"), path="/api/soap/")
    call(app, "y" * 1000, "")
    assert [len(name) for name in wider.names] == [100, 100]


class Php(Watch):
    """Has PHP's ways with what is missing, and with headers."""

    def __init__(self) -> None:
        self.headers: list[tuple[str, list[str]]] = []

    def missing(self, served: Served, name: str) -> None:
        if name == "quote_id":
            raise CartQuoteNotExists

    def headed(self, dialect: str, names: Sequence[str]) -> None:
        self.headers.append((dialect, list(names)))
        if "Trap" in names:
            raise MahoFault("into it", code="7")


def test_another_fault_where_an_argument_is_missing() -> None:
    app = make_app(Carts(), Customers(), watch=Php())
    session = f"<sessionId>{login(app)}</sessionId>"
    assert call(app, "cartInfo", session).fault.code == "1002"
    parts = f"{session}<quoteId>1</quoteId>"
    assert call(app, "cartCustomerSet", parts).fault.code == "6"


def test_headers_are_told_of_where_there_are_any() -> None:
    php, carts = Php(), Carts()
    app = make_app(carts, watch=php, fault_status=200)
    body = f"<n:cartInfo>{INFO.format(login(app), 1)}</n:cartInfo>"
    block = '<e:Header><n:{}/><n:B e:mustUnderstand="1"/></e:Header>'
    assert http(app, envelope(body, "<e:Header/>")).status == 200
    refused = http(app, envelope(body, block.format("A")))
    assert (refused.status, refused.fault.code) == (500, "SOAP-ENV:MustUnderstand")
    trapped = http(app, envelope(body, block.format("Trap")))
    assert (trapped.status, trapped.fault.code, trapped.fault.message) == (200, "7", "into it")
    unknown = http(app, envelope("<n:nothing/>", block.format("A")))
    assert unknown.fault.code == "SOAP-ENV:MustUnderstand"
    assert php.headers == [("v2", ["A", "B"]), ("v2", ["Trap", "B"])]
    assert len(carts.seen) == 1


class Careful(Watch):
    """Lets nothing be called of which a part is passed over."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, Any, list[str]]] = []

    def calling(self, served: Served) -> None:
        self.seen.append((served.path, served.arguments, list(served.overlooked)))
        if served.overlooked:
            raise MahoFault("; ".join(served.overlooked), code="7")


def test_what_is_passed_over_is_known_before_the_call_is_made() -> None:
    careful, carts = Careful(), Carts()
    app = make_app(carts, watch=careful)
    session = login(app)
    assert call(app, "cartInfo", INFO.format(session, 7)).status == 200
    misspelled = INFO.format(session, 8) + f"<{'y' * 200}/><quoteId>9</quoteId>"
    fault = call(app, "cartInfo", misspelled).fault
    said = f"{'y' * 100} is no part of cartInfo; quoteId stands twice in cartInfo"
    assert (fault.code, fault.message) == ("7", said)
    call(app, "cartInfo", INFO.format("nobody's", 7))
    arguments = {"quote_id": 7, "store": None}
    assert careful.seen[1] == ("cart.info", arguments, [])
    assert [path for path, *_ in careful.seen] == ["login", "cart.info", "cart.info"]
    assert len(carts.seen) == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            "<item>1</item><item>x</item><item>y</item>",
            ["there are 3 arguments, and 2 are looked at"],
        ),
        ("<item>1</item>", []),
        ("<item>7 pieces</item>", ["quoteId has not the type that is due, and PHP takes it for 7"]),
    ],
)
def test_what_becomes_of_the_arguments_of_v1(args: str, said: list[str]) -> None:
    careful = Careful()
    app = make_app(Carts(), watch=careful)
    path = f"<sessionId>{login(app)}</sessionId><resourcePath>cart.info</resourcePath>"
    args = f'<args x:type="n:FixedArray" xmlns:x="{XSI}">{args}</args>'
    http(app, envelope(f"<n:call>{path}{args}</n:call>"), path="/api/soap/")
    assert (careful.seen[-1][0], careful.seen[-1][2]) == ("cart.info", said)


def test_an_answer_in_place_of_the_call() -> None:
    carts = Carts()
    app = make_app(carts, watch=Notes(AnsweredWith(Answer(502, b"<html/>", "text/html"))))
    answer = call(app, "cartInfo", INFO.format(login(app), 1))
    assert (answer.status, answer.body) == (502, b"<html/>")
    assert carts.seen == []


def test_another_answer_than_the_right_one() -> None:
    carts = Carts()
    app = make_app(carts, watch=Notes(then=lambda answer: Answer(answer.status, b"else")))
    assert call(app, "cartInfo", INFO.format(login(app), 1)).body == b"else"
    assert len(carts.seen) == 1


def test_no_answer_at_all() -> None:
    def drop(_: Answer) -> Answer:
        raise Dropped

    for notes in (Notes(Dropped()), Notes(then=drop)):
        app = make_app(Carts(), watch=notes)
        session = login(app)
        with pytest.raises(Dropped):
            call(app, "cartInfo", INFO.format(session, 1))
        body = envelope(f"<n:cartInfo>{INFO.format(session, 1)}</n:cartInfo>")
        with pytest.raises(Dropped):
            wsgi(app.wsgi, body)


def test_what_went_out_is_told_whatever_it_was() -> None:
    def drop(_: Answer) -> Answer:
        raise Dropped

    def else_(_: Answer) -> Answer:
        return Answer(418, b"else")

    for notes, made, right, sent in (
        (Notes(), True, 200, 200),
        (Notes(CartQuoteNotExists()), False, 500, 500),
        (Notes(AnsweredWith(Answer(502, b""))), False, None, 502),
        (Notes(Dropped()), False, None, None),
        (Notes(then=drop), True, 200, None),
        (Notes(then=else_), True, 200, 418),
    ):
        app = make_app(Carts(), watch=notes)
        session = login(app)
        with suppress(Dropped):
            call(app, "cartInfo", INFO.format(session, 1))
        assert notes.sent == [([("login", True)], 200, 200), ([("cart.info", made)], right, sent)]
        assert [served.path for served in notes.seen] == ["login", "cart.info"]


def test_calls_of_a_request_that_is_refused_as_a_whole_are_seen() -> None:
    notes = Notes()
    app = make_app(Carts(), watch=notes)
    calls = "<calls><i><p>cart.info</p><a>1</a></i><i><p>cart.nothing</p></i></calls>"
    several = f"<n:multiCall><sessionId>nobody</sessionId>{calls}</n:multiCall>"
    http(app, envelope(several), path="/api/soap/")
    header = '<e:Header><n:A e:mustUnderstand="1"/></e:Header>'
    http(app, envelope(f"<n:cartInfo>{INFO.format('x', 1)}</n:cartInfo>", header))
    seen = [(served.path, served.fault.code) for served in notes.seen if served.fault]
    assert seen == [("cart.info", "5"), ("call", "5"), ("cart.info", "SOAP-ENV:MustUnderstand")]


def test_what_is_returned_is_waited_for_with_and_without_a_loop() -> None:
    waited: list[int] = []

    async def wait() -> None:
        await asyncio.sleep(0)
        waited.append(1)

    app = make_app(Carts(), watch=Notes(wait))
    session = login(app)
    call(app, "cartInfo", INFO.format(session, 1))
    wsgi(app.wsgi, envelope(f"<n:cartInfo>{INFO.format(session, 1)}</n:cartInfo>"))
    assert len(waited) == 2


# -- who may ---------------------------------------------------------------------------------------


def only_cart(principal: Any, resource: str, method: str) -> bool:
    return (principal, caller(), resource, method) == ("apiUser", "apiUser", "cart", "info")


def test_an_allowed_session_gets_fault_2_where_it_may_not() -> None:
    customers = Customers()
    app = make_app(Carts(), customers, authorize=only_cart)
    session = login(app)
    assert call(app, "cartInfo", INFO.format(session, 1)).status == 200
    parts = f"<sessionId>{session}</sessionId><quoteId>x</quoteId>"
    fault = call(app, "cartCustomerSet", parts).fault
    assert (fault.code, fault.message) == ("2", "Access denied.")
    assert customers.seen == []


def test_a_session_that_is_none_is_told_so_before() -> None:
    app = make_app(Carts(), authorize=lambda *_: False)
    assert call(app, "cartInfo", INFO.format("nobody's", 1)).fault.code == "5"
    assert call(app, "cartInfo", INFO.format(login(app), 1)).fault.code == "2"


def test_it_may_be_async_and_is_asked_in_every_dialect() -> None:
    async def nobody(*_: Any) -> bool:
        return False

    app = make_app(Carts(), authorize=nobody)
    session = login(app)
    path = f"<sessionId>{session}</sessionId><resourcePath>cart.info</resourcePath><args>1</args>"
    v1 = http(app, envelope(f"<n:call>{path}</n:call>"), path="/api/soap/")
    wsi = call(app, "cartInfoRequestParam", INFO.format(session, 1))
    unknown = path.replace("cart.info", "cart.nothing")
    assert (v1.fault.code, wsi.fault.code) == ("2", "2")
    wrong = http(app, envelope(f"<n:call>{unknown}</n:call>"), path="/api/soap/")
    assert wrong.fault.code == "3"


def test_resources_names_what_the_caller_may() -> None:
    app = make_app(Carts(), Customers(), authorize=only_cart)
    result = call(app, "resources", f"<sessionId>{login(app)}</sessionId>").result
    assert [element.text for element in result.iter("path")] == ["cart.info"]


def test_a_service_knows_the_dialect() -> None:
    spoken: list[str] = []

    def answer() -> Any:
        spoken.append(dialect())
        raise CartQuoteNotExists

    app = make_app(Carts(answer))
    session = login(app)
    path = f"<sessionId>{session}</sessionId><resourcePath>cart.info</resourcePath><args>1</args>"
    http(app, envelope(f"<n:call>{path}</n:call>"), path="/api/soap/")
    call(app, "cartInfo", INFO.format(session, 1))
    call(app, "cartInfoRequestParam", INFO.format(session, 1))
    assert spoken == ["v1", "v2", "wsi"]
    assert dialect() == ""


# -- beside the API --------------------------------------------------------------------------------


def test_what_is_none_of_the_addresses_may_be_answered() -> None:
    def aside(request: Request) -> Answer | None:
        return Answer(200, request.authorization.encode()) if request.path == "/health" else None

    app = make_app(aside=aside)
    for answer in (
        http(app, path="/health", method="GET", headers={"Authorization": "Bearer x"}),
        wsgi(app.wsgi, path="/health", variables={"HTTP_AUTHORIZATION": "Bearer x"}),
    ):
        assert (answer.status, answer.body) == (200, b"Bearer x")
    assert http(app, path="/else").status == 404
    assert wsgi(app.wsgi, path="/else").status == 404
    assert "Bearer" not in repr(Request(authorization="Bearer x"))


def test_what_is_beside_the_api_may_want_its_body() -> None:
    asked: list[str] = []

    def aside(request: Request) -> Callable[[bytes], Answer] | None:
        asked.append(request.method)
        return lambda body: Answer(200, body[::-1], "text/plain")

    app = make_app(aside=aside, max_body=8)
    for answer in (http(app, b"abc", path="/else"), wsgi(app.wsgi, b"abc", path="/else")):
        assert (answer.status, answer.body) == (200, b"cba")
    assert asked == ["POST"] * 4
    assert http(app, b"123456789", path="/else").status == 413


def test_what_fails_beside_the_api_stays_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def aside(_: Request) -> Callable[[bytes], Answer]:
        def fail(_: bytes) -> Answer:
            raise RuntimeError("inside")

        return fail

    answer = http(make_app(aside=aside), b"abc", path="/else")
    assert answer.status == 500
    assert b"inside" not in answer.body
    assert "RuntimeError: inside" in caplog.text
