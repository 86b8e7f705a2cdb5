"""What is known of the contracts of all stores, though they do not say it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

NAME: Final = "stock_notes.toml"


def stock_notes() -> tuple[bytes, str]:
    """The notes that come with mahogen, and what they are called."""
    return Path(__file__).with_name(NAME).read_bytes(), NAME
