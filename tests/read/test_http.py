"""Asking servers: what comes back, and a sentence for each way in which nothing does."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
import trustme

from mahogen.errors import ConfigError, InputError, Source
from mahogen.read.address import Address
from mahogen.read.http import Page, Web
from mahogen.read.http_words import NotThere
from mahogen.read.settings import Settings
from mahogen.read.source import MAX_BYTES
from support.web_server import Answer, Reply, Send, Site, serving

HTML = b"<!DOCTYPE html><title>Log in</title>"
PATIENT = Settings(timeout=30)
QUICK = Settings(timeout=0.2)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def got(
    address: str,
    settings: Settings = PATIENT,
    environment: Mapping[str, str] | None = None,
    limit: int = MAX_BYTES,
) -> Page:
    with closing(Web(settings, environment or {}, limit)) as web:
        return web.get(Address.of(address))


def said(site: Site, path: str = "/a", settings: Settings = PATIENT, limit: int = MAX_BYTES) -> str:
    """What is said of an address that cannot be read, with the place of the server taken out."""
    with pytest.raises(InputError) as caught:
        got(site.url + path, settings, limit=limit)
    [problem] = caught.value.problems
    assert problem.hint
    return f"{problem.source}: {problem.what}".replace(site.url, "SITE")


def redirect(location: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": location})


def test_bytes_are_got() -> None:
    with serving({"/a?wsdl": Reply(b"<a/>")}) as site:
        page = got(f"{site.url}/a?wsdl")
        assert (page.data, page.address.name) == (b"<a/>", f"{site.url}/a?wsdl")
        [(_, headers)] = site.asked
        assert headers["User-Agent"] == "mahogen"
        assert "Authorization" not in headers


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "identity"])
def test_packed_bytes_are_unpacked(encoding: str) -> None:
    packed = {"deflate": zlib.compress(b"<a/>"), "identity": b"<a/>"}
    body = packed.get(encoding, gzip.compress(b"<a/>"))
    with serving({"/a": Reply(body, headers={"Content-Encoding": encoding})}) as site:
        assert got(f"{site.url}/a").data == b"<a/>"


def test_redirects_on_the_same_server_are_followed() -> None:
    answers: dict[str, Answer] = {f"/{n}": redirect(f"/{n + 1}", 301 + n) for n in range(3)}
    answers |= {"/3": redirect("4?wsdl", 307), "/4?wsdl": redirect("/a", 308), "/a": Reply(b"x")}
    with serving(answers) as site:
        page = got(f"{site.url}/0")
        assert (page.data, page.address.name) == (b"x", f"{site.url}/a")
        assert len(site.asked) == 6


def chunked(pieces: Iterator[bytes], encoding: str = "") -> Callable[[Send, Event], None]:
    def answer(send: Send, over: Event) -> None:
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + encoding.encode() + b"\r\n")
        for piece in pieces:
            if over.is_set():
                return
            send(b"%x\r\n%s\r\n" % (len(piece), piece))
        send(b"0\r\n\r\n")

    return answer


def endless(piece: bytes) -> Iterator[bytes]:
    while True:
        yield piece


def silent(_: Send, over: Event) -> None:
    over.wait()


def dripping(before: bytes, drop: bytes) -> Callable[[Send, Event], None]:
    """One that never ends, and never waits long enough to be given up for that."""

    def answer(send: Send, over: Event) -> None:
        send(before)
        while not over.wait(0.01):
            send(drop)

    return answer


HEAD = b"HTTP/1.1 200 OK\r\n"
BOMB = gzip.compress(bytes(3_000_000))
SAID: dict[str, tuple[Answer, str]] = {
    "missing": (Reply(status=404), "SITE/a: the server has nothing there (404)"),
    "gone": (Reply(status=410), "SITE/a: the server has nothing there (410)"),
    "protected": (Reply(status=401), "SITE/a: wants a user name and password (401)"),
    "firewall": (Reply(status=403), "SITE/a: refuses access (403)"),
    "impatient": (Reply(status=429), "SITE/a: is asked too often (429)"),
    "maintenance": (Reply(HTML, 503), "SITE/a: is down for maintenance (503)"),
    "broken": (Reply(status=500), "SITE/a: the server fails (500)"),
    "teapot": (Reply(status=418), "SITE/a: answers with the status 418"),
    "no content": (Reply(status=204), "SITE/a: answers with the status 204"),
    "nowhere": (Reply(status=302), "SITE/a: answers with the status 302"),
    "loop": (redirect("/a"), "SITE/a: redirects more than 5 times"),
    "elsewhere": (
        redirect("https://user:secret@www.shop.example/a"),
        "SITE/a: redirects to another server: https://www.shop.example/a",
    ),
    "other port": (
        redirect("//127.0.0.1:1/a"),
        "SITE/a: redirects to another server: http://127.0.0.1:1/a",
    ),
    "cloud": (
        redirect("http://169.254.169.254/latest/"),
        "SITE/a: redirects to another server: http://169.254.169.254/latest/",
    ),
    "mapped": (
        redirect("http://[::ffff:127.0.0.1]/a"),
        "SITE/a: redirects to another server: http://[::ffff:127.0.0.1]/a",
    ),
    "login": (
        redirect("/customer/account/login/?key=abc"),
        "SITE/a: redirects to a login page: SITE/customer/account/login/?key=...",
    ),
    "login elsewhere": (
        redirect("https://sso.shop.example/"),
        "SITE/a: redirects to a login page: https://sso.shop.example/",
    ),
    "file": (
        redirect("file:///etc/passwd"),
        'SITE/a: redirects to "file:///etc/passwd", which is not of http or https',
    ),
    "silent": (silent, "SITE/a: sends nothing for 0.2 seconds"),
    "hangs up": (
        lambda send, over: None,
        "SITE/a: does not answer in HTTP as it should",
    ),
    "not http": (
        lambda send, over: send(b"220 mail.shop.example ESMTP\r\n"),
        "SITE/a: does not answer in HTTP as it should",
    ),
    "cut off": (
        Reply(b"<a", headers={"Content-Length": "99"}),
        "SITE/a: is cut off: the connection ended too early",
    ),
    "cut off when packed": (
        Reply(BOMB[:100], headers={"Content-Encoding": "gzip"}),
        "SITE/a: is cut off: the connection ended too early",
    ),
    "badly packed": (
        Reply(b"plain text", headers={"Content-Encoding": "gzip"}),
        "SITE/a: is not packed as it says it is",
    ),
    "strange": (
        Reply(b"x", headers={"Content-Encoding": "br"}),
        "SITE/a: is sent in the encoding br, which nobody asked for",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_said(name: str) -> None:
    answer, text = SAID[name]
    with serving({"/a": answer}) as site:
        assert said(site, settings=QUICK if name == "silent" else PATIENT) == text


@pytest.mark.parametrize(
    "answer",
    [
        Reply(bytes(1001)),
        Reply(BOMB, headers={"Content-Encoding": "gzip"}),
        chunked(endless(bytes(100))),
        chunked(iter([BOMB] * 10_000), "Content-Encoding: gzip\r\n"),
    ],
    ids=["plain", "bomb", "endless", "endless bomb"],
)
def test_nothing_larger_than_the_limit_is_read(answer: Answer) -> None:
    with serving({"/a": answer}) as site:
        assert said(site, limit=1000) == "SITE/a: is larger than the limit of 1,000 bytes"


def test_what_is_as_large_as_the_limit_is_read() -> None:
    body = gzip.compress(bytes(1000))
    with serving({"/a": Reply(body, headers={"Content-Encoding": "gzip"})}) as site:
        assert len(got(f"{site.url}/a", limit=1000).data) == 1000


@pytest.mark.parametrize(
    "answer",
    [
        dripping(HEAD, b"x: y\r\n"),
        dripping(HEAD + b"\r\n", b"x"),
        dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        dripping(b"", b"H"),
    ],
    ids=["headers", "body", "chunks", "status"],
)
def test_one_that_never_ends_is_given_up(answer: Answer) -> None:
    settings = Settings(timeout=5, deadline=0.3)
    with serving({"/a": answer}) as site:
        text = "SITE/a: has not been read whole within 0.3 seconds"
        assert said(site, settings=settings) == text


def test_the_deadline_is_for_all_addresses_together() -> None:
    settings = Settings(timeout=5, deadline=0.3)
    with serving({"/a": silent, "/b": Reply(b"x")}) as site, closing(Web(settings, {})) as web:
        for path in ("/a", "/b"):
            with pytest.raises(InputError, match=r"has not been read whole within 0\.3 seconds"):
                web.get(Address.of(site.url + path))
        assert "/b" not in site.paths


def test_a_port_that_nobody_listens_at() -> None:
    with serving({}) as site:
        pass
    assert said(site) == "SITE/a: cannot be reached: connection refused"


def failing(error: Exception, cause: Exception | None = None) -> Callable[..., Any]:
    def stream(*_: object, **__: object) -> None:
        raise error from cause

    return stream


@pytest.mark.parametrize(
    ("error", "cause", "text"),
    [
        (
            httpx.ConnectError("no"),
            socket.gaierror(-2, "Name or service not known"),
            "SITE/a: there is no host called 127.0.0.1, as far as is known here",
        ),
        (httpx.ConnectTimeout("no"), None, "SITE/a: cannot be reached within 0.2 seconds"),
        (httpx.ProxyError("403"), None, "SITE/a: the proxy does not let the request through"),
        (httpx.InvalidURL("no"), None, "SITE/a: is not an address that can be asked"),
        (
            httpx.ConnectError("no"),
            ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version"),
            "SITE/a: cannot be talked to by TLS: no reason given",
        ),
    ],
)
def test_what_cannot_be_had_on_loopback(
    error: Exception, cause: Exception | None, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(httpx.Client, "stream", failing(error, cause))
    assert said(Site("http://127.0.0.1:1"), settings=QUICK) == text


# -- credentials -----------------------------------------------------------------------------------


def authorization(user: str, password: str) -> str:
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


ENVIRONMENT = {"SHOP_USER": "ann", "SHOP_PASSWORD": "se:cret"}
HERE = Settings("SHOP_USER", "SHOP_PASSWORD", frozenset({"127.0.0.1"}), source=Source("m", 1))


def test_credentials_come_from_the_environment() -> None:
    with serving({"/a": redirect("/b"), "/b": Reply(b"x")}) as site:
        got(f"{site.url}/a", HERE, ENVIRONMENT)
        sent = [headers["Authorization"] for _, headers in site.asked]
        assert sent == [authorization("ann", "se:cret")] * 2


def test_those_of_an_address_go_first() -> None:
    with serving({"/a": Reply(b"x")}) as site:
        page = got(site.url.replace("//", "//bob:p%40ss@") + "/a", HERE, ENVIRONMENT)
        assert site.asked[0][1]["Authorization"] == authorization("bob", "p@ss")
        assert "bob" not in f"{page.address!r} {page.address}"


def test_no_other_host_gets_them() -> None:
    settings = Settings("SHOP_USER", "SHOP_PASSWORD", frozenset({"shop.example"}))
    with serving({"/a": Reply(b"x")}) as site:
        got(f"{site.url}/a", settings, ENVIRONMENT)
        assert "Authorization" not in site.asked[0][1]


def test_wrong_credentials() -> None:
    with serving({"/a": Reply(status=401)}) as site:
        with pytest.raises(InputError) as caught:
            got(f"{site.url}/a", HERE, ENVIRONMENT)
        said = str(caught.value)
        assert "does not take the user name and password (401)" in said
        assert "ann" not in said
        assert "se:cret" not in said


def test_a_variable_that_is_not_there() -> None:
    with pytest.raises(ConfigError) as caught:
        got("http://127.0.0.1:1/a", HERE, {"SHOP_USER": "ann"})
    assert str(caught.value).startswith("m:1: the environment has no SHOP_PASSWORD\n")


@pytest.mark.parametrize("host", ["shop.example", "10.0.0.1", "[2001:db8::1]"])
def test_credentials_do_not_go_out_in_the_clear(host: str) -> None:
    with pytest.raises(ConfigError) as caught:
        got(f"http://me:secret@{host}/a")
    text = "is asked with a user name and password, which http sends in the clear"
    assert str(caught.value).startswith(f"http://{host}/a: {text}\n")


# -- TLS -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_a_certificate_of_nobody_known(tls: ssl.SSLContext) -> None:
    with serving({"/a": Reply(b"x")}, tls) as site:
        with pytest.raises(InputError) as caught:
            got(f"{site.url}/a")
        assert "/a: its certificate is not to be trusted: " in str(caught.value)
        assert 'ca = "ca.pem"' in str(caught.value)
        assert site.asked == []


def test_an_authority_of_ones_own(
    authority: trustme.CA, tls: ssl.SSLContext, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    settings = Settings(ca=tmp_path / "ca.pem")
    answers = {"/a": Reply(b"x"), "/b": redirect("http://127.0.0.1/b")}
    with serving(answers, tls) as site:
        assert got(f"{site.url}/a", settings).data == b"x"
        text = "SITE/b: redirects from https to http: http://127.0.0.1/b"
        assert said(site, "/b", settings) == text


def test_tls_with_one_who_does_not_know_it() -> None:
    with serving({}) as site:
        site.url = site.url.replace("http", "https")
        assert "SITE/a: cannot be talked to by TLS: " in said(site)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, "my/ca.pem: there is no such file"),
        (b"nonsense", "my/ca.pem: holds no certificate in PEM format"),
    ],
)
def test_an_authority_that_is_none(content: bytes | None, text: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "ca.pem").write_bytes(content)
    settings = Settings(ca=tmp_path / "ca.pem", ca_name="my/ca.pem", source=Source("m", 3))
    with pytest.raises(ConfigError) as caught:
        got("https://127.0.0.1:1/a", settings)
    assert str(caught.value).startswith(f"{text}\n  hint: m:3 ")


def test_not_there_is_a_failure_of_its_own() -> None:
    with serving({}) as site, pytest.raises(NotThere):
        got(f"{site.url}/a")
