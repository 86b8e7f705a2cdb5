"""A run that has nothing to do does nothing, and every change of what it depends on is work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mahogen.pipeline
from golden import enter, files_of, run
from support.trees import grow
from support.web_server import Reply, serving

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
OUT = Path("expected/shop_api")
CACHE = Path(".mahogen-cache")
CONFIG = """\
[contract]
v2 = "v2.wsdl"
catalog = "api.xml"
notes = "notes.toml"

[targets.shop_api]
output = "expected/shop_api"
templates = "templates"
"""


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(CASES / "array_of_struct", tmp_path / "shop", "expected", monkeypatch=monkeypatch)
    Path("mahogen.toml").write_text(CONFIG)
    Path("notes.toml").write_text('secret = ["pin"]\n')
    Path("templates").mkdir()
    shutil.copy(ROOT / "templates" / "entities.py.jinja", "templates")


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows with each run that does its work."""
    found: list[object] = []
    build = mahogen.pipeline.build

    def counted(*arguments: Any) -> Any:
        found.append(arguments)
        return build(*arguments)

    monkeypatch.setattr(mahogen.pipeline, "build", counted)
    return found


def worked(builds: list[object], *arguments: str) -> bool:
    """Whether a run did anything but look."""
    before = len(builds)
    run(*arguments)
    return len(builds) != before


def edited(name: str, old: str = "", new: str = "#\n") -> Callable[[], object]:
    """An edit of a file: `old` becomes `new`, or `new` is appended."""

    def edit() -> None:
        path = Path(name)
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new) if old else text + new, "utf-8")

    return edit


CHANGES: dict[str, Callable[[], object]] = {
    "a byte of the contract": edited("v2.wsdl", "List the items", "List the  items"),
    "white space behind it": edited("v2.wsdl", new="\n"),
    "the catalog": edited("api.xml", new="\n"),
    "the notes": edited("notes.toml"),
    "the configuration": edited("mahogen.toml"),
    "a template": edited("templates/entities.py.jinja", new="{# more #}"),
    "a template more": lambda: shutil.copy(ROOT / "templates" / "wire.py.jinja", "templates"),
    "a template less": lambda: Path("templates/entities.py.jinja").unlink(),
    "an input less": lambda: Path("api.xml").unlink(),
    "an output edited": edited(f"{OUT}/client.py"),
    "an output emptied": lambda: (OUT / "client.py").write_bytes(b""),
    "an output removed": lambda: (OUT / "client.py").unlink(),
    "an output moved": lambda: (OUT / "client.py").rename(OUT / "clients.py"),
    "a file added": lambda: (OUT / "mine.txt").write_text("mine"),
    "the manifest": lambda: (OUT / "MANIFEST.json").unlink(),
    "the whole output": lambda: shutil.rmtree(OUT),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("verb", ["generate", "check"])
def test_every_change_is_work(verb: str, change: str, builds: list[object]) -> None:
    run("generate")
    assert not worked(builds, verb)
    CHANGES[change]()
    assert worked(builds, verb)


def test_what_is_undone_is_no_change(builds: list[object]) -> None:
    run("generate")
    edited("v2.wsdl", "List the items", "List some items")()
    edited("v2.wsdl", "List some items", "List the items")()
    assert not worked(builds, "generate")


def test_times_are_no_change(builds: list[object]) -> None:
    run("generate")
    for path in (*Path().rglob("*.wsdl"), *OUT.rglob("*.py"), Path("mahogen.toml")):
        os.utime(path, (1, 1))
    assert not worked(builds, "generate")
    assert not worked(builds, "check")


def test_the_same_size_and_time_is_a_change(builds: list[object]) -> None:
    run("generate")
    was = Path("v2.wsdl").stat()
    edited("v2.wsdl", "List the items", "Lisp the items")()
    os.utime("v2.wsdl", ns=(was.st_atime_ns, was.st_mtime_ns))
    assert worked(builds, "generate")


def test_what_differs_between_runs_is_kept_apart(builds: list[object]) -> None:
    options = ("generate", "--wsdl", "v2.wsdl", "--output", "other/shop_api")
    run("generate")
    assert worked(builds, *options)
    assert not worked(builds, *options)
    assert worked(builds, *options, "--resource", "shop")
    assert not worked(builds, "generate")


def test_check_remembers_as_well(builds: list[object]) -> None:
    run("generate")
    shutil.rmtree(CACHE)
    assert worked(builds, "check")
    assert not worked(builds, "check")
    assert not worked(builds, "generate")


def test_what_check_finds_is_found_again(builds: list[object]) -> None:
    run("generate")
    edited(f"{OUT}/client.py")()
    first, second = run("check"), run("check")
    assert first == second
    assert (first.exit_code, len(builds)) == (1, 3)


@pytest.mark.parametrize("verb", ["generate", "check"])
def test_it_can_be_forced(verb: str, builds: list[object]) -> None:
    run("generate")
    assert worked(builds, verb, "--force")
    assert not worked(builds, verb)


def test_a_skipped_run_says_the_same(builds: list[object]) -> None:
    """The warning is of a type that is nowhere, the note of contracts that are not there."""
    edited("v2.wsdl", 'type="xsd:boolean"', 'type="typens:nowhere"')()
    run("generate")
    again, skipped = run("generate", "--force"), run("generate")
    assert len(builds) == 2
    assert skipped == again
    assert "warning: v2.wsdl:" in skipped.stderr
    assert "note: no contract of wsi and v1" in skipped.stderr
    assert skipped.stdout.startswith(f"{OUT}: 0 written, ")


def test_differences_are_said_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builds: list[object]
) -> None:
    enter(CASES / "three_dialects", tmp_path / "two", "expected", monkeypatch=monkeypatch)
    run("generate")
    again, skipped = run("generate", "--force"), run("generate")
    assert len(builds) == 2
    assert skipped == again
    assert "see mahogen inspect" in skipped.stderr


def test_what_links_lead_to_is_an_input(tmp_path: Path, builds: list[object]) -> None:
    """As with modman: a module lies elsewhere, and links lead there, even in circles."""
    for name in ("one", "other"):
        grow(tmp_path / name, {"inner/v2.wsdl": Path("v2.wsdl").read_text()})
    module, own = tmp_path / "one", Path("contracts")
    own.mkdir()
    Path("v2.wsdl").rename(own / "v2.wsdl")
    edited("mahogen.toml", 'v2 = "v2.wsdl"', 'wsdl = "contracts"')()
    (own / "module").symlink_to(module)
    (own / "again").symlink_to(module / "inner")
    (module / "circle").symlink_to(own.absolute())
    run("generate")
    assert not worked(builds, "generate")
    edited(str(module / "inner/v2.wsdl"), new="\n")()
    assert worked(builds, "generate")
    changes: list[Callable[[], object]] = [
        lambda: (own / "again").unlink(),
        lambda: (own / "module").unlink(),
        lambda: (own / "module").symlink_to(tmp_path / "other"),
    ]
    for change in changes:
        assert not worked(builds, "generate")
        change()
        assert worked(builds, "generate")


# -- the cache itself ------------------------------------------------------------------------------


def test_git_ignores_it_by_itself_and_the_output_is_free_of_it() -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    run("generate")
    [_, ignored] = sorted(path.name for path in CACHE.iterdir())[::-1]
    assert ignored == ".gitignore"
    status = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True
    )
    assert "mahogen-cache" not in status.stdout
    assert "MANIFEST.json" in status.stdout
    assert not list(OUT.rglob(".mahogen-cache"))


def test_it_lies_beside_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path.cwd()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    run("--config", "../shop/mahogen.toml", "generate")
    assert (folder / CACHE).is_dir()
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"inputs": 1}', "\xff", '{"inputs": "", "outputs": "", "counts": 7}'],
)
def test_a_broken_cache_is_no_cache(content: str, builds: list[object]) -> None:
    run("generate")
    [file] = CACHE.glob("*.json")
    file.write_text(content, "latin-1")
    assert worked(builds, "generate")
    assert not worked(builds, "generate")


@pytest.mark.parametrize("key", ["warnings", "notes", "differences", "counts"])
def test_a_cache_of_another_shape_is_no_cache(key: str, builds: list[object]) -> None:
    run("generate")
    [file] = CACHE.glob("*.json")
    data = json.loads(file.read_text())
    file.write_text(json.dumps(data | {key: 7}))
    assert worked(builds, "generate")


def test_where_it_cannot_be_written_all_is_done(builds: list[object]) -> None:
    CACHE.write_text("a file where the folder should be")
    assert run("generate").exit_code == 0
    assert worked(builds, "check")
    assert run("check").exit_code == 0
    assert CACHE.read_text() == "a file where the folder should be"


@pytest.mark.parametrize("verb", ["generate", "check"])
def test_a_contract_at_an_address_is_asked_for_each_time(verb: str, builds: list[object]) -> None:
    contract = Path("v2.wsdl").read_bytes()
    with serving({"/v2.wsdl": Reply(contract)}) as site:
        edited("mahogen.toml", 'v2 = "v2.wsdl"', f'v2 = "{site.url}/v2.wsdl"')()
        run("generate")
        assert worked(builds, verb)
        assert site.paths == ["/v2.wsdl"] * 2
    assert not CACHE.exists()


# -- processes -------------------------------------------------------------------------------------

HEAVY = {"xsdata", "jinja2", "lxml", "httpx"}
PROGRAM = """
import sys
sys.argv = ["mahogen", {verb!r}]
from mahogen.__main__ import main
try:
    main()
finally:
    print(*sorted({heavy!r} & sys.modules.keys()), file=sys.stderr)
"""


def loaded(verb: str, **environment: str) -> set[str]:
    """What a process loads that runs a verb."""
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(verb=verb, heavy=HEAVY)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )
    return set(ended.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("verb", ["generate", "check"])
def test_nothing_heavy_is_loaded_for_nothing(verb: str) -> None:
    assert loaded("generate") >= {"xsdata", "jinja2", "lxml"}
    files = files_of(Path())
    assert loaded(verb) == set()
    assert files_of(Path()) == files


@pytest.mark.slow
@pytest.mark.parametrize("changed", ["mahogen/emit/naming.py", "mahogen/templates/client.py.jinja"])
def test_mahogen_itself_is_an_input(tmp_path: Path, changed: str) -> None:
    """As after an upgrade: a copy of it, one file of which changes."""
    site = tmp_path / "site"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator" / "mahogen", site / "mahogen", ignore=ignored)
    shutil.copytree(ROOT / "templates", site / "mahogen" / "templates", ignore=ignored)
    shutil.copytree(ROOT / "wsdl", site / "mahogen" / "contract", ignore=ignored)
    path = {"PYTHONPATH": str(site)}
    assert loaded("generate", **path)
    assert loaded("check", **path) == set()
    with (site / changed).open("a") as file:
        file.write("\n")
    assert loaded("check", **path)
