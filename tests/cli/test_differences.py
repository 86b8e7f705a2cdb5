"""Where contracts deviate: a line for each kind from `generate`, all of them from `inspect`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from golden import enter, run

IMPORT = (
    '<import xmlns="http://www.w3.org/2001/XMLSchema"'
    ' namespace="http://schemas.xmlsoap.org/soap/encoding/"/>'
)
CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(CASES / "three_dialects", tmp_path / "shop", "expected", monkeypatch=monkeypatch)
    for name in ("v1.wsdl", "v2.wsdl"):
        text = Path(name).read_text()
        Path(name).write_text(re.sub(r"(<(?:\w+:)?schema [^>]*>)", rf"\1{IMPORT}", text, count=1))
    path = Path("wsi.wsdl")
    before, name, after = path.read_text().partition('<xsd:element name="shopStockResponseParam">')
    path.write_text(before + name + after.replace("xsd:boolean", "xsd:int", 1))


def disagree() -> int:
    """Let WS-I differ in one field; the line on which it does."""
    path = Path("wsi.wsdl")
    text = path.read_text().replace("xsd:double", "xsd:string")
    path.write_text(text)
    return 1 + next(n for n, line in enumerate(text.splitlines()) if 'name="qty"' in line)


def test_contracts_that_agree_are_silent() -> None:
    assert run("generate").stderr == ""
    assert "deviate" not in run("inspect").stdout


def test_generate_says_of_each_kind_where_the_first_is() -> None:
    line = disagree()
    said = f"note: fields of another type: 1, at wsi.wsdl:{line}; see mahogen inspect\n"
    assert run("generate").stderr == said
    assert run("generate", "--quiet").stderr == ""
    assert run("check").stderr == ""
    assert run("inspect").stdout.endswith(
        "\n\nwhere contracts deviate\n  fields of another type\n"
        f"    wsi.wsdl:{line}: the field qty of itemEntity is string, in v2 double\n"
    )


def test_places_are_named_from_where_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    disagree()
    monkeypatch.chdir("..")
    config = ("--config", "shop/mahogen.toml")
    assert "at shop/wsi.wsdl:" in run(*config, "generate").stderr
    assert run(*config, "generate").stderr.endswith(
        "; see mahogen --config shop/mahogen.toml inspect\n"
    )
    assert "    shop/wsi.wsdl:" in run(*config, "inspect").stdout


def test_inspect_of_a_resource_leaves_out_what_is_not_its() -> None:
    text = Path("v2.wsdl").read_text()
    name = '<part name="username" type="xsd:{}"/>'
    Path("v2.wsdl").write_text(text.replace(name.format("string"), name.format("int")))
    assert "username of login is string, in v2 int" in run("inspect").stdout
    assert "deviate" not in run("inspect", "--resource", "shop").stdout
    assert "deviate" not in run("inspect", "--json").stdout
