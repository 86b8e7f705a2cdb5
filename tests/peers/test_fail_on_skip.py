"""CI has the peers: a skip there is a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CONFTEST = Path(__file__).parents[1] / "conftest.py"


def run(folder: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run one test module, and one that passes, with our conftest."""
    shutil.copy(CONFTEST, folder)
    (folder / "test_text.py").write_text(f"import pytest\n{text}\n")
    (folder / "test_other.py").write_text("def test(): assert 1\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    paths = [str(CONFTEST.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    "text",
    [
        "def test(): pytest.skip('no peer')",
        "@pytest.fixture\ndef peer(): pytest.skip('no peer')\ndef test(peer): assert peer",
        "@pytest.mark.skip('no peer')\ndef test(): pass",
        "pytest.skip('no peer', allow_module_level=True)",
    ],
    ids=["in the test", "in a fixture", "by a mark", "of a module"],
)
def test_fail_on_skip(tmp_path: Path, text: str) -> None:
    assert run(tmp_path, text).returncode == 0
    failed = run(tmp_path, text, "--fail-on-skip")
    assert failed.returncode in (1, 2)
    assert "no peer" in failed.stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    text = "@pytest.mark.xfail(reason='known')\ndef test(): assert 0"
    assert run(tmp_path, text, "--fail-on-skip").returncode == 0
