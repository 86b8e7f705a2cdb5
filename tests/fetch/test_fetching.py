"""A fetch as a whole: what is told, what is checked, who is asked with which credentials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from lxml import etree
from odd_server import Asked, serving

from golden import files_of, run
from mahogen.fetch.normalise import normalised
from support.contracts import Texts, texts
from support.examples import examples
from support.stub_store import fault

SHIPPED = Path(__file__).parents[2] / "wsdl"
V2 = (SHIPPED / "v2.wsdl").read_bytes()
V1 = (SHIPPED / "v1.wsdl").read_bytes()
CASES = Path(__file__).parents[1] / "cases"
PINNED = Path("wsdl/v2.wsdl")


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_the_files_do_not_show_any_more_is_told_now() -> None:
    other = V2.replace(b"<types>", b'<types><x:policy xmlns:x="urn:x"/>')
    Path("v2.wsdl").write_bytes(b"\xef\xbb\xbf" + other)
    ended = run("fetch", "v2.wsdl")
    assert ended.exit_code == 0
    assert [re.sub(r":\d+:", ":", line) for line in ended.stderr.splitlines()[::2]] == [
        "warning: v2.wsdl: starts with a byte order mark",
        "warning: v2.wsdl: {urn:x}policy in definitions Maho is not read, nor served",
    ]
    assert b"policy" not in PINNED.read_bytes()


@pytest.mark.parametrize("case", ["duplicate_field_same_type", "survivable_defects"])
def test_nothing_is_told_of_a_place_that_the_files_have_too(case: str) -> None:
    first = run("fetch", str(CASES / case))
    assert first.exit_code == 0
    second = run("fetch", "wsdl", "-o", "again")
    assert second.stderr == ""
    assert not re.search("stands twice|is declared twice|for vault", first.stderr)


def test_what_they_still_show_is_told_by_who_reads_them() -> None:
    Path("v2.wsdl").write_bytes(V2.replace(b'"typens:ArrayOfString"', b'"typens:Nowhere"'))
    assert run("fetch", "v2.wsdl").stderr == ""
    assert (
        "has the type Nowhere, which is declared nowhere" in run("inspect", "--wsdl", "wsdl").stderr
    )


def test_another_spelling_that_says_something_else_is_never_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wrong(root: etree._Element, imported: Sequence[etree._Element]) -> str:
        return normalised(root, imported).replace("cart", "card")

    monkeypatch.setattr("mahogen.fetch.gather.normalised", wrong)
    Path("v2.wsdl").write_bytes(V2)
    with pytest.raises(AssertionError):
        run("fetch", "v2.wsdl")
    assert not Path("wsdl").exists()


def test_one_file_a_folder_and_a_catalog() -> None:
    assert run("fetch", str(SHIPPED / "wsi.wsdl"), "-o", "one").stdout == "one/wsi.wsdl: written\n"
    names = ("api.xml", "v1.wsdl", "v2.wsdl", "wsi.wsdl")
    whole = "".join(f"all/{name}: written\n" for name in names)
    assert run("fetch", str(SHIPPED), "-o", "all").stdout == whole
    again = run("fetch", str(SHIPPED / "api.xml"), "-o", "all")
    assert again.stdout == "all/api.xml: unchanged\n"
    assert again.stderr.count(" stays as of ") == 3


@examples(15)
@given(texts())
def test_any_store_is_pinned_and_what_is_pinned_is_pinned_the_same(store: Texts) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name, "given")
        folder.mkdir()
        for dialect, text in store.wsdls.items():
            (folder / f"{dialect}.wsdl").write_text(text, "utf-8")
        if store.catalog:
            (folder / "api.xml").write_text(store.catalog, "utf-8")
        for place, output in (("given", "once"), ("once", "twice")):
            assert run("fetch", f"{name}/{place}", "-q", "-o", f"{name}/{output}").exit_code == 0
        once, twice = (files_of(Path(name, output)) for output in ("once", "twice"))
    assert once.pop("SOURCE.toml") != twice.pop("SOURCE.toml")
    assert once == twice


def test_a_key_goes_nowhere_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAHO_API_KEY", "key-1")
    ended = run("fetch", "http://shop.invalid/", "--username", "apiUser")
    assert (ended.exit_code, ended.stdout) == (2, "")
    what = "is asked with an API key, which http sends in the clear"
    assert ended.stderr.startswith(f"http://shop.invalid/: {what}\n")


def importing() -> str:
    """The contract of a case with its schema in another file."""
    whole = (CASES / "array_of_struct" / "v2.wsdl").read_text()
    start, end = whole.index("<schema"), whole.index("</schema>") + len("</schema>")
    uses = " ".join(re.findall(r'xmlns:\w+="[^"]*"', whole[:start]))
    Path("given").mkdir()
    schema = whole[start:end].replace("<schema", f"<schema {uses}", 1)
    Path("given/types.xsd").write_text(schema.replace("typens:", "own:").replace(":typens", ":own"))
    own: str = re.findall(r'targetNamespace="([^"]*)"', whole)[0]
    xsd = 'xmlns="http://www.w3.org/2001/XMLSchema"'
    wanted = f'<schema {xsd}><import namespace="{own}" schemaLocation="types.xsd"/></schema>'
    Path("given/v2.wsdl").write_text(whole[:start] + wanted + whole[end:])
    return own


def test_what_a_contract_may_import_is_pinned_inside_of_it() -> None:
    namespace = importing()
    refused = run("fetch", "given/v2.wsdl")
    assert refused.exit_code == 3
    assert f'allow_imports = ["{namespace}"]' in refused.stderr
    Path("mahogen.toml").write_text(f'[contract]\nallow_imports = ["{namespace}"]\n')
    ended = run("fetch", "given/v2.wsdl")
    assert (ended.exit_code, ended.stderr) == (0, "")
    Path("mahogen.toml").unlink()
    assert run("fetch", str(CASES / "array_of_struct" / "v2.wsdl"), "-o", "whole").exit_code == 0
    assert PINNED.read_text() == Path("whole/v2.wsdl").read_text()


def test_a_catalog_with_defects_is_not_pinned() -> None:
    Path("api.xml").write_text("<config><api><faults><x/></faults></api></config>")
    ended = run("fetch", "api.xml")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "the fault x has no <code>" in ended.stderr
    assert not Path("wsdl").exists()


def test_what_a_web_server_wants_goes_with_every_request(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mahogen.toml").write_text('[http]\nuser_env = "WEB_USER"\npassword_env = "WEB_PASS"\n')
    monkeypatch.setenv("WEB_USER", "web")
    monkeypatch.setenv("WEB_PASS", "s3cr3t:@/")
    monkeypatch.setenv("MAHO_API_KEY", "key-1")
    seen: list[tuple[str, str | None]] = []

    def answer(asked: Asked) -> None:
        seen.append((asked.command, asked.headers["Authorization"]))
        if asked.command == "POST":
            asked.say(200, fault("2", "Access denied."))
        else:
            asked.say(200, V1 if "/soap/" in asked.path else V2)

    with serving(answer) as store:
        ended = run("fetch", store, "--username", "apiUser")
    assert ended.exit_code == 3
    assert "s3cr3t" not in ended.stderr
    [basic] = {authorization for _, authorization in seen}
    assert basic == "Basic d2ViOnMzY3IzdDpALw=="
    assert [command for command, _ in seen] == ["GET", "GET", "POST"]


@pytest.mark.parametrize("stays", ["v2.wsdl", "notes.toml"])
def test_files_that_it_has_nothing_to_do_with_stay(stays: str) -> None:
    Path("wsdl").mkdir()
    Path("wsdl", stays).write_text("mine")
    assert run("fetch", str(SHIPPED / "v1.wsdl")).exit_code == 0
    assert Path("wsdl", stays).read_text() == "mine"
