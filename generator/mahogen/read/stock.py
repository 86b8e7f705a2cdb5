"""What is known of the contracts of all stores, though they do not say it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).parent
_OWN = ("stock_notes.toml", "stock_parameters.toml")
_MARK = "mahogen: "


def is_stock(name: str) -> bool:
    """Whether a file that a source names is one of those; no user's file is called so."""
    return name.startswith(_MARK)


# Beside the modules in an installed wheel, at the top of a checkout.
_SHIPPED = (_HERE.parent / "contract", _HERE.parent.parent.parent / "wsdl")


def stock_notes() -> Iterator[tuple[bytes, str]]:
    """The notes that come with mahogen and what they are called, those that go first at the start.

    Last are those of the shipped contract, with the documentation of the checkout.
    """
    for name in _OWN:
        yield (_HERE / name).read_bytes(), f"{_MARK}{name}"
    for folder in _SHIPPED:
        if (file := folder / "notes.toml").is_file():
            yield file.read_bytes(), f"{_MARK}contract/{file.name}"
            return
