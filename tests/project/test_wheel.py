"""What a user installs: the wheel, alone, in an empty environment."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from support.environments import pip, run

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).parent / "calls_over_http.py"

pytestmark = pytest.mark.slow

CONFIG = """\
[contract]
v2 = "v2.wsdl"
catalog = "api.xml"
notes = "notes.toml"

[targets.shop_api]
output = "shop_api"
resources = ["cart_customer", "cart"]

[targets.own_api]
output = "own_api"
resources = ["cart_customer", "cart"]
runtime = "vendor"
"""


def test_the_wheel_holds_what_it_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    folder = ROOT / "templates"
    templates = {
        f"mahogen/templates/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert "mahogen/templates/scaffold/service_stub.py.jinja" in templates
    contract = {f"mahogen/contract/{path.name}" for path in (ROOT / "wsdl").iterdir()}
    assert templates <= names
    assert contract <= names
    assert {"mahogen/py.typed", "maho_api/py.typed", "maho_api/contract/v2.wsdl"} <= names
    assert {name.partition("/")[0] for name in names} == {
        "mahogen",
        "maho_api",
        next(name.partition("/")[0] for name in names if ".dist-info/" in name),
    }


def test_the_wheel_alone_generates_and_calls(wheel: Path, python: Path, tmp_path: Path) -> None:
    pip(python, str(wheel))
    listed = run(str(python), "-m", "pip", "list", "--format=freeze").stdout.lower()
    assert not any(name in listed for name in ("click", "jinja2", "xsdata"))
    bare = run(str(python), "-m", "mahogen", "generate", cwd=tmp_path, code=2)
    assert "pip install 'mahogen[cli]'" in bare.stderr
    assert bare.stderr.count("\n") == 1
    run(str(python), str(SCRIPT), "maho_api", cwd=tmp_path)

    pip(python, f"{wheel}[cli]")
    with zipfile.ZipFile(wheel) as archive:
        for name in ("v2.wsdl", "api.xml", "notes.toml"):
            (tmp_path / name).write_bytes(archive.read(f"mahogen/contract/{name}"))
    (tmp_path / "mahogen.toml").write_text(CONFIG)
    run(str(python), "-m", "mahogen", "generate", cwd=tmp_path)
    run(str(python), "-m", "mahogen", "check", cwd=tmp_path)
    run(str(python), str(SCRIPT), "shop_api", cwd=tmp_path)

    run(str(python), "-m", "pip", "uninstall", "--quiet", "--yes", "mahogen")
    run(str(python), "-c", "import shop_api", cwd=tmp_path, code=1)
    run(str(python), str(SCRIPT), "own_api", cwd=tmp_path)
