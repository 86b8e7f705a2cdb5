"""Environments with nothing in them, and commands that are run there."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path


def run(
    *command: str, cwd: Path | None = None, code: int = 0, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command that ends with `code`."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, env=env)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def pip(python: Path, requirement: str) -> None:
    """Install something for an interpreter."""
    run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement)
