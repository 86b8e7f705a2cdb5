"""Everything that is generated passes the strictest checks, in one run for all cases."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
PACKAGES = sorted(path for path in TESTS.glob("cases/*/expected/*") if path.is_dir())


def passes(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command, *map(str, PACKAGES)],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_strict() -> None:
    assert PACKAGES
    passes("mypy", "--config-file=", "--strict", "--enable-error-code=ignore-without-code")


def test_ruff_check() -> None:
    passes("ruff", "check")


def test_ruff_format() -> None:
    passes("ruff", "format", "--check")
