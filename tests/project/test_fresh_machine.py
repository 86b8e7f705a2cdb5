"""A new project on a machine that has the wheel and no network, and in CI, which has nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import yaml

from mahogen.fake_store import FakeStore
from support.environments import pip, run

pytestmark = pytest.mark.slow

REACHED = ("PIP_", "SSL_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
BASH = ("bash", "-eo", "pipefail", "-c")


def environment(home: Path, *path: Path, **more: str) -> dict[str, str]:
    """That of a shell that knows no mahogen but what is on the path, and how to reach an index."""
    known = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    bare = [folder for folder in known if not (folder / "mahogen").exists()]
    index = {name: text for name, text in os.environ.items() if name.upper().startswith(REACHED)}
    return {**index, "HOME": str(home), "PATH": os.pathsep.join(map(str, [*path, *bare])), **more}


def offline() -> list[str]:
    """What to put before a command so that it finds no network, where the system lets us."""
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") and run_quietly(*alone, "ip", "link", "set", "lo", "up"):
        return [*alone, "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    return []


def run_quietly(*command: str) -> bool:
    try:
        run(*command)
    except AssertionError:
        return False
    return True


@pytest.fixture(scope="module")
def project(wheel: Path, python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was made there, in a repository of git."""
    pip(python, f"{wheel}[cli,testing]")
    home = tmp_path_factory.mktemp("home")
    shell = environment(home, python.parent, PIP_NO_INDEX="1")
    run(*offline(), "mahogen", "new", "demo", "--server", cwd=home, env=shell)
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "A new project"]):
        who = ["-c", "user.name=Ann Lee", "-c", "user.email=ann@example.com"]
        run("git", *who, *words, cwd=home / "demo", env=shell)
    return home / "demo"


def test_its_tests_pass_with_no_network(project: Path) -> None:
    # `python` is not on the path here: the project knows where it was made.
    shell = environment(project.parent, PIP_NO_INDEX="1")
    done = run(*offline(), "make", "test", cwd=project, env=shell)
    assert "100%" in done.stdout
    assert not (project / ".venv").exists()
    assert run("git", "status", "--porcelain", cwd=project, env=shell).stdout == ""


def test_what_ci_runs_as_it_is_written(project: Path, wheel: Path, tmp_path: Path) -> None:
    run("git", "clone", "-q", str(project), "clone", cwd=tmp_path)
    clone = tmp_path / "clone"
    workflow = yaml.safe_load((clone / ".github/workflows/ci.yml").read_text())
    with FakeStore().serving() as url:
        shell = environment(Path.home(), MAHOGEN=str(wheel), MAHO_URL=url)
        for job in ("check", "drift"):
            for step in workflow["jobs"][job]["steps"]:
                if "run" in step:
                    run(*BASH, step["run"], cwd=clone, env=shell)
    run(".venv/bin/pre-commit", "run", "--all-files", cwd=clone, env=shell)
    assert run("git", "status", "--porcelain", cwd=clone, env=shell).stdout == ""

    # and each notices what it is there for
    assert not (clone / "local.mk").exists()
    (clone / "src/demo_api/client.py").unlink()
    run(".venv/bin/pre-commit", "run", "contract", "--all-files", cwd=clone, env=shell, code=1)
    commands = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    found = run(*BASH, commands[-1], cwd=clone, env=shell, code=1).stdout
    assert "::error" in found
    assert "src/demo_api/client.py" in found
    with FakeStore(namespace="urn:Other").serving() as url:
        [*_, command] = [
            step["run"] for step in workflow["jobs"]["drift"]["steps"] if "run" in step
        ]
        run(*BASH, command, cwd=clone, env={**shell, "MAHO_URL": url}, code=1)
    run(*BASH, command, cwd=clone, env={**shell, "MAHO_URL": url}, code=3)
