"""The README and its examples, as it prints them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

README: Final = (Path(__file__).parents[2] / "README.md").read_text()


def example(name: str) -> str:
    """The code block behind `<!-- example: name -->`."""
    found = re.findall(rf"<!-- example: {re.escape(name)} -->\n```\w+\n(.*?)```", README, re.S)
    assert len(found) == 1, f"the README has {len(found)} examples called {name}"
    return str(found[0])


def shell(
    code: str, folder: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run commands in `folder`, mahogen on the path; without `environment`, in that of here."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eu", "-c", code],
        cwd=folder,
        env={**(os.environ if environment is None else environment), "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
