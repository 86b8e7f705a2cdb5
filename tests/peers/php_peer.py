"""PHP on the other side: its SoapClient and its SoapServer, over HTTP on loopback."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

HERE: Final = Path(__file__).parent
WSDLS: Final = HERE.parents[1] / "wsdl"
PATHS: Final = {"v1": "/api/soap/", "v2": "/api/v2_soap/", "wsi": "/api/v2_soap/"}
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


def run_php(script: str, *arguments: str, stdin: Any = None) -> Any:
    """What a script of this folder prints, both ways as JSON."""
    text = None if stdin is None else json.dumps(stdin)
    return json.loads(run_php_file(HERE / script, *arguments, stdin=text))


def run_php_file(script: Path, *arguments: str, stdin: str | None = None) -> str:
    """What a script prints; it must come to its end."""
    # With 17 digits PHP's encoder loses nothing of a double.
    settings = ("precision=17", "serialize_precision=-1", "soap.wsdl_cache_enabled=0")
    result = subprocess.run(
        [php(), *(option for s in settings for option in ("-d", s)), script, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


# -- our client, PHP's server ----------------------------------------------------------------------


@dataclass
class PhpServer:
    """A running server, and the folder through which it is told and tells."""

    dialect: str
    url: str
    folder: Path

    def answer(self, answers: dict[str, Any]) -> None:
        """What operations (in V1, paths) answer from now on, and forget what was seen."""
        login = {"login": {"result": "the session"}, "endSession": {"result": True}}
        (self.folder / "answers.json").write_text(json.dumps(login | answers))
        (self.folder / "seen.jsonl").write_text("")

    @property
    def seen(self) -> list[Any]:
        """The calls since then: [operation, [argument, ...]], in the form that JSON gives them."""
        return [json.loads(line) for line in (self.folder / "seen.jsonl").read_text().splitlines()]


@contextmanager
def php_server(
    folder: Path,
    dialect: str,
    *,
    wsdl: Path | None = None,
    script: Path = HERE / "php_server.php",
) -> Iterator[PhpServer]:
    """Run a script on the contract of a dialect, the shipped one by default, within the block."""
    command = php()
    environment = os.environ | {
        "PEER_WSDL": str(wsdl or WSDLS / f"{dialect}.wsdl"),
        "PEER_DIALECT": dialect,
        "PEER_FOLDER": str(folder),
    }
    for _ in range(5):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        # Somebody else may take the port in between; then php ends at once, and the next is tried.
        with (folder / "php.log").open("wb") as log:
            process = subprocess.Popen(
                [
                    *(command, "-d", "precision=17", "-d", "display_errors=0"),
                    *("-S", f"127.0.0.1:{port}", script),
                ],
                env=environment,
                stdout=log,
                stderr=log,
            )
        try:
            if _listens(process, port):
                yield PhpServer(dialect, f"http://127.0.0.1:{port}{PATHS[dialect]}", folder)
                return
        finally:
            process.terminate()
            process.wait(PATIENCE)
    pytest.fail("php -S did not start: " + (folder / "php.log").read_text())


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
