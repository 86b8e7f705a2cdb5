"""A caller's mistakes fail in mypy; what is right passes. One run over one file of examples."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = Path(__file__).parent / "typed_calls.txt"


@pytest.mark.slow
def test_mypy_finds_exactly_the_marked_mistakes(tmp_path: Path) -> None:
    source = EXAMPLES.read_text()
    module = tmp_path / "typed_calls.py"
    module.write_text(source)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(module)],
        capture_output=True,
        text=True,
        env={"MYPYPATH": f"{ROOT / 'generator'}:{ROOT / 'generated'}", "PATH": ""},
        cwd=tmp_path,
        check=False,
    )
    found: dict[int, set[str]] = {}
    for line, code in re.findall(r"typed_calls\.py:(\d+): error: .*\[([a-z-]+)\]", done.stdout):
        found.setdefault(int(line), set()).add(code)
    marked = {
        number: set(line.rpartition("# E: ")[2].split(", "))
        for number, line in enumerate(source.splitlines(), start=1)
        if "# E: " in line
    }
    assert found == marked, done.stdout
    assert len(marked) >= 10
