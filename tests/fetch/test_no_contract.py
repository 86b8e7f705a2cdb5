"""Every way in which there is no contract to be got: its own sentence, exit 3, nothing written."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from odd_server import Answer, Asked, serving, zeros

from golden import run

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
    lines = [line for line in ended.stderr.splitlines() if not line.startswith("  hint: ")]
    assert len(lines) == 1
    return lines[0].replace(store, "STORE/") if "://" in store else lines[0]


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    return lambda asked: asked.say(status, body, **headers)


def cut(asked: Asked) -> None:
    asked.say(200, V2[: V2.index(b"<message ")], content_length=str(len(V2)))


HTML = b"<!DOCTYPE html><html><head><title>Shop &amp; more</title></head></html>"
V2_AT = "STORE/api/v2_soap/?wsdl"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (says(404), "STORE/: has no contract of v2 or wsi or v1: 404 at STORE/api/v2_soap/?wsdl, "),
        (says(200, HTML), f'{V2_AT}:1: is an HTML page titled "Shop &amp; more", not XML'),
        (says(200), f"{V2_AT}: is empty"),
        (says(200, V2[: V2.index(b"<message ")]), ": is cut off: <definitions> of line "),
        (cut, f"{V2_AT}: is cut off: the connection ended too early"),
        (says(200, b"<config><api/></config>"), f"{V2_AT}:1: is a configuration file of a store"),
        (
            says(302, location="https://else.example/api/v2_soap/?wsdl"),
            f"{V2_AT}: redirects to another server: https://else.example/api/v2_soap/?wsdl",
        ),
        (
            says(302, location="/customer/account/login/"),
            f"{V2_AT}: redirects to a login page: STORE/customer/account/login/",
        ),
        (says(302, location="?wsdl"), f"{V2_AT}: redirects more than 5 times"),
        (says(401), f"{V2_AT}: wants a user name and password (401)"),
        (says(403), f"{V2_AT}: refuses access (403)"),
        (says(500), f"{V2_AT}: the server fails (500)"),
        (says(503, HTML), f"{V2_AT}: is down for maintenance (503)"),
    ],
)
def test_what_is_no_contract(answer: Answer, said: str) -> None:
    with serving(answer) as store:
        assert said in refused(store)


def test_huge() -> None:
    packed = zeros(60_000_000)
    with serving(says(200, packed, content_encoding="gzip")) as store:
        assert refused(store) == f"{V2_AT}: is larger than the limit of 50,000,000 bytes"


def test_unreachable() -> None:
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        said = refused(f"http://127.0.0.1:{port.getsockname()[1]}/")
    assert said == f"{V2_AT}: cannot be reached: connection refused"


def test_slow() -> None:
    Path("mahogen.toml").write_text("[http]\ntimeout = 0.05\n")
    with serving(Asked.wait) as store:
        assert refused(store) == f"{V2_AT}: sends nothing for 0.05 seconds"


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
        said = refused(store, "--username", "apiUser")
    assert said.startswith("STORE/api/soap/?wsdl: login: HTTP 403: ")


def test_slow_at_a_call() -> None:
    Path("mahogen.toml").write_text("[http]\ntimeout = 0.2\n")

    def answer(asked: Asked) -> None:
        if asked.command == "GET":
            asked.say(200, V1 if "/soap/" in asked.path else V2)
        else:
            asked.wait()

    with serving(answer) as store:
        said = refused(store, "--username", "apiUser")
    assert said.startswith("STORE/api/soap/?wsdl: does not answer login: ")


def test_a_failed_fetch_leaves_what_was_pinned() -> None:
    with serving(lambda asked: asked.say(200, V1 if "/soap/" in asked.path else V2)) as store:
        assert run("fetch", store, "-o", "pinned").exit_code == 0
    before = {path: path.read_bytes() for path in Path("pinned").iterdir()}
    with serving(says(200, HTML)) as store:
        assert run("fetch", store, "-o", "pinned").exit_code == 3
    assert {path: path.read_bytes() for path in Path("pinned").iterdir()} == before


@pytest.mark.parametrize("name", ["nosuch", "shop.example"])
def test_neither_a_file_nor_an_address(name: str) -> None:
    assert refused(name) == f"{name}: there is no such file or folder"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://shop.example/", "the address: is not of http or https"),
        ("https://u:secret@/", "the address: names no host"),
        ("https://shop.example:x/", "the address: has a host or port that cannot be"),
    ],
)
def test_no_address_of_a_store(address: str, said: str) -> None:
    ended = run("fetch", address)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.splitlines()[0] == said
    assert "secret" not in ended.stderr
