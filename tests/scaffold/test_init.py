"""`mahogen init`: what a project gets, and that nothing else changes."""

from __future__ import annotations

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
