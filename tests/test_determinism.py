"""The same contract gives the same bytes, whatever else is different."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from golden import files_of, run
from reformat import reformat
from support.hostile.crossed import few

CONTRACT = Path(__file__).parents[1] / "wsdl"
XML = ("v2.wsdl", "wsi.wsdl", "v1.wsdl", "api.xml")
CONFIG = """\
[contract]
v2 = "wsdl/v2.wsdl"
wsi = "wsdl/wsi.wsdl"
v1 = "wsdl/v1.wsdl"
catalog = "wsdl/api.xml"
notes = "wsdl/notes.toml"

[targets.shop_api]
output = "generated/shop_api"
"""
ENVIRONMENTS = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "3", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONHASHSEED": "4", "LC_ALL": "C.UTF-8", "PYTHONOPTIMIZE": "2", "PYTHONUTF8": "1"},
]


def project(root: Path) -> Path:
    """A project with a copy of the shipped contract."""
    (root / "wsdl").mkdir(parents=True)
    for name in (*XML, "notes.toml"):
        (root / "wsdl" / name).write_bytes((CONTRACT / name).read_bytes())
    (root / "mahogen.toml").write_text(CONFIG)
    return root


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What comes out when nothing is special."""
    root = project(tmp_path_factory.mktemp("expected") / "project")
    assert run("generate", "--config", str(root / "mahogen.toml")).exit_code == 0
    return files_of(root / "generated")


@pytest.mark.parametrize("umask", [0o022, pytest.param(0o077, marks=pytest.mark.slow)])
@pytest.mark.parametrize("environment", few(ENVIRONMENTS, 2))
def test_environment(
    tmp_path: Path, expected: dict[str, bytes], environment: dict[str, str], umask: int
) -> None:
    root = project(tmp_path / "in some folder")
    command = [
        sys.executable,
        "-m",
        "mahogen",
        "--config",
        str(root / "mahogen.toml"),
        "generate",
        "-q",
    ]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, **environment},
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert files_of(root / "generated") == expected
    modes = {path.stat().st_mode & 0o777 for path in root.rglob("generated/**/*.py")}
    assert modes == {0o666 & ~umask}


def test_nothing_of_the_output_depends_on_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: dict[str, bytes]
) -> None:
    monkeypatch.chdir(project(tmp_path / "project"))
    for text in (CONFIG + 'resources = ["cart"]\n', CONFIG):
        Path("mahogen.toml").write_text(text)
        assert run("generate").exit_code == 0
    assert files_of(Path("generated")) == expected


def test_a_second_run_touches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path / "project"))
    run("generate")
    before = {path: path.stat().st_mtime_ns for path in Path().rglob("*")}
    assert run("generate").stdout == f"generated/shop_api: 0 written, {counted()} unchanged\n"
    assert {path: path.stat().st_mtime_ns for path in Path().rglob("*")} == before


def counted() -> int:
    return len(files_of(Path("generated")))


def test_a_reformatted_contract_is_the_same_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path / "project"))
    run("generate")
    for file in (Path("wsdl") / name for name in XML):
        before = file.read_bytes()
        file.write_bytes(reformat(before))
        assert file.read_bytes() != before
    notes = Path("wsdl/notes.toml")
    notes.write_bytes(b"# in other words\r\n" + notes.read_bytes().replace(b"\n", b"\r\n"))
    ended = run("check")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", "")


def test_another_encoding_is_the_same_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path / "project"))
    run("generate")
    wsdl = Path("wsdl/v2.wsdl")
    wsdl.write_bytes(wsdl.read_text("utf-8").replace("UTF-8", "UTF-16", 1).encode("utf-16"))
    assert run("check").stdout == ""


@pytest.mark.parametrize(
    "edit",
    few(
        [
            ("v2.wsdl", 'name="qty" type="xsd:double"', 'name="qty" type="xsd:int"', "wire"),
            ("v2.wsdl", "urn:Mage_Api_Model_Server_V2_HandlerAction", "urn:Other", "contract"),
            ("wsi.wsdl", "shoppingCartInfoRequestParam", "shoppingCartInfoAsked", "wire"),
            ("wsi.wsdl", "api/v2_soap/", "api/soap_wsi/", "contract"),
            ("wsi.wsdl", 'name="paymentData"', 'name="payment"', "wire"),
            ("v1.wsdl", "resourcePath", "path", "contract"),
            ("api.xml", "<code>1005</code>", "<code>1006</code>", "faults"),
            ("api.xml", "<code>1083</code>", "<code>1084</code>", "faults"),
            ("notes.toml", "Number of items", "How many items", "entities"),
        ],
        3,
    ),
)
def test_an_edit_of_the_contract_is_found(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    expected: dict[str, bytes],
    edit: tuple[str, str, str, str],
) -> None:
    file, before, after, changed = edit
    monkeypatch.chdir(project(tmp_path / "project"))
    for name, data in expected.items():
        target = Path("generated", name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    path = Path("wsdl", file)
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after))
    ended = run("check")
    assert ended.exit_code == 1
    assert f"changed: generated/shop_api/{changed}/" in ended.stdout
    assert ended.stdout.splitlines()[-1] == "run `mahogen generate`"
