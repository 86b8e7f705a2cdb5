"""A package that was generated for another runtime says so when it is imported."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_another_level_is_one_sentence(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "generated" / "maho_api", tmp_path / "shop_api")
    package = tmp_path / "shop_api" / "__init__.py"
    text, changed = re.subn(r"require_level\(\d+\)", "require_level(99)", package.read_text())
    assert changed == 1
    package.write_text(text)
    command = [sys.executable, "-c", "import shop_api"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("ImportError: this package was generated for")
    assert "run `mahogen generate` again" in done.stderr
