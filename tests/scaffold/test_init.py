"""`mahogen init`: what a project gets, and that nothing else changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from golden import files_of, run

PYPROJECT = '[project]\nname = "shop"\nversion = "1"\n'


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def init(*arguments: str) -> dict[str, bytes]:
    ended = run("init", *arguments)
    assert (ended.exit_code, ended.stderr) == (0, "")
    return files_of(Path())


def top(files: dict[str, bytes]) -> set[str]:
    return {path.rpartition("/")[0] or path for path in files if "/" not in path.partition("/")[2]}


def test_beside_what_there_is() -> None:
    Path("src/shop").mkdir(parents=True)
    Path("src/shop/__init__.py").write_text("mine = 1\n")
    Path("pyproject.toml").write_text(PYPROJECT)
    Path("wsdl").mkdir()  # empty, so that nothing is in the way
    before = files_of(Path())
    files = init()
    assert {path: files[path] for path in before} == before
    added = {path for path in files if path not in before}
    assert {"mahogen.toml", "wsdl/v2.wsdl", "wsdl/SOURCE.toml", "src/shop_api/client.py"} <= added
    assert all(path.startswith(("mahogen.toml", "wsdl/", "src/shop_api/")) for path in added)
    assert run("check", "--force").exit_code == 0


def test_where_there_is_no_src() -> None:
    assert "shop_api/client.py" in init()


def test_a_package_of_another_name_and_some_resources() -> None:
    files = init("--output", "lib/till_api/", "--resources", "cart*", "--resource", "cart")
    assert "lib/till_api/client.py" in files
    assert (
        files["mahogen.toml"]
        .decode()
        .endswith('[targets.till_api]\noutput = "lib/till_api"\nresources = ["cart*", "cart"]\n')
    )


def test_what_it_says() -> None:
    ended = run("init")
    assert ended.stdout == (
        "mahogen.toml, wsdl and shop_api: written\n"
        "next: add mahogen>=0.1,<0.2 to the dependencies of the project, and commit all\n"
    )


@pytest.mark.parametrize("path", ["mahogen.toml", "wsdl", "shop_api", ".mahogen-staging"])
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_whatever_is_in_the_way_stays(path: str, kind: str) -> None:
    if kind == "link":
        Path(path).symlink_to("nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        Path(path).mkdir()
        Path(path, "mine").write_text("mine\n")
    ended = run("init")
    assert ended.exit_code == 2
    assert ended.stderr.startswith(f"{path}: is there already\n")
    assert [found.name for found in Path().iterdir()] == [path]


@pytest.mark.parametrize(
    ("output", "what"),
    [
        ("src/json", "is a module of Python itself"),
        ("httpx", "is taken"),
        ("tests", "is taken"),
        ("wsdl/x_api", "is no folder of its own"),
        (".git/x_api", "is no folder of its own"),
        ("/x_api", "is no folder of its own"),
        ("con", "is no folder of its own"),
    ],
)
def test_folders_that_no_package_can_have(output: str, what: str) -> None:
    ended = run("init", "--output", output)
    assert (ended.exit_code, [*Path().iterdir()]) == (2, [])
    assert ended.stderr.startswith("--output: ")
    assert what in ended.stderr
