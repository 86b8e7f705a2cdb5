"""Whatever arrives is answered with SOAP, and never with an error of our own."""

from __future__ import annotations

import logging

import pytest
from asgi_driver import envelope, http
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shop import CONTRACT, Carts, Customers, make_app

from mahogen.runtime.envelope import fault_of, open_envelope
from mahogen.runtime.server import MemorySessions

SESSIONS = MemorySessions()
APPS = {
    mode: make_app(
        Carts(),
        Customers(),
        authenticate=lambda username, api_key: username,
        sessions=SESSIONS,
        mode=mode,
    )
    for mode in ("php", "strict")
}
MODES = st.sampled_from(["php", "strict"])
PATHS = st.sampled_from(["/api/soap/", "/api/v2_soap/"])
SESSION = "<sessionId>{}</sessionId>"
NAMES = st.sampled_from(
    [
        *CONTRACT.by_request_v2,
        *filter(None, CONTRACT.by_request_wsi),
        *("call", "multiCall", "nothing", "sessionId", "quoteId", "item"),
    ]
)
RESOURCE_PATH = "<resourcePath>{}</resourcePath>"
RESOURCE_PATHS = st.sampled_from(["", *CONTRACT.by_path_v1, "stock.count", "x", "cart.__init__"])
TAGS = st.sampled_from(
    [
        *("sessionId", "quoteId", "customer", "storeId", "addresses", "isDefault", "item", "key"),
        *("value", "args", "calls", "options", "customerAddressData", "complexObjectArray", "x"),
    ]
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
        ' xsi:type="n:Array"',
        ' xsi:type="xsd:boolean"',
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
    answer = http(APPS["php"], envelope(f"<n:login>{parts}</n:login>"))
    return SESSION.format(answer.result.text)


def is_answered(body: bytes, path: str, mode: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        answer = http(APPS[mode], body, path=path, headers={"Content-Type": "text/xml"})
    fault = fault_of(open_envelope(answer.body))
    assert answer.status == (200 if fault is None else 500)
    assert [record for record in caplog.records if record.name == "mahogen.server"] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=NAMES,
    parts=st.lists(elements(), max_size=4),
    logged_in=st.booleans(),
    path=PATHS,
    mode=MODES,
)
def test_any_call(
    session: str,
    caplog: pytest.LogCaptureFixture,
    name: str,
    parts: list[str],
    logged_in: bool,
    path: str,
    mode: str,
) -> None:
    inner = (session if logged_in else "") + "".join(parts)
    is_answered(envelope(f"<n:{name}>{inner}</n:{name}>"), path, mode, caplog)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(resource_path=RESOURCE_PATHS, args=elements(), mode=MODES)
def test_any_arguments(
    session: str, caplog: pytest.LogCaptureFixture, resource_path: str, args: str, mode: str
) -> None:
    path = RESOURCE_PATH.format(resource_path)
    call = f"<n:call>{session}{path}<args>{args}</args></n:call>"
    is_answered(envelope(call), "/api/soap/", mode, caplog)
    member = f"<item><item>{resource_path}</item>{args}</item>"
    several = f"<n:multiCall>{session}<calls>{member}{args}</calls></n:multiCall>"
    is_answered(envelope(several), "/api/soap/", mode, caplog)


GOOD = envelope("<n:cartInfo><sessionId>a</sessionId><quoteId>1</quoteId></n:cartInfo>")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    start=st.integers(0, len(GOOD)),
    length=st.integers(0, 40),
    new=st.binary(max_size=12),
    path=PATHS,
)
def test_any_bytes(
    caplog: pytest.LogCaptureFixture, start: int, length: int, new: bytes, path: str
) -> None:
    is_answered(GOOD[:start] + new + GOOD[start + length :], path, "php", caplog)
