"""Whatever arrives is answered with SOAP, and never with an error of our own."""

from __future__ import annotations

import logging

import pytest
from asgi_driver import envelope, http
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shop import CONTRACT, Carts, Customers, make_app

from mahogen.runtime.envelope import fault_of, open_envelope

APP = make_app(Carts(), Customers(), authenticate=lambda username, api_key: username)
SESSION = "<sessionId>{}</sessionId>"
NAMES = st.sampled_from([*CONTRACT.by_request_v2, "nothing", "sessionId", "quoteId", "item"])
TAGS = st.sampled_from(
    ["sessionId", "quoteId", "customer", "storeId", "addresses", "isDefault", "item", "key", "x"]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' xsi:nil="true"',
        ' href="#a"',
        ' id="a"',
        ' href="#b"',
        ' id="b"',
        ' href="http://x/"',
        ' xsi:type="xsd:int"',
        ' xsi:type="n:Map"',
        ' enc:arrayType="n:address[9]"',
    ]
)
TEXT = st.sampled_from(["", "1", "abc", " ", "\n", "1e999", "NaN", "true", "&lt;", "9" * 5000])


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> str:
    tag, attribute = draw(TAGS), draw(ATTRIBUTES)
    inner = draw(st.lists(elements(depth - 1), max_size=3)) if depth else []
    return f"<{tag}{attribute}>{''.join(inner) or draw(TEXT)}</{tag}>"


@pytest.fixture(scope="module")
def session() -> str:
    parts = "<username>a</username><apiKey>b</apiKey>"
    answer = http(APP, envelope(f"<n:login>{parts}</n:login>"))
    return SESSION.format(answer.result.text)


def is_answered(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        answer = http(APP, body)
    fault = fault_of(open_envelope(answer.body))
    assert answer.status == (200 if fault is None else 500)
    assert [record for record in caplog.records if record.name == "mahogen.server"] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=NAMES, parts=st.lists(elements(), max_size=4), logged_in=st.booleans())
def test_any_call(
    session: str,
    caplog: pytest.LogCaptureFixture,
    name: str,
    parts: list[str],
    logged_in: bool,
) -> None:
    inner = (session if logged_in else "") + "".join(parts)
    is_answered(envelope(f"<n:{name}>{inner}</n:{name}>"), caplog)


GOOD = envelope("<n:cartInfo><sessionId>a</sessionId><quoteId>1</quoteId></n:cartInfo>")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(start=st.integers(0, len(GOOD)), length=st.integers(0, 40), new=st.binary(max_size=12))
def test_any_bytes(caplog: pytest.LogCaptureFixture, start: int, length: int, new: bytes) -> None:
    is_answered(GOOD[:start] + new + GOOD[start + length :], caplog)
