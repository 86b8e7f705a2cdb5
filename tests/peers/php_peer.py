"""PHP on the other side: its SoapClient and its SoapServer, over HTTP on loopback."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from support.php import PATIENCE, php, serving

HERE: Final = Path(__file__).parent
WSDLS: Final = HERE.parents[1] / "wsdl"
PATHS: Final = {"v1": "/api/soap/", "v2": "/api/v2_soap/", "wsi": "/api/v2_soap/"}


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
    environment = {
        "PEER_WSDL": str(wsdl or WSDLS / f"{dialect}.wsdl"),
        "PEER_DIALECT": dialect,
        "PEER_FOLDER": str(folder),
    }
    with serving(script, folder / "php.log", environment) as base:
        yield PhpServer(dialect, f"{base}{PATHS[dialect]}", folder)
