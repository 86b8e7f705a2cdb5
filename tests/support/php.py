"""PHP, where it is installed, and its web server on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

PATIENCE: Final = 30.0
"""Seconds after which a peer that does not answer fails the test; nothing ever takes as long."""


def php() -> str:
    """The command; the test is skipped where PHP or its SOAP extension is missing."""
    command = shutil.which("php")
    if command is None:
        pytest.skip("php is not installed")
    modules = subprocess.run([command, "-m"], capture_output=True, text=True, check=True).stdout
    if "soap" not in modules.lower().split():
        pytest.skip("php has no soap extension")
    return command


@contextmanager
def serving(script: Path, log: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Run a script for every request within the block; gives the address without a last slash."""
    command = [php(), "-d", "precision=17", "-d", "display_errors=0"]
    for _ in range(5):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        # Somebody else may take the port in between; then php ends at once, and the next is tried.
        with log.open("wb") as file:
            process = subprocess.Popen(
                [*command, "-S", f"127.0.0.1:{port}", script],
                env={**os.environ, **environment},
                stdout=file,
                stderr=file,
            )
        try:
            if _listens(process, port):
                yield f"http://127.0.0.1:{port}"
                return
        finally:
            process.terminate()
            process.wait(PATIENCE)
    pytest.fail("php -S did not start: " + log.read_text())


def _listens(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the port accepts connections; False if the process ended instead."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return process.poll() is None
    return False
