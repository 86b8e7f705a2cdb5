"""Where a new project finds what it needs before it has a .venv: what mahogen itself runs in."""

from __future__ import annotations

import json
import sys
from importlib.metadata import distribution, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

_HEAD: Final = """\
# Written by `mahogen new` for this machine alone; it may be deleted, and git ignores it.
"""


def requirement() -> str:
    """What a project asks for: this version of mahogen, or a later one that is compatible."""
    major, minor = version("mahogen").split(".")[:2]
    return f"mahogen>={major}.{minor},<{major}.{int(minor) + 1}"


def runs_tests() -> bool:
    """Whether what mahogen runs in has what tests need."""
    return find_spec("pytest") is not None


def local_mk() -> str:
    """The text of local.mk: the interpreter, if it can run the tests, and where pip got mahogen."""
    lines = []
    if runs_tests():
        lines.append(f"LOCAL_PYTHON ?= {_escaped(sys.executable)}\n")
    if source := _installed_from():
        lines.append(f"MAHOGEN ?= {_escaped(source)}\n")
    return _HEAD + "".join(lines)


def _installed_from() -> str:
    """What pip was given: a file, a folder, or an address of git; empty for a name.

    See https://packaging.python.org/en/latest/specifications/direct-url-data-structure/
    """
    try:
        said = json.loads(distribution("mahogen").read_text("direct_url.json") or "{}")
        url, vcs = str(said.get("url", "")), said.get("vcs_info")
    except (ValueError, AttributeError):
        return ""
    if isinstance(vcs, dict):
        return f"{vcs.get('vcs')}+{url}@{vcs.get('commit_id')}"
    parts = urlsplit(url)
    path = unquote(parts.path)
    return path if parts.scheme == "file" and Path(path).exists() else ""


def _escaped(text: str) -> str:
    """`text` as make reads it in an assignment."""
    return text.replace("$", "$$").replace("#", "\\#")
