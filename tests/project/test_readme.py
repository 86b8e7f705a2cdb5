"""The README's examples run as they are printed."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()


def example(name: str) -> str:
    """The code block behind `<!-- example: name -->`."""
    found = re.findall(rf"<!-- example: {re.escape(name)} -->\n```\w+\n(.*?)```", README, re.S)
    assert len(found) == 1, f"the README has {len(found)} examples called {name}"
    return str(found[0])
