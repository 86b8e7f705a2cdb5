"""The command as a process: its streams, its imports, and what it is installed without."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from golden import enter
from support.hostile.crossed import few

CASE = Path(__file__).parents[1] / "cases" / "array_of_struct"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(CASE, tmp_path / "shop", "expected", monkeypatch=monkeypatch)


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def test_version() -> None:
    assert python("-m", "mahogen", "--version").stdout == f"mahogen {version('mahogen')}\n"


@pytest.mark.parametrize("missing", ["click", "jinja2", "xsdata"])
def test_without_the_extra(missing: str) -> None:
    """As after `pip install mahogen`: a finder stands in for what is not installed."""
    program = f"""
import importlib.util, sys
real = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == {missing!r} else real(name, *rest)
sys.modules[{missing!r}] = None
from mahogen.__main__ import main
main()
"""
    ended = python("-c", program)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == ("mahogen: the command needs its extra: pip install 'mahogen[cli]'\n")


@pytest.mark.parametrize("verb", ["--version", "--help", "inspect"])
def test_a_verb_imports_only_what_it_needs(verb: str) -> None:
    program = f"""
import sys
sys.argv = ["mahogen", {verb!r}]
from mahogen.__main__ import main
try:
    main()
finally:
    print(sorted({{"jinja2", "xsdata", "httpx"}} & sys.modules.keys()), file=sys.stderr)
"""
    wanted = "['xsdata']" if verb == "inspect" else "[]"
    assert python("-c", program).stderr.splitlines()[-1] == wanted


@pytest.mark.parametrize("arguments", [["inspect"], ["inspect", "--json"], ["check", "--diff"]])
def test_a_reader_may_stop_reading(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stdout:
        ended = subprocess.run(
            [sys.executable, "-m", "mahogen", *arguments],
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr
    assert ended.returncode == 141


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_text_is_utf8_in_every_locale(encoding: str) -> None:
    wsdl = Path("v2.wsdl")
    wsdl.write_text(wsdl.read_text("utf-8").replace("List the items", "Größe €"), "utf-8")
    assert "Größe €" in python("-m", "mahogen", "inspect", PYTHONIOENCODING=encoding).stdout


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `sh` makes of a command line in which mahogen is called so."""
    program = command.replace("mahogen", f"{sys.executable} -m mahogen")
    return subprocess.run(
        ["/bin/sh", "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.parametrize(
    "verb", few(["inspect", "inspect --json", "check", "generate", "--help"], 2)
)
def test_a_disk_may_be_full(verb: str) -> None:
    ended = shell(f"mahogen {verb} > /dev/full")
    assert ended.returncode == 2
    lines = [line for line in ended.stderr.splitlines() if not line.startswith("note: ")]
    assert lines == ["mahogen: standard output cannot be written: No space left on device"]


def test_standard_output_may_be_closed() -> None:
    ended = shell("mahogen inspect >&-")
    assert (ended.returncode, ended.stderr) == (2, "mahogen: standard output is closed\n")


@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full"])
def test_standard_error_may_be_closed_or_full(stderr: str) -> None:
    good, bad = shell(f"mahogen generate {stderr}"), shell(f"mahogen --config x check {stderr}")
    assert (good.returncode, good.stderr, bad.returncode, bad.stdout) == (0, "", 2, "")
    assert len(good.stdout.splitlines()) == 1


BROKEN = """
import sys
from mahogen.emit import grammar, render
def broken(*_, **__):
    raise {error}
render.render = broken
sys.argv = ["mahogen", "generate"]
from mahogen.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("grammar.Violation('x.py:1: \\x1b')", "Violation: x.py:1: \\x1b"),
        pytest.param("RecursionError", "RecursionError", marks=pytest.mark.slow),
        ("FileNotFoundError(2, 'No such file', 'x')", "FileNotFoundError: [Errno 2] No such file"),
    ],
)
def test_a_defect_is_told_in_two_lines(error: str, said: str) -> None:
    program = BROKEN.format(error=error)
    ended = python("-c", program)
    first, second = ended.stderr.splitlines()
    assert (ended.returncode, ended.stdout) == (70, "")
    assert first.startswith(f"mahogen: this is a defect of mahogen: {said}")
    assert second == (
        "  hint: please report it with the contract; MAHOGEN_DEBUG=1 shows where it happened"
    )
    assert "Traceback" in python("-c", program, MAHOGEN_DEBUG="1").stderr
