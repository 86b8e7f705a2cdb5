"""action.yml: its scripts, run by bash as the host runs them, in the environment it gives them.

Not seen here is the host itself: that it has Python set up, and shows annotations and summaries.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from golden import enter, run
from support.web_server import Reply, serving

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
OUT = Path("expected/array_of_struct")
HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    '"; touch pwned; "',
    "' && touch pwned '",
    "--help",
    "-v\n::error::pwned",
    "${{ github.token }}",
    "*",
)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = ROOT / "tests" / "cases" / "array_of_struct"
    enter(case, tmp_path / "shop", "expected", monkeypatch=monkeypatch)


@dataclass(frozen=True)
class Stepped:
    code: int
    stdout: str
    stderr: str
    summary: str


def step(name: str, tmp_path: Path, **inputs: str) -> Stepped:
    """Run the script of a step with the action's inputs, those that are not given by default."""
    [found] = [s for s in STEPS if s.get("name") == name]
    assert found["shell"] == "bash"
    given = {key: str(value["default"]) for key, value in ACTION["inputs"].items()}
    given |= {key.replace("_", "-"): value for key, value in inputs.items()}
    contexts = {f"inputs.{key}": value for key, value in given.items()}
    contexts["github.action_path"] = str(ROOT)
    summary = tmp_path / "summary.md"
    summary.touch()
    environment = {
        key: re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda m: contexts[m[1]], value)
        for key, value in found["env"].items()
    }
    bin_folder = str(Path(sys.executable).parent)
    ended = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]],
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "GITHUB_STEP_SUMMARY": str(summary),
            **environment,
        },
        check=False,
    )
    return Stepped(ended.returncode, ended.stdout, ended.stderr, summary.read_text())


# -- how it is written -----------------------------------------------------------------------------


def test_no_script_has_anything_of_the_host_in_it() -> None:
    scripts = [s["run"] for s in STEPS if "run" in s]
    assert len(scripts) == 2
    assert not [script for script in scripts if "${{" in script]


def test_every_input_is_described_and_used() -> None:
    text = (ROOT / "action.yml").read_text()
    for key, value in ACTION["inputs"].items():
        assert value["description"].endswith(".")
        assert f"${{{{ inputs.{key} }}}}" in text
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == ACTION["inputs"].keys()


def test_other_actions_are_github_s_own() -> None:
    used = [s["uses"] for s in STEPS if "uses" in s]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in used)


# -- check -----------------------------------------------------------------------------------------


def test_check_prints_nothing_when_all_is_well(tmp_path: Path) -> None:
    run("generate")
    assert step("mahogen", tmp_path) == Stepped(0, "", "", "mahogen check: clean\n")


def test_check_annotates_what_is_not_as_it_should_be(tmp_path: Path) -> None:
    run("generate")
    (OUT / "client.py").write_text("# mine\n")
    ended = step("mahogen", tmp_path)
    assert ended.code == 1
    assert ended.stdout == (
        f"::error file={OUT}/client.py,line=1,title=mahogen check::changed: {OUT}/client.py"
        " (edited)\nrun `mahogen generate`\n"
    )
    assert ended.summary == "mahogen check: findings: 1\n"


def test_an_annotation_is_one_command_whatever_files_are_called() -> None:
    run("generate")
    (OUT / "a,line=9::b%0A\n::error::c").write_text("mine")
    lines = run("check", "--format", "github").stdout.splitlines()
    assert lines[0] == (
        f"::error file={OUT}/a%2Cline=9%3A%3Ab%250A\\n%3A%3Aerror%3A%3Ac,line=1,title=mahogen check"
        f"::foreign: {OUT}/a,line=9::b%250A\\n::error::c"
    )
    assert len([line for line in lines if line.startswith("::")]) == 1


def test_annotations_and_differences_do_not_mix() -> None:
    ended = run("check", "--diff", "--format", "github")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "choose one" in ended.stderr


def test_check_says_so_where_the_contract_is_gone(tmp_path: Path) -> None:
    Path("v2.wsdl").unlink()
    ended = step("mahogen", tmp_path)
    assert (ended.code, ended.stdout) == (3, "")
    assert "v2.wsdl" in ended.stderr
    assert ended.summary == "mahogen check: failed, the log says why\n"


# -- diff ------------------------------------------------------------------------------------------


@pytest.fixture
def operation() -> str:
    """The name of an operation that the contract has, and that in the folder `live` has not."""
    [name, *_] = re.findall(
        r'<portType.*?<operation name="(\w+)"', Path("v2.wsdl").read_text(), re.S
    )
    text = Path("v2.wsdl").read_text("utf-8")
    Path("live").mkdir()
    Path("live/v2.wsdl").write_text(text.replace(name, "somethingElse"), "utf-8")
    shutil.copy("api.xml", "live")
    return str(name)


def test_diff_annotates_summarises_and_fails(tmp_path: Path, operation: str) -> None:
    ended = step("mahogen", tmp_path, mode="diff", against="live")
    assert ended.code == 1
    assert re.search(rf"(?m)^::error .*{operation}", ended.stdout)
    assert operation in ended.summary
    assert "| " in ended.summary
    assert all(line.startswith("::") for line in ended.stdout.splitlines())


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"fail_on": "never"}, 0),
        ({"fail_on": "error"}, 1),
        ({"fail_on": "whatever"}, 2),
        ({"side": "source"}, 1),
        ({"side": "everybody"}, 2),
        ({"config": "there.toml"}, 2),
        ({"mode": "lint"}, 2),
    ],
)
def test_what_the_inputs_do(
    tmp_path: Path, operation: str, inputs: dict[str, str], code: int
) -> None:
    given = {"mode": "diff", "against": "live", **inputs}
    assert step("mahogen", tmp_path, **given).code == code


def test_diff_of_the_same_is_said_as_well(tmp_path: Path) -> None:
    ended = step("mahogen", tmp_path, mode="diff", against=".")
    assert ended.code == 0
    assert ended.stdout.startswith("::notice title=mahogen diff::")
    assert "no change" in ended.summary


def test_diff_asks_a_live_store(tmp_path: Path, operation: str) -> None:
    contract = Path("live/v2.wsdl").read_bytes()
    with serving({"/api/v2_soap/?wsdl": Reply(contract)}) as site:
        against = f"{site.url}/api/v2_soap/?wsdl"
        ended = step("mahogen", tmp_path, mode="diff", against=against)
    assert ended.code == 1
    assert operation in ended.summary


def test_a_store_that_does_not_answer_is_no_removal_of_everything(tmp_path: Path) -> None:
    with serving({}) as site:
        ended = step("mahogen", tmp_path, mode="diff", against=f"{site.url}/api/v2_soap/?wsdl")
    said = "nothing could be compared: a contract is missing or unusable, see the log\n"
    assert ended.code == 3
    assert ended.stdout == f"::error title=mahogen diff::{said}"
    assert ended.summary == f"mahogen diff: {said}"
    assert ended.stderr


def test_the_store_is_asked_once(tmp_path: Path) -> None:
    run("generate")
    with serving({"/api/v2_soap/?wsdl": Reply(Path("v2.wsdl").read_bytes())}) as site:
        against = f"{site.url}/api/v2_soap/?wsdl"
        assert step("mahogen", tmp_path, mode="diff", against=against).code == 0
        assert site.paths == ["/api/v2_soap/?wsdl"]


# -- hostile inputs --------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("key", ["mode", "config", "against", "side", "fail_on"])
def test_no_input_becomes_part_of_a_script(tmp_path: Path, key: str, value: str) -> None:
    run("generate")
    ended = step("mahogen", tmp_path, **{"mode": "diff", "against": "live", key: value})
    assert ended.code in (2, 3)
    assert ended.summary == "" or ended.summary.startswith(
        "mahogen diff: nothing could be compared"
    )
    assert len(ended.summary.splitlines()) <= 1
    assert not Path("pwned").exists()
    assert "::error::pwned" not in ended.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("value", [*HOSTILE[:4], "--help"])
def test_nor_does_what_is_to_be_installed(tmp_path: Path, value: str) -> None:
    ended = step("Install mahogen", tmp_path, install=value)
    assert ended.code != 0
    assert "nvalid" in ended.stderr
    assert not Path("pwned").exists()


@pytest.mark.slow
def test_it_installs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a runner, into an environment that has nothing."""
    site = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", str(site)], check=True)
    monkeypatch.setattr(sys, "executable", str(site / "bin" / "python"))
    assert step("Install mahogen", tmp_path).code == 0
    run("generate")
    assert step("mahogen", tmp_path).code == 0
