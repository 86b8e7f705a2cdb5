"""What `mahogen lint` remarks on a contract, where, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from drift_shop import SHOP, Edit, both, fields, one, parts, text, with_
from rule_cases import bound, same

from golden import Ended, run
from support.contracts import Value

IN_VAIN = "info: no operation leads to the type unused"
DECLARED = '<wsdl:message name="{0}"><wsdl:part name="why" type="xsd:string"/></wsdl:message>\n'
OUTPUT = '<wsdl:output message="m:shopMoveResponse"/>'


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_place_that_there_is_not_is_told_as_what_was_asked_for() -> None:
    ended = run("lint", "nofile")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert ended.stderr.splitlines() == [
        "nofile: there is no such file",
        "  hint: CONTRACT asks for it; paths are relative to the current folder",
    ]


def message(name: str) -> Edit:
    """One more message, before the portType."""
    return text("<wsdl:portType", DECLARED.format(name) + "<wsdl:portType")


def linted(edit: Edit, *options: str, contract: str = ".") -> Ended:
    shop = edit(SHOP)
    for dialect in shop.dialects:
        Path(f"{dialect}.wsdl").write_text(shop.wsdl(dialect), "utf-8")
    Path("api.xml").write_text(shop.catalog, "utf-8")
    return run("lint", contract, *options)


def line_of(file: str, words: str) -> int:
    """Where a file says something for the first time, from 1."""
    lines = Path(file).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)


REMARKS: dict[str, tuple[Edit, list[tuple[str, str, str]]]] = {
    "a part twice": (
        parts("shopAdd", with_(Value("comment", "xsd:string"))),
        [
            ("v2.wsdl", "shopAddRequest", "error: the part comment of shopAddRequest is declared"),
            ("wsi.wsdl", "shopAddRequest", "error: the field comment of shopAddRequestParam is"),
        ],
    ),
    "a field twice, alike": (
        fields("order", with_(Value("paid", "xsd:boolean", optional=True))),
        [
            (
                file,
                'Type name="order"',
                "warning: the field paid of order is declared twice, in the",
            )
            for file in ("v2.wsdl", "wsi.wsdl")
        ],
    ),
    "a field twice, otherwise": (
        fields("order", with_(Value("paid", "xsd:int"))),
        [
            (
                file,
                'Type name="order"',
                "error: the field paid of order is declared twice, in other",
            )
            for file in ("v2.wsdl", "wsi.wsdl")
        ],
    ),
    "a type that is nowhere": (
        parts("shopMove", one("address", type="t:nowhere")),
        [
            ("v2.wsdl", "shopMoveRequest", "warning: the part address of shopMoveRequest has the"),
            ("wsi.wsdl", "shopMoveRequest", "warning: the field address of shopMoveRequestParam"),
        ],
    ),
    "a message in vain": (
        message("inVain"),
        [
            (file, "inVain", "warning: no operation uses the message inVain")
            for file in ("v2.wsdl", "wsi.wsdl")
        ],
    ),
    "a type in vain": (
        same,
        [(file, 'Type name="unused"', IN_VAIN) for file in ("v2.wsdl", "wsi.wsdl")],
    ),
    "how often a part comes": (
        text('<wsdl:part name="comment"', '<wsdl:part minOccurs="0" name="comment"', "v2"),
        [
            (
                "v2.wsdl",
                "wsdl:part minOccurs",
                'warning: the attribute minOccurs="0" of part comment is not',
            )
        ],
    ),
    "names that are one in Python": (
        fields("order", with_(Value("createdAt", "xsd:string", optional=True))),
        [
            (
                "v2.wsdl",
                "createdAt",
                "warning: order.created_at (v2.wsdl:4) and order.createdAt both",
            )
        ],
    ),
    "dialects that disagree": (
        text('name="created_at" type="xsd:string"', 'name="created_at" type="xsd:int"', "wsi"),
        [("wsi.wsdl", "created_at", "info: fields of another type: the field created_at of order")],
    ),
}


@pytest.mark.parametrize("what", REMARKS)
def test_each_is_remarked_where_it_is(what: str) -> None:
    edit, remarks = REMARKS[what]
    lines = linted(edit).stdout.splitlines()
    said = [line for line in lines if re.match(r"\S+:\d+: ", line) and IN_VAIN not in line]
    said = [line for line in said if "SOAP encoding without an import" not in line]
    if what == "a type in vain":
        said = [line for line in lines if IN_VAIN in line]
    if what == "a type that is nowhere":  # with it, what it stood for is in vain
        said = [line for line in said if "leads to the type address" not in line]
    places = [f"{file}:{line_of(file, words)}: {text_}" for file, words, text_ in remarks]
    assert len(said) == len(places)
    assert all(line.startswith(place) for line, place in zip(said, places, strict=True)), said


@pytest.mark.parametrize(
    "edit",
    [
        both(message("gone"), text(OUTPUT, f'{OUTPUT}<wsdl:fault name="gone" message="m:gone"/>')),
        both(message("head"), bound("shopInfo", '<soap:header message="m:head" part="why"/>')),
    ],
    ids=["fault", "header"],
)
def test_faults_and_headers_use_their_messages(edit: Edit) -> None:
    assert "no operation uses" not in linted(edit).stdout


def test_it_ends_with_how_many() -> None:
    assert linted(same).stdout.splitlines()[-1] == "3 info"
    assert linted(message("inVain")).stdout.splitlines()[-1] == "2 warnings, 3 info"
    for file in ("v2.wsdl", "wsi.wsdl"):
        declared = Path(file).read_text().replace('type="t:address"', 'type="t:unused"', 1)
        Path(file).write_text(declared)
    assert "the type unused" not in run("lint", ".").stdout


@pytest.mark.parametrize(
    ("edit", "limit", "code"),
    [
        (same, "info", 1),
        (same, "warning", 0),
        (message("inVain"), "warning", 1),
        (message("inVain"), "error", 0),
        (fields("order", with_(Value("paid", "xsd:int"))), "error", 1),
        (fields("order", with_(Value("paid", "xsd:int"))), "never", 0),
    ],
)
def test_when_it_fails(edit: Edit, limit: str, code: int) -> None:
    assert linted(edit, "--fail-on", limit).exit_code == code


def test_a_warning_is_enough_unless_told_otherwise() -> None:
    assert linted(same).exit_code == 0
    assert linted(message("inVain")).exit_code == 1


# -- what cannot be linted -------------------------------------------------------------------------


@pytest.mark.parametrize("content", ["", "<html>no</html>", "<wsdl:definitions"])
def test_what_is_no_contract(content: str) -> None:
    Path("v2.wsdl").write_text(content)
    ended = run("lint", "v2.wsdl")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert ended.stderr.startswith("v2.wsdl")


def test_nothing_to_lint() -> None:
    assert run("lint").exit_code == 2
    assert run("lint", "there.wsdl").exit_code == 3
    assert run("lint", ".", "--fail-on", "whatever").exit_code == 2
    assert run("lint", ".", "--format", "html").exit_code == 2


def test_what_is_configured_is_linted_without_a_name() -> None:
    linted(message("inVain"))
    Path("mahogen.toml").write_text('[contract]\nv2 = "v2.wsdl"\n')
    lines = run("lint").stdout.splitlines()
    assert [line.partition(":")[0] for line in lines if "no operation uses" in line] == ["v2.wsdl"]


# -- formats ---------------------------------------------------------------------------------------


def test_json() -> None:
    data = json.loads(linted(message("inVain"), "--format", "json").stdout)
    assert [remark.keys() for remark in data] == [{"level", "file", "line", "what", "hint"}] * 5
    assert data[2] == {
        "level": "warning",
        "file": "v2.wsdl",
        "line": line_of("v2.wsdl", "inVain"),
        "what": "no operation uses the message inVain",
        "hint": "delete it, or the operation that it was for is missing",
    }


def test_github() -> None:
    ended = linted(message("inVain"), "--format", "github")
    line = line_of("v2.wsdl", "inVain")
    assert ended.stdout.splitlines()[2] == (
        f"::warning file=v2.wsdl,line={line},title=mahogen lint::no operation uses the message"
        " inVain. delete it, or the operation that it was for is missing"
    )
    assert ended.stdout.count("::notice ") == 3


@pytest.mark.parametrize(
    "name",
    ["a%0A::error::x", "a&#10;::error::b", "a\u202eb", "a,line=1::b", "&lt;b&gt;", "a&#x85;::c"],
)
def test_hostile_names_stay_text(name: str) -> None:
    for format_ in ("text", "github", "json"):
        out = linted(message(name), "--format", format_).stdout
        assert [c for c in out if not c.isprintable() and c != "\n"] == []
        if format_ == "github":
            lines = out.splitlines()
            assert sum("no operation uses" in line for line in lines) == 2
            for line in lines:
                assert re.match(
                    r"::(error|warning|notice) file=[\w.]+,line=\d+,title=mahogen lint::", line
                )
                assert not re.search(r"%(?!25)", line)
        if format_ == "text":
            assert not [line for line in out.splitlines() if line.startswith("::")]
