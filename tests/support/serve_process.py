"""`mahogen serve` as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PATIENCE: Final = 30
"""Seconds that the process has to begin and to end."""


@contextmanager
def serve_process(*options: str, token: str = "") -> Iterator[str]:
    """The URL of `mahogen serve` within the block; it has to end well when it is told to."""
    command = [sys.executable, "-m", "mahogen", "serve", "--port", "0", *options]
    env = os.environ | ({"MAHOGEN_ADMIN_TOKEN": token} if token else {})
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            _, errors = process.communicate(timeout=PATIENCE)
        said = [line for line in errors.splitlines() if not line.startswith("mahogen: ")]
        assert (process.returncode, said) == (0, [])
