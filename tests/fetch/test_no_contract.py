"""Every way in which there is no contract to be got: its own sentence, exit 3, nothing written."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from odd_server import Answer, Asked, serving, zeros
from words import hold_words

from golden import run
from support.recordings import recording

SHIPPED = Path(__file__).parents[2] / "wsdl"
V1 = (SHIPPED / "v1.wsdl").read_bytes()
V2 = (SHIPPED / "v2.wsdl").read_bytes()


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAHO_API_KEY", "key-1")


def refused(store: str, *arguments: str) -> str:
    """What is said of a store that cannot be fetched: one problem."""
    ended = run("fetch", store, *arguments)
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert not Path("wsdl").exists()
    assert len(re.findall("^(?!  hint: )", ended.stderr.rstrip(), re.MULTILINE)) == 1
    return ended.stderr.replace(store, "STORE/") if "://" in store else ended.stderr


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    return lambda asked: asked.say(status, body, **headers)


def cut(asked: Asked) -> None:
    asked.say(200, V2[: V2.index(b"<message ")], content_length=str(len(V2)))


HTML = b"<!DOCTYPE html><html><head><title>Shop &amp; more</title></head></html>"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(answer, id=each)
        for each, answer in {
            "404": says(404),
            "HTML": says(200, HTML),
            "nothing": says(200),
            "half": says(200, V2[: V2.index(b"<message ")]),
            "half sent": cut,
            "api.xml": says(200, b"<config><api/></config>"),
            "elsewhere": says(302, location="https://else.example/api/v2_soap/?wsdl"),
            "login page": says(302, location="/customer/account/login/"),
            "in circles": says(302, location="?wsdl"),
            "basic auth": says(401),
            "firewall": says(403),
            "failure": says(500),
            "maintenance": says(503, HTML),
            "huge": says(200, zeros(60_000_000), content_encoding="gzip"),
        }.items()
    ],
)
def test_no_contract(answer: Answer, request: pytest.FixtureRequest) -> None:
    with serving(answer) as store:
        text = refused(store)
    hold_words(request, re.sub(r"(?<=wsdl:)\d+(?=: is cut off)|(?<=of line )\d+", "LINE", text))


def test_unreachable(request: pytest.FixtureRequest) -> None:
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        hold_words(request, refused(f"http://127.0.0.1:{port.getsockname()[1]}/"))


def test_slow(request: pytest.FixtureRequest) -> None:
    Path("mahogen.toml").write_text("[http]\ntimeout = 0.05\n")
    with serving(Asked.wait) as store:
        hold_words(request, refused(store))


def test_half_a_store() -> None:
    """V2 is there, and V1 is not what it should be."""

    def answer(asked: Asked) -> None:
        asked.say(200, V2 if "v2_soap" in asked.path else HTML)

    with serving(answer) as store:
        assert refused(store).startswith("STORE/api/soap/?wsdl:1: is an HTML page")


def test_a_contract_that_cannot_be_used() -> None:
    broken = V2.replace(b'binding="typens:', b'binding="typens:No')
    with serving(says(200, broken)) as store:
        ended = run("fetch", f"{store}api/v2_soap/?wsdl")
    assert ended.exit_code == 3
    assert "is declared nowhere" in ended.stderr
    assert not Path("wsdl").exists()


def test_soap_that_is_switched_off() -> None:
    """The contract is served, calls are not."""

    def answer(asked: Asked) -> None:
        if asked.command == "GET":
            asked.say(200, V1 if "/soap/" in asked.path else V2)
        else:
            asked.say(403, HTML)

    with serving(answer) as store:
        text = refused(store, "--username", "apiUser")
    assert text.startswith("STORE/api/soap/?wsdl: login: HTTP 403: ")


def test_slow_at_a_call() -> None:
    Path("mahogen.toml").write_text("[http]\ntimeout = 0.2\n")

    def answer(asked: Asked) -> None:
        if asked.command == "GET":
            asked.say(200, V1 if "/soap/" in asked.path else V2)
        else:
            asked.wait()

    with serving(answer) as store:
        text = refused(store, "--username", "apiUser")
    assert text.startswith("STORE/api/soap/?wsdl: does not answer login: ")


def test_down_in_the_middle() -> None:
    """Not even the session can be ended, of which nobody needs to hear."""

    def answer(asked: Asked) -> None:
        if asked.command == "GET":
            asked.say(200, V1 if "/soap/" in asked.path else V2)
        elif b"login" in asked.body:
            asked.say(200, recording("v1", 1).response)
        else:
            asked.say(503, HTML)

    with serving(answer) as store:
        text = refused(store, "--username", "apiUser")
    assert text.startswith("STORE/api/soap/?wsdl: resources: HTTP 503: ")


def test_a_failed_fetch_leaves_what_was_pinned() -> None:
    with serving(lambda asked: asked.say(200, V1 if "/soap/" in asked.path else V2)) as store:
        assert run("fetch", store, "-o", "pinned").exit_code == 0
    before = {path: path.read_bytes() for path in Path("pinned").iterdir()}
    with serving(says(200, HTML)) as store:
        assert run("fetch", store, "-o", "pinned").exit_code == 3
    assert {path: path.read_bytes() for path in Path("pinned").iterdir()} == before


def test_neither_a_file_nor_an_address(request: pytest.FixtureRequest) -> None:
    hold_words(request, refused("shop.example"))


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("ftp://shop.example/", "the address: is not of http or https"),
        ("https://u:secret@/", "the address: names no host"),
        ("https://shop.example:x/", "the address: has a host or port that cannot be"),
    ],
)
def test_no_address_of_a_store(address: str, what: str) -> None:
    ended = run("fetch", address)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.splitlines()[0] == what
    assert "secret" not in ended.stderr
