"""`mahogen new` with the stock contract: what is there afterwards, and whose it is."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest
import yaml

from golden import files_of, run

DEMO = Path("demo")
GENERATED = "src/demo_api/"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def new(*arguments: str) -> dict[str, bytes]:
    """The files of a new project by their paths."""
    ended = run("new", *arguments)
    assert (ended.exit_code, ended.stderr) == (0, "")
    return files_of(Path(arguments[0]))


def own(files: dict[str, bytes]) -> list[str]:
    return [path for path in files if not path.startswith((GENERATED, "wsdl/"))]


def test_the_files_of_a_project() -> None:
    files = new("demo")
    assert own(files) == [
        ".gitattributes",
        ".github/workflows/ci.yml",
        ".gitignore",
        ".pre-commit-config.yaml",
        "Makefile",
        "README.md",
        "local.mk",
        "mahogen.toml",
        "pyproject.toml",
        "src/demo/__init__.py",
        "src/demo/__main__.py",
        "src/demo/checkout.py",
        "src/demo/settings.py",
        "tests/test_checkout.py",
        "tests/test_settings.py",
    ]
    pinned = [path for path in files if path.startswith("wsdl/")]
    assert pinned == [f"wsdl/{name}" for name in ("SOURCE.toml", "api.xml", *WSDLS)]
    assert f"{GENERATED}client.py" in files


WSDLS = ("v1.wsdl", "v2.wsdl", "wsi.wsdl")


def test_what_it_says() -> None:
    ended = run("new", "demo")
    assert ended.stdout == (
        "demo: written; src/demo_api is generated, all else is yours\nnext: cd demo && make test\n"
    )
    assert run("new", "other", "-q").stdout == ""


def test_an_environment_that_cannot_run_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    known = importlib.util.find_spec
    hidden = lambda name: None if name == "pytest" else known(name)  # noqa: E731
    monkeypatch.setattr("mahogen.scaffold.environment.find_spec", hidden)
    ended = run("new", "demo")
    assert ended.exit_code == 0
    assert ended.stderr.startswith("note: pytest is not installed beside mahogen")
    assert "LOCAL_PYTHON" not in Path("demo/local.mk").read_text()


@pytest.mark.parametrize("name", ["there/Shop-Sync_2", f"a{'9' * 38}b"])
def test_its_package_is_in_step_at_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    new(name)
    monkeypatch.chdir(name)
    assert run("check", "--force").exit_code == 0
    assert run("generate", "--force").stdout.endswith(": 0 written, 46 unchanged\n")
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    package = name.rpartition("/")[2].replace("-", "_").lower()
    assert project["name"] == name.rpartition("/")[2]
    assert project["scripts"] == {project["name"]: f"{package}.__main__:main"}
    assert sorted(path.name for path in Path("src").iterdir()) == [package, f"{package}_api"]


def test_own_files_are_never_touched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new("demo")
    monkeypatch.chdir("demo")
    mine = {path: before[path] + b"\n" for path in own(before)}
    for path, content in mine.items():
        Path(path).write_bytes(content)
    Path(GENERATED, "client.py").unlink()
    assert run("generate", "--force").exit_code == 0
    after = files_of(Path())
    assert {path: after[path] for path in before} == {**before, **mine}


def test_a_folder_that_is_empty_or_a_repository_will_do() -> None:
    DEMO.mkdir()
    new("demo")
    Path("other/.git").mkdir(parents=True)
    Path("other/.git/HEAD").write_text("ref: refs/heads/main\n")
    assert new("other")[".git/HEAD"] == b"ref: refs/heads/main\n"


def test_a_second_time_is_refused() -> None:
    before = new("demo")
    ended = run("new", "demo")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert files_of(DEMO) == before


def test_a_disk_that_is_full_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "Makefile":
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    ended = run("new", "demo")
    assert ended.exit_code == 2
    assert ended.stderr.startswith("demo/Makefile: cannot be written: No space left on device\n")
    assert not DEMO.exists()


@pytest.mark.parametrize(
    ("resources", "example"),
    [
        (["*"], "checkout"),
        (["cart,cart_customer,cart_product", "cart_shipping,cart_payment"], "checkout"),
        (["cart, cart_customer"], "guest_cart"),
        (["cart_coupon"], "hello"),
    ],
)
def test_resources_decide_the_example(resources: list[str], example: str) -> None:
    options = [word for names in resources for word in ("--resources", names)]
    files = new("demo", *options)
    assert {"checkout", "guest_cart", "hello"} & {Path(path).stem for path in files} == {example}
    named = [name.strip() for names in resources for name in names.split(",")]
    table = tomllib.loads(files["mahogen.toml"].decode())["targets"]["demo_api"]
    assert table == {"output": "src/demo_api", "resources": named}


def test_where_the_contract_is_from() -> None:
    source = tomllib.loads(new("demo")["wsdl/SOURCE.toml"].decode())["files"]
    assert {entry["from"] for entry in source.values()} == {"the stock contract of mahogen"}


def test_a_store_can_be_pinned_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    new("demo")
    Path("store").mkdir()
    for name in WSDLS[:2]:
        Path("store", name).write_bytes(Path("demo/wsdl", name).read_bytes() + b"<!-- more -->")
    monkeypatch.chdir("demo")
    assert run("fetch", "../store").exit_code == 0


def test_what_ci_and_hooks_run_is_in_the_makefile() -> None:
    files = new("demo", "--server")
    workflow = yaml.safe_load(files[".github/workflows/ci.yml"])
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"][2:]]
    hooks = yaml.safe_load(files[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    targets = {
        line.split(b":")[0].decode() for line in files["Makefile"].splitlines() if b": " in line
    }
    made = [
        text.split()[1:] for text in (*runs, *(hook["entry"] for hook in hooks)) if "make" in text
    ]
    assert {word for words in made for word in words if not word.startswith("-")} <= targets
    assert [text for text in runs if "make" not in text] == [
        ".venv/bin/mahogen check --force --format github",
        '.venv/bin/mahogen diff "$MAHO_URL" --format github',
    ]


def test_the_manifest_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells a later run what is ours, if this one is killed."""
    seen: list[str] = []
    monkeypatch.setattr("mahogen.scaffold.write.commit", lambda *rest: seen.append(rest[-1]))
    assert run("new", "demo").exit_code == 0
    assert seen == [f"{GENERATED}MANIFEST.json"]


def test_a_folder_elsewhere_is_quoted_for_the_shell() -> None:
    ended = run("new", "my work/demo")
    assert ended.stdout.endswith("next: cd 'my work/demo' && make test\n")


def test_inside_of_a_repository() -> None:
    Path(".git").mkdir()
    ended = run("new", "demo")
    assert ended.stderr.startswith("note: the project is inside of another repository of git")


def test_a_full_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    ended = run("new", "demo")
    assert ended.exit_code == 2
    assert "cannot be written: No space left on device" in ended.stderr
    assert "TMPDIR names another folder" in ended.stderr
    assert not DEMO.exists()


def test_what_a_killed_run_left(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("demo/.mahogen-staging/new").mkdir(parents=True)
    ended = run("new", "demo")
    assert (ended.exit_code, ended.stderr) == (
        2,
        "demo: is what a run left that was killed\n  hint: delete it, then run again\n",
    )


def test_a_link_that_leads_nowhere() -> None:
    DEMO.symlink_to("nowhere")
    ended = run("new", "demo")
    assert ended.exit_code == 2
    assert ended.stderr.startswith("demo: is a link that leads nowhere\n")


def test_a_name_that_no_file_can_have() -> None:
    ended = run("new", f"{'a' * 300}/demo")
    assert ended.exit_code == 2
    assert "File name too long" in ended.stderr


@pytest.mark.parametrize("name", ["\udcff", "cart\x7f*"])
def test_a_resource_that_cannot_be(name: str) -> None:
    ended = run("new", "demo", "--resources", name)
    assert (ended.exit_code, DEMO.exists()) == (2, False)
    assert "has characters that no name has" in ended.stderr


@pytest.mark.parametrize("name", ["anyio", "Typing-Extensions", "con", "tests", "pip", "mahogen"])
def test_names_that_something_else_has(name: str) -> None:
    ended = run("new", name)
    assert ended.exit_code == 2
    assert "is taken: something else that a project needs has that name" in ended.stderr


def test_when_ci_runs() -> None:
    files = new("demo")
    workflow = yaml.safe_load(files[".github/workflows/ci.yml"])
    triggers = workflow[True]  # YAML 1.1 reads `on` so
    assert triggers["schedule"] == [{"cron": "0 5 * * *"}]
    assert {"push", "pull_request"} < set(triggers)
    assert b"local.mk\n" in files[".gitignore"]
