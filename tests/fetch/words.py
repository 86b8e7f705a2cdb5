"""Golden words: what is said of a store that does not do as it should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "said"


def hold_words(request: pytest.FixtureRequest, text: str) -> None:
    """Hold a text to the golden file that is named after the test."""
    name = re.sub(r"\W+", "_", request.node.name.removeprefix("test_")).strip("_")
    file = FOLDER / f"{name}.txt"
    before = file.read_text("utf-8") if file.exists() else None
    if before != text and request.config.getoption("--update-golden"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        pytest.fail(f"updated {file.name}: review the diff")
    assert before == text
